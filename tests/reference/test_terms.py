"""The lists of words: every row is found where it says, every mistake is named by its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.analysis.words.lexicon import negated, ours
from workbench.analysis.words.statutory import GONE, taken_out
from workbench.errors import DictionaryError
from workbench.parsing.fold import fold
from workbench.reference.rules import Rule
from workbench.reference.terms import (
    Phrase,
    StopGroup,
    Term,
    negations,
    phrases,
    phrases_in,
    stop_groups,
    stop_groups_in,
    terms,
    terms_in,
)
from workbench.reference.wordlists import WordList, plain


def _found(text: str) -> set[str]:
    return {hit.word for hit in ours().hits(fold(text))}


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.word)
def test_a_term_is_found_whole_in_its_examples_alone(term: Term) -> None:
    assert [text for text in term.examples if term.word not in _found(text)] == []
    assert [text for text in term.near_misses if term.word in _found(text)] == []


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.word)
def test_every_wording_counts_as_its_word(term: Term) -> None:
    assert [wording for wording in term.wordings if _found(wording) != {term.word}] == []


@pytest.mark.parametrize("rule", negations(), ids=lambda rule: rule.name)
def test_a_negation_is_told_from_words_that_look_alike(rule: Rule) -> None:
    for text in rule.examples:
        assert negated(f"{text}明确", len(text)), text
    for text in rule.near_misses:
        assert not negated(f"{text}明确", len(text)), text


@pytest.mark.parametrize("group", stop_groups(), ids=lambda group: group.why)
def test_stop_words_are_left_out(group: StopGroup) -> None:
    assert list(ours().without_stop_words(group.words)) == []


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.wordings[0])
def test_a_statutory_phrase_is_taken_out(phrase: Phrase) -> None:
    for text in (*phrase.wordings, phrase.example):
        left = taken_out(fold(text))
        assert len(left) == len(text)
        assert GONE in left
    assert set(taken_out(fold(phrase.wordings[0]))) == {GONE}


def _terms(text: str) -> object:
    return tuple(terms_in(WordList.of("mine.toml", text.encode())))


def _stops(text: str) -> object:
    return tuple(stop_groups_in(WordList.of("mine.toml", text.encode())))


def _phrases(text: str) -> object:
    return tuple(phrases_in(WordList.of("mine.toml", text.encode())))


def _plain(text: str) -> object:
    return plain(WordList.of("mine.toml", text.encode()))


GOOD = '  { word = "便民窗口", examples = ["设立便民窗口"] },\n'
ROWS: dict[str, tuple[Callable[[str], object], str, str]] = {
    "a tab": (_terms, GOOD + '  { word = "村\t务", examples = ["村务"] },\n', "line 3: holds a tab"),
    "a blank inside": (_terms, '  { word = "村 务", examples = ["村 务"] },\n', "line 2: '村 务' holds a blank"),
    "a blank at the end": (_terms, GOOD + '  { word = "村务 ", examples = ["村务 "] },\n', "line 3: '村务 ' holds a blank"),
    "an ideographic blank": (_terms, '  { word = "村\u3000务", examples = ["村\u3000务"] },\n', "line 2: '村\\u3000务' holds a blank"),
    "a byte order mark": (_terms, "\ufeff", "line 1: begins with a byte order mark"),
    "an invisible character": (_terms, GOOD + '  { word = "村\u200b务", examples = ["村务"] },\n', "line 3: holds the invisible character U+200B"),
    "twice": (_terms, GOOD * 2, "line 3: '便民窗口' stands twice, first in line 2"),
    "twice, as a variant": (_terms, GOOD + '  { word = "窗口", variants = ["便民窗口"], examples = ["窗口"] },\n', "line 3: '便民窗口' stands twice, first in line 2"),
    "one character": (_terms, '  { word = "村", examples = ["村"] },\n', "line 2: '村' has 1 characters"),
    "full width": (_terms, '  { word = "Ａ级村", examples = ["Ａ级村"] },\n', "line 2: 'Ａ级村' is not half-width; write A级村"),
    "a mark": (_terms, '  { word = "村务，", examples = ["村务，"] },\n', "line 2: '村务，' "),
    "no Chinese": (_terms, '  { word = "APP", examples = ["APP"] },\n', "line 2: 'APP' holds no Chinese"),
    "a number": (_terms, "  { word = 12, examples = ['12'] },\n", "term 1: 12 is no text"),
    "no example": (_terms, '  { word = "村务", examples = [] },\n', "line 2: examples is missing"),
    "an example without it": (_terms, '  { word = "村务", examples = ["政务"] },\n', "line 2: the example '政务' does not hold 村务"),
    "an unknown column": (_terms, '  { word = "村务", examples = ["村务"], freq = 3 },\n', "line 2: unknown 'freq'"),
    "no table": (_terms, '  "村务",\n', "term 1: '村务' is no table"),
    "no TOML": (_terms, GOOD + "  { word = 村务 },\n", "line 3"),
}  # fmt: skip


@pytest.mark.fault(36)
@pytest.mark.parametrize(("read", "rows", "told"), ROWS.values(), ids=ROWS)
def test_a_malformed_row_is_named_by_file_and_line(
    read: Callable[[str], object], rows: str, told: str
) -> None:
    text = rows if rows.startswith("\ufeff") else f"term = [\n{rows}]\n"
    with pytest.raises(DictionaryError) as raised:
        read(text)
    assert str(raised.value).startswith("mine.toml")
    assert told in str(raised.value)


OTHERS: dict[str, tuple[Callable[[str], object], str, str]] = {
    "stop word twice": (_stops, '[[stop]]\nwhy = "a"\nwords = ["的", "的"]\nexample = "的"\n', "line 3: '的' stands twice"),
    "stop word with a mark": (_stops, '[[stop]]\nwhy = "a"\nwords = ["，"]\nexample = "，"\n', "line 3: '，' "),
    "stop group without a reason": (_stops, '[[stop]]\nwords = ["的"]\nexample = "的"\n', "why is missing"),
    "stop example without one": (_stops, '[[stop]]\nwhy = "a"\nwords = ["的"]\nexample = "了"\n', "holds none of the words"),
    "phrase with a blank": (_phrases, 'phrase = [\n{ text = "知 情权", source = "a", example = "知 情权" }]', "line 2: '知 情权' holds a blank"),
    "phrase twice": (_phrases, 'phrase = [\n{ text = "知情权", variants = ["知情权"], source = "a", example = "知情权" }]', "line 2: '知情权' stands twice"),
    "phrase without a source": (_phrases, 'phrase = [\n{ text = "知情权", example = "知情权" }]', "source is missing"),
    "line with a frequency": (_plain, "# mine\n便民窗口\n村务 3 n\n", "line 3: '村务 3 n' holds a blank"),
    "line with a tab": (_plain, "便民窗口\n村务\tn\n", "line 2: holds a tab"),
    "line that ends with a blank": (_plain, "便民窗口 \n", "line 1: '便民窗口 ' holds a blank"),
    "line twice": (_plain, "村务\n\n村务\n", "line 3: '村务' stands twice, first in line 1"),
    "line with a mark": (_plain, "村务，党务\n", "line 1: "),
    "line that marks its bytes": (_plain, "\ufeff村务\n", "line 1: begins with a byte order mark"),
}  # fmt: skip


@pytest.mark.fault(36)
@pytest.mark.parametrize(("read", "text", "told"), OTHERS.values(), ids=OTHERS)
def test_other_lists_name_their_lines_too(
    read: Callable[[str], object], text: str, told: str
) -> None:
    with pytest.raises(DictionaryError) as raised:
        read(text)
    assert str(raised.value).startswith("mine.toml")
    assert told in str(raised.value)


@pytest.mark.fault(36)
def test_what_is_not_utf8_is_named_by_its_line() -> None:
    data = "便民窗口\n村务\n".encode() + "党务".encode("gb18030")
    with pytest.raises(DictionaryError, match=r"mine\.txt, line 3: is not UTF-8"):
        WordList.of("mine.txt", data)


def test_good_lists_are_read() -> None:
    listed = WordList.of("mine.txt", "# mine\r\n便民窗口\r\n\r\nA级村\r\n".encode())
    assert plain(listed) == ("便民窗口", "A级村")
    assert [t.word for t in terms_in(WordList.of("m.toml", f"term = [\n{GOOD}]".encode()))] == [
        "便民窗口"
    ]
