"""Terms, stop words and statutory phrases: rows of reference data, checked line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbench.reference import load, rules
from workbench.reference.rules import Rule
from workbench.reference.wordlists import WordList

TERMS, STOP_WORDS, STATUTORY = "terms.toml", "stop_words.toml", "statutory.toml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that stands whole; each of its ``variants`` counts as the word."""

    word: str
    variants: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    watch: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        """The word and its variants."""
        return (self.word, *self.variants)


@dataclass(frozen=True, slots=True)
class StopGroup:
    """Words that are left out of lists, and why."""

    why: str
    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the Regulation or of a form, with its source (条例第五条)."""

    wordings: tuple[str, ...]
    source: str
    example: str


@cache
def terms() -> tuple[Term, ...]:
    """Our own terms; :class:`DictionaryError` names the line of a row that is wrong."""
    return tuple(terms_in(_ours(TERMS)))


@cache
def negations() -> tuple[Rule, ...]:
    """What turns a word into its opposite: patterns for what stands right before the word."""
    return rules.rules(TERMS, "negation")


@cache
def stop_groups() -> tuple[StopGroup, ...]:
    """The words that say nothing about a problem, by the reason why."""
    return tuple(stop_groups_in(_ours(STOP_WORDS)))


@cache
def phrases() -> tuple[Phrase, ...]:
    """The statutory phrases, which are taken out before anything is counted."""
    return tuple(phrases_in(_ours(STATUTORY)))


def terms_in(listed: WordList) -> Iterator[Term]:
    """The rows ``term`` of a list."""
    may = ("variants", "not", "watch")
    for number, given in enumerate(listed.toml().get("term", ()), start=1):
        entry = f"term {number}"
        row = listed.row(given, entry, needs=("word", "examples"), may=may)
        term = Term(
            word=listed.word(row["word"], entry),
            variants=tuple(listed.word(each, entry) for each in row.get("variants", ())),
            examples=tuple(row["examples"]),
            near_misses=tuple(row.get("not", ())),
            watch=row.get("watch") is True,
        )
        for example in term.examples:
            if not any(wording in example for wording in term.wordings):
                told = f"the example {example!r} does not hold {term.word}"
                raise listed.error(told, near=term.word, entry=entry)
        yield term


def stop_groups_in(listed: WordList) -> Iterator[StopGroup]:
    """The rows ``stop`` of a list; a stop word may have one character."""
    for number, given in enumerate(listed.toml().get("stop", ()), start=1):
        entry = f"stop {number}"
        row = listed.row(given, entry, needs=("why", "words", "example"))
        words = tuple(listed.word(word, entry, shortest=1) for word in row["words"])
        if not any(word in row["example"] for word in words):
            raise listed.error("the example holds none of the words", near=words[0], entry=entry)
        yield StopGroup(row["why"], words, row["example"])


def phrases_in(listed: WordList) -> Iterator[Phrase]:
    """The rows ``phrase`` of a list; a phrase may hold marks, but no blank."""
    for number, given in enumerate(listed.toml().get("phrase", ()), start=1):
        entry = f"phrase {number}"
        row = listed.row(given, entry, needs=("text", "source", "example"), may=("variants",))
        wordings = (row["text"], *row.get("variants", ()))
        for wording in wordings:
            if any(char.isspace() for char in listed.once(wording, entry)):
                raise listed.error(f"{wording!r} holds a blank", near=wording, entry=entry)
        if not any(wording in row["example"] for wording in wordings):
            raise listed.error("the example does not hold it", near=row["text"], entry=entry)
        yield Phrase(wordings, row["source"], row["example"])


def _ours(name: str) -> WordList:
    return WordList.of(f"reference/{name}", load.content(name))
