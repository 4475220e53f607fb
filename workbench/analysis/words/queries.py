"""What a reader asks for: terms and expressions, and how often sentences hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.analysis.words.lexicon import Hit, Lexicon, ours, watched
from workbench.errors import WorkbenchError
from workbench.parsing.fold import fold
from workbench.reference.wordlists import fault

#: 及时、/更新.{0,4}慢/: expressions between slashes, words between marks or blanks.
_ASKED = re.compile(r"/((?:[^/\\]|\\.)+)/|[^,、;，；\s/]+")


@dataclass(frozen=True)
class Query:
    """A word of the lexicon, or an expression over match keys; ``name`` is what is shown."""

    name: str
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Question:
    """Several queries at once, so that a term inside a longer one is not counted twice."""

    queries: tuple[Query, ...]
    lexicon: Lexicon

    @property
    def names(self) -> tuple[str, ...]:
        """What is shown, in the order in which it was asked."""
        return tuple(query.name for query in self.queries)

    def hits(self, text: str) -> Iterator[Hit]:
        """Where a match key holds what was asked; ``Hit.word`` is the query's name.

        Words are found by longest match among all that the lexicon knows: 公开 is not in
        不予公开 nor 依申请公开, 及时 not in 不及时. Expressions see the whole sentence.
        """
        asked = {query.name for query in self.queries if query.pattern is None}
        yield from (hit for hit in self.lexicon.hits(text) if hit.word in asked)
        for query in self.queries:
            for match in query.pattern.finditer(text) if query.pattern else ():
                if match.end() > match.start():
                    yield Hit(query.name, match.start(), match.end())

    def counts(self, texts: Iterable[str]) -> pd.DataFrame:
        """One row per text and query found in it: text, term, count, negated.

        ``negated`` are those that 不 or 未 turns into the opposite; ``count`` leaves them out.
        """
        rows = []
        for text in texts:
            found = Counter((hit.word, hit.negated) for hit in self.hits(text))
            for name in dict.fromkeys(name for name, _ in found):
                rows.append((text, name, found[name, False], found[name, True]))
        return pd.DataFrame(rows, columns=["text", "term", "count", "negated"])


def question(asked: str | Sequence[str] | None, lexicon: Lexicon | None = None) -> Question:
    """What is asked for: words and /expressions/ in one string or several, None: ours.

    A word is cut out whole wherever it stands; a wording that the lexicon knows (不够及时)
    counts as its word (不及时). WorkbenchError says what is no word and no expression.
    """
    known = lexicon or ours()
    parts = [asked] if isinstance(asked, str) else list(asked or watched())
    read = [query for part in parts for query in _read(part)]
    if not read:
        raise WorkbenchError(f"{asked!r} names no word; write words, as 及时、渠道")
    known = known.with_words(query.name for query in read if query.pattern is None)
    named = [query if query.pattern else Query(known.canonical(fold(query.name))) for query in read]
    return Question(tuple({query.name: query for query in named}.values()), known)


def _read(asked: str) -> Iterator[Query]:
    for match in _ASKED.finditer(asked):
        if match[1] is None:
            if reason := fault(fold(match[0])):
                raise WorkbenchError(f"terms: {match[0]!r} {reason}")
            yield Query(match[0])
            continue
        try:
            yield Query(match[0], re.compile(fold(match[1])))
        except re.error as error:
            raise WorkbenchError(f"terms: {match[0]} is no expression: {error}") from None
