"""Shared runs against brute force, which is the truth; and the places of both sides."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from workbench.analysis.reuse.masking import names_of
from workbench.analysis.reuse.passages import Passage, Reported, passages
from workbench.analysis.reuse.runs import Match, Stream, chosen, matches, runs
from workbench.model import Span

LEAST = 16


def brute(left: str, right: str, least: int) -> set[Match]:
    """Every maximal pair of equal stretches, by looking at every pair of places."""
    found = set()
    for i in range(len(left)):
        for j in range(len(right)):
            if i and j and left[i - 1] == right[j - 1]:
                continue
            length = 0
            while (
                i + length < len(left)
                and j + length < len(right)
                and left[i + length] == right[j + length]
            ):
                length += 1
            if length >= least:
                found.add(Match(i, j, length))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_matches_are_those_of_brute_force(seed: int) -> None:
    rng = Random(seed)
    pool = ["".join(rng.choice("甲乙丙丁") for _ in range(rng.randrange(3, 30))) for _ in range(8)]
    left, right = ("".join(rng.choice(pool) for _ in range(6)) for _ in range(2))
    found = matches(left, right, 5)
    if max(right.count(left[at : at + 5]) for at in range(len(left) - 4)) <= 8:
        assert set(found) == brute(left, right, 5)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("seed", range(20))
def test_chosen_matches_do_not_overlap(seed: int) -> None:
    rng = Random(seed)
    left, right = ("".join(rng.choice("甲乙") for _ in range(80)) for _ in range(2))
    taken = chosen(matches(left, right, 6), 6)
    for side in ("start", "other"):
        spans = sorted((getattr(m, side), getattr(m, side) + m.length) for m in taken)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for match in taken:
        ours = left[match.start : match.start + match.length]
        assert ours == right[match.other : match.other + match.length]
        assert match.length >= 6


def test_a_text_of_one_character_costs_no_square() -> None:
    assert matches("的" * 20_000, "的" * 20_000, LEAST) == []


SHARED = "公开栏里的内容换得太慢，群众想看的看不到，看到的又过了时；"
MORE = "经办的人手不够，常常是一个人兼着好几样事情，忙不过来。"
TEXTS = {
    "one run over two sentences": (
        f"一是{SHARED}二是{MORE}", f"（一）{SHARED}（二）{MORE}", ["公开栏里…忙不过来。"],
    ),
    "names and numbers do not break a run": (
        "2017年，关庄乡公开栏里的内容换得太慢，群众想看的9条看不到。",
        "2021年，我镇公开栏里的内容换得太慢，群众想看的128条看不到。",
        ["2017…看不到。"],
    ),
    "the order of the items does not matter": (
        f"一是{SHARED}二是{MORE}", f"一是{MORE}二是{SHARED}",
        ["公开栏里…过了时；", "经办的人…忙不过来。"],
    ),
    "too short": (f"一是{SHARED}", f"一是{SHARED[:14]}", []),
    "other words": (f"一是{SHARED}", f"一是{MORE}", []),
    "a stock line is no run": (
        "本年度没有收到任何公民和单位提出的政府信息公开申请。",
        "本年度没有收到任何公民和单位提出的政府信息公开申请。", [],
    ),
}  # fmt: skip


def stream(text: str) -> Stream:
    sections = [{"role": "problems", "level": 1, "start": 0, "end": len(text), "body_start": 0,
                 "body_end": len(text)}]  # fmt: skip
    names = dict.fromkeys(("issuer", "county", "prefecture", "province"))
    return Stream(passages(Reported({**names, "township": "关庄乡"}, text, sections)))


@pytest.mark.parametrize(("ours", "theirs", "expected"), TEXTS.values(), ids=TEXTS)
def test_runs_with_both_places(ours: str, theirs: str, expected: list[str]) -> None:
    found = runs(stream(ours), stream(theirs))
    shown = [f"{run.span.of(ours)[:4]}…{run.span.of(ours)[-4:].lstrip('，')}" for run in found]
    assert [s.split("…")[0] for s in shown] == [e.split("…")[0] for e in expected]
    for run, told in zip(found, expected, strict=True):
        assert run.span.of(ours).endswith(told.split("…")[1])
        assert run.other.of(theirs)[-3:] == run.span.of(ours)[-3:]


def test_nothing_crosses_from_one_part_to_another() -> None:
    words = ("公开栏里的内容换得", "太慢群众都看不明白")
    one = Stream([Passage("problems", 1, Span(0, 9), words[0], (0, 0), False),
                  Passage("other", 2, Span(20, 29), words[1], (0, 20), False)])  # fmt: skip
    whole = Stream([Passage("problems", 1, Span(0, 18), "".join(words), (0, 0), False)])
    assert runs(one, whole) == []
    assert len(runs(whole, whole)) == 1


def test_names_are_folded() -> None:
    assert names_of("涇源縣", None, "乡") == ("泾源县",)
