"""Our words together: terms cut out by longest match, their wordings, stop words, negation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from workbench.analysis.words.longest import longest
from workbench.errors import DictionaryError
from workbench.parsing.fold import fold
from workbench.reference import terms as reference
from workbench.reference.rules import alternation
from workbench.reference.terms import Term
from workbench.reference.wordlists import WordList, plain

#: The longest stretch before a word that can turn it into its opposite: 不能够按规定.
_BEFORE = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A term where it stands in a match key; ``negated`` where 不 or 未 turns it round."""

    word: str
    start: int
    end: int
    negated: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Terms with all their wordings, and the words that lists leave out.

    The wordings are match keys: folded, as :func:`workbench.parsing.fold.fold` makes them.
    """

    terms: tuple[Term, ...]
    stop_words: frozenset[str] = frozenset()

    @cached_property
    def word_of(self) -> Mapping[str, str]:
        """The word that each wording counts as: 不够及时 is 不及时."""
        return {fold(w): term.word for term in self.terms for w in term.wordings}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the longest wording at each place."""
        return re.compile(longest(self.word_of))

    def hits(self, text: str) -> Iterator[Hit]:
        """The terms in a match key, from left to right; none inside another."""
        for match in self.pattern.finditer(text):
            turned = negated(text, match.start())
            yield Hit(self.word_of[match[0]], match.start(), match.end(), turned)

    def canonical(self, token: str) -> str:
        """The word that a token counts as; the token itself where it is no term."""
        return self.word_of.get(token, token)

    def with_words(self, words: Iterable[str]) -> Lexicon:
        """The lexicon with terms of one's own; a word that it knows already stays as it is."""
        new = [word for word in dict.fromkeys(words) if fold(word) not in self.word_of]
        return self.with_terms(Term(word) for word in new) if new else self

    def with_terms(self, terms: Iterable[Term]) -> Lexicon:
        """The lexicon with more terms, which win over its own rows for the same word."""
        new = tuple(terms)
        theirs = {fold(wording) for term in new for wording in term.wordings}
        kept = tuple(t for t in self.terms if not theirs & {fold(w) for w in t.wordings})
        return Lexicon((*kept, *new), self.stop_words)

    def without_stop_words(self, tokens: Iterable[str]) -> Iterator[str]:
        """The words of ``tokens`` that say something, as they are counted: no marks, no
        digits, no stop words, nothing of one character."""
        for token in tokens:
            word = self.canonical(token)
            if len(word) > 1 and word not in self.stop_words and _HAN.match(word):
                yield word


_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


@cache
def _negation() -> re.Pattern[str]:
    return alternation(reference.negations())


def negated(text: str, at: int) -> bool:
    """Whether what stands right before ``at`` turns the word there into its opposite.

    不够明确 is no 明确; a term that begins with its negation (不及时) is a term of its own.
    """
    return bool(_negation().search(text[max(0, at - _BEFORE) : at]))


@cache
def ours() -> Lexicon:
    """The project's own lexicon, from ``reference``."""
    words = frozenset(word for group in reference.stop_groups() for word in group.words)
    return Lexicon(reference.terms(), words)


@cache
def watched() -> tuple[str, ...]:
    """The words that a page shows where nobody asks for others."""
    return tuple(term.word for term in reference.terms() if term.watch)


def words_in(path: Path) -> tuple[str, ...]:
    """The words of a user's list: one a line, or the rows ``term`` of a TOML file.

    :class:`DictionaryError` names file and line of what is wrong.
    """
    listed = read_list(path)
    if path.suffix != ".toml":
        return plain(listed)
    return tuple(term.word for term in reference.terms_in(listed))


def read_list(path: Path) -> WordList:
    """A user's list of words as it stands."""
    try:
        return WordList.of(path.name, path.read_bytes())
    except OSError as error:
        raise DictionaryError(f"{path} cannot be read: {error.strerror}") from None
