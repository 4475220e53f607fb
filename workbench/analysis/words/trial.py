"""The lexicon laboratory: what a new term, cue or stop word would change, before it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.analysis.tables import Tables, of_reports
from workbench.analysis.words.lexicon import Lexicon, ours, read_list
from workbench.analysis.words.statements import Statements, statements
from workbench.analysis.words.vocabulary import Vocabulary
from workbench.errors import DictionaryError
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.problems.types import EMPTY, FILE, types_of
from workbench.reference import load
from workbench.reference import terms as reference
from workbench.reference.rules import Rule, rules_in
from workbench.reference.terms import Term
from workbench.reference.wordlists import WordList, plain

KINDS = ("term", "stop", "cue")


@dataclass(frozen=True)
class Additions:
    """What a file proposes: terms, stop words, and cues (rules by problem type)."""

    terms: tuple[Term, ...] = ()
    stop_words: frozenset[str] = frozenset()
    cues: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence or item: its report, where it stands there, and its words."""

    report_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Effect:
    """How one word or type is counted before and after.

    ``kind`` is term (``name`` counts in so many distinct sentences), word (one of the lists
    of rising and characteristic words) or type (in so many problem items). ``gained`` and
    ``lost`` are the sentences or items that differ.
    """

    kind: str
    name: str
    before: int
    after: int
    gained: tuple[Place, ...] = field(repr=False, default=())
    lost: tuple[Place, ...] = field(repr=False, default=())


def additions(path: Path) -> Additions:
    """The rows ``term``, ``stop`` and ``cue`` of a file, written as those in ``reference``;
    a file that is no TOML holds a term a line.

    :class:`DictionaryError` names file and line of what is wrong, and a file without rows.
    """
    listed = read_list(path)
    if path.suffix != ".toml":
        return Additions(tuple(Term(word) for word in plain(listed)))
    content = listed.toml()
    strange = sorted(set(content) - set(KINDS))
    if strange or not content:
        told = f"unknown {strange[0]!r}" if strange else "no rows"
        raise DictionaryError(f"{path.name}: {told}; there are {', '.join(KINDS)}")
    return Additions(
        terms=tuple(reference.terms_in(listed)),
        stop_words=_stop_words(listed),
        cues=_cues(path.name, content.get("cue", [])),
    )


def _cues(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The cues, each of a problem type that there is."""
    found = rules_in(rows, "code", f"{name}, cue")
    known = {row["code"] for row in load.toml(FILE)["type"]}
    for number, rule in enumerate(found, start=1):
        if rule.name not in known:
            told = f"no problem type {rule.name!r}; there are {', '.join(sorted(known))}"
            raise DictionaryError(f"{name}, cue {number}: {told}")
    return found


def _stop_words(listed: WordList) -> frozenset[str]:
    return frozenset(w for group in reference.stop_groups_in(listed) for w in group.words)


def trial(corpus: Tables, proposed: Additions, *, lexicon: Lexicon | None = None) -> list[Effect]:
    """Everything that ``proposed`` would change in the problem sections of ``corpus``.

    First each proposed term and every other term whose sentences it takes or gives; then the
    listed words that come or go; then the problem types. A proposal that changes nothing
    has an effect of equal counts.
    """
    old = lexicon or ours()
    stop_words = old.stop_words | proposed.stop_words
    new = Lexicon(old.with_terms(proposed.terms).terms, stop_words)
    base = statements(corpus, level=None)
    found = [*_terms(base, old, new, proposed.terms), *_words(base, old, new, proposed)]
    return [*found, *_types(corpus, base, proposed.cues)]


def _terms(base: Statements, old: Lexicon, new: Lexicon, proposed: Iterable[Term]) -> list[Effect]:
    always = [term.word for term in proposed]
    places = _places(base)
    before, after = (
        {text: {hit.word for hit in each.hits(text)} for text in places} for each in (old, new)
    )
    return _effects("term", places, before, after, always)


def _words(base: Statements, old: Lexicon, new: Lexicon, proposed: Additions) -> list[Effect]:
    places = _places(base)
    texts = list(places)
    before, after = (
        {text: set(words) for text, words in Vocabulary(each).words(texts).items()}
        for each in (old, new)
    )
    named = {term.word for term in (*old.terms, *proposed.terms)}
    before = {text: words - named for text, words in before.items()}
    after = {text: words - named for text, words in after.items()}
    gone = proposed.stop_words & set().union(*before.values())
    return _effects("word", places, before, after, sorted(gone))


def _types(corpus: Tables, base: Statements, cues: Sequence[Rule]) -> list[Effect]:
    if not cues:
        return []
    columns = ["report_id", "n", "start", "end", "text"]
    items = of_reports(corpus.read("problems", columns=columns), base.reports["report_id"])
    places: dict[str, Place] = {}
    for report_id, _, start, end, text in items.itertuples(index=False, name=None):
        places.setdefault(text, Place(report_id, int(start), int(end), text))
    keys = {text: Squeezed(fold(text)).text for text in places}
    before = {text: set(types_of(key)) for text, key in keys.items()}
    after = {text: _with(before[text], key, cues) for text, key in keys.items()}
    return _effects("type", places, before, after, [cue.name for cue in cues])


def _with(types: set[str], key: str, cues: Iterable[Rule]) -> set[str]:
    more = {cue.name for cue in cues if cue.pattern.search(key)}
    return (types | more) - ({EMPTY} if more else set())


def _places(base: Statements) -> dict[str, Place]:
    """The first place of each distinct sentence, by its match key."""
    rows = base.sentences.drop_duplicates("text")[["text", "report_id", "start", "end"]]
    return {
        text: Place(report_id, int(start), int(end), text)
        for text, report_id, start, end in rows.itertuples(index=False, name=None)
    }


def _effects(
    kind: str,
    places: Mapping[str, Place],
    before: Mapping[str, set[str]],
    after: Mapping[str, set[str]],
    always: Sequence[str],
) -> list[Effect]:
    """The names whose texts differ, those of ``always`` first and in any case."""
    gained: dict[str, list[Place]] = {}
    lost: dict[str, list[Place]] = {}
    for text, place in places.items():
        for name in after[text] - before[text]:
            gained.setdefault(name, []).append(place)
        for name in before[text] - after[text]:
            lost.setdefault(name, []).append(place)
    counts = [
        Counter(name for names in side.values() for name in names) for side in (before, after)
    ]
    names = dict.fromkeys([*always, *sorted({*gained, *lost})])
    return [
        Effect(
            kind, name, counts[0][name], counts[1][name],
            tuple(gained.get(name, ())), tuple(lost.get(name, ())),
        )
        for name in names
    ]  # fmt: skip


def table(effects: Sequence[Effect]) -> pd.DataFrame:
    """Kind, name, before, after, gained and lost (how many)."""
    rows = [(e.kind, e.name, e.before, e.after, len(e.gained), len(e.lost)) for e in effects]
    return pd.DataFrame(rows, columns=["kind", "name", "before", "after", "gained", "lost"])
