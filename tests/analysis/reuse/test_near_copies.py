"""MinHash bands against brute force, which is the truth."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest

from workbench.analysis.reuse.bands import NEIGHBOURS, bands, candidates
from workbench.analysis.reuse.clusters import clusters
from workbench.analysis.reuse.minhash import grams, signatures
from workbench.analysis.reuse.verify import jaccard, near_copies

_WORDS = [
    "公开",
    "信息",
    "及时",
    "更新",
    "渠道",
    "群众",
    "培训",
    "制度",
    "加强",
    "完善",
    "不够",
    "网站",
    "栏目",
    "解读",
    "监督",
    "考核",
    "机制",
    "人员",
]


def grams_of(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def similarity(one: str, other: str) -> float:
    ours, theirs = grams_of(one), grams_of(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def truth(keys: list[str], least: float = 0.6) -> set[tuple[int, int]]:
    pairs = combinations(range(len(keys)), 2)
    return {pair for pair in pairs if similarity(keys[pair[0]], keys[pair[1]]) >= least}


def passages(seed: int, count: int) -> list[str]:
    """Sentences of random words, half of them edited copies of others."""
    rng = Random(seed)
    made: list[str] = []
    while len(made) < count:
        if made and rng.random() < 0.5:
            text = list(rng.choice(made))
            for _ in range(max(1, int(len(text) * rng.uniform(0.01, 0.2)))):
                at = rng.randrange(len(text))
                text[at : at + rng.randrange(2)] = rng.choice(_WORDS)[: rng.randrange(3)]
            made.append("".join(text))
        else:
            made.append("".join(rng.choice(_WORDS) for _ in range(rng.randrange(8, 60))))
    return sorted(set(made))


@pytest.mark.parametrize("seed", range(3))
def test_nearly_every_near_copy_is_found_and_nothing_else(seed: int) -> None:
    keys = passages(seed, 700)
    expected = truth(keys)
    found = set(zip(*(side.tolist() for side in near_copies(keys)), strict=True))
    assert len(expected) > 100
    assert found <= expected
    assert len(found) >= 0.98 * len(expected)


def test_jaccard_is_exact() -> None:
    keys = [*passages(7, 60), "ab", "", "aaa", "aaaa"]
    pairs = list(combinations(range(len(keys)), 2))
    left, right = (np.array(side) for side in zip(*pairs, strict=True))
    expected = [similarity(keys[one], keys[other]) for one, other in pairs]
    assert jaccard(grams(keys), left, right) == pytest.approx(expected)


def test_signatures_estimate_the_similarity() -> None:
    keys = passages(3, 300)
    signed = signatures(grams(keys))
    left, right = near_copies(keys)
    shared = (signed[left] == signed[right]).mean(axis=1)
    exact = jaccard(grams(keys), left, right)
    assert abs((shared - exact).mean()) < 0.03
    assert abs(shared - exact).mean() < 0.08


def test_a_signature_depends_on_its_string_alone() -> None:
    keys = passages(5, 50)
    whole = signatures(grams(keys))
    for at in (0, 17, len(keys) - 1):
        assert (signatures(grams([keys[at]]))[0] == whole[at]).all()


def test_candidates_are_the_pairs_of_equal_keys() -> None:
    keys = np.array([5, 3, 5, 9, 3, 5], np.uint64)
    left, right = candidates(keys, np.arange(6) + 10)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == {
        (10, 12), (10, 15), (12, 15), (11, 14),
    }  # fmt: skip


def test_a_band_that_everybody_shares_does_not_cost_the_square() -> None:
    count = 5_000
    left, _ = candidates(np.zeros(count, np.uint64), np.arange(count))
    assert len(left) < count * NEIGHBOURS


def test_the_table_of_bands_may_be_cut_by_key() -> None:
    """What an engine's shuffle does: each piece holds whole groups, the union is the same."""
    keys = passages(11, 300)
    signed = signatures(grams(keys))
    ids = np.arange(len(keys))
    for _, band in bands(signed):
        whole = set(zip(*(side.tolist() for side in candidates(band, ids)), strict=True))
        parts: set[tuple[int, int]] = set()
        for rest in range(4):
            piece = band % np.uint64(4) == rest
            parts |= set(
                zip(*(side.tolist() for side in candidates(band[piece], ids[piece])), strict=True)
            )
        assert parts == whole


@pytest.mark.parametrize("keys", [[], [""], ["ab"], ["", "a", "ab"]], ids=len)
def test_strings_without_3_grams_are_near_to_nothing(keys: list[str]) -> None:
    left, right = near_copies(keys)
    assert (len(left), len(right)) == (0, 0)


def test_every_member_is_a_near_copy_of_its_centre() -> None:
    keys = passages(2, 600)
    counts = np.array([1 + len(key) % 5 for key in keys])
    centre = clusters(keys, counts)
    for row, middle in enumerate(centre.tolist()):
        assert centre[middle] == middle
        assert row == middle or similarity(keys[row], keys[middle]) >= 0.6


def test_a_chain_of_small_changes_is_not_one_cluster() -> None:
    """Each year changes a little; the first and the last have nothing in common."""
    first = "".join(chr(0x4E00 + at) for at in range(60))
    chain = [first[at * 6 :] + "".join(chr(0x5E00 + k) for k in range(at * 6)) for at in range(10)]
    centre = clusters(sorted(chain), np.ones(10, np.int64))
    assert similarity(chain[0], chain[-1]) < 0.1
    assert len(set(centre.tolist())) > 1
