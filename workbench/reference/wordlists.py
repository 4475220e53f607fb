"""A list of words as a file, of ours or of a user's: a mistake is named by its line.

Tokenizers swallow a malformed line of a dictionary in silence; here every line is looked at
before a word of it is used.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.errors import DictionaryError

_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fffA-Za-z0-9]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]")
#: A word of one character would be cut out of every other word.
SHORTEST = 2
_LONGEST = 40


@dataclass(frozen=True)
class WordList:
    """The text of a list and its name, by which mistakes are told."""

    name: str
    text: str
    _seen: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, name: str, data: bytes) -> WordList:
        """The list in ``data``: UTF-8 without a byte order mark, a tab or an invisible mark."""
        try:
            made = cls(name, data.decode("utf-8"))
        except UnicodeDecodeError as error:
            at = data.count(b"\n", 0, error.start) + 1
            raise DictionaryError(f"{name}, line {at}: is not UTF-8; save it as UTF-8") from None
        for number, line in enumerate(made.lines, start=1):
            if told := _dirt(number, line):
                raise DictionaryError(f"{name}, line {number}: {told}")
        return made

    @property
    def lines(self) -> list[str]:
        """The lines as they stand, without their ends."""
        return self.text.replace("\r\n", "\n").split("\n")

    def toml(self) -> Mapping[str, Any]:
        """The content as TOML; its own message names line and column."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise DictionaryError(f"{self.name}: {error}; correct that line") from None

    def row(
        self, row: object, entry: str, *, needs: Collection[str], may: Collection[str] = ()
    ) -> Mapping[str, Any]:
        """``row`` as a table with all of ``needs`` and nothing but them and ``may``."""
        if not isinstance(row, dict):
            raise self.error(f"{row!r} is no table with {', '.join(needs)}", entry=entry)
        known = next((value for value in row.values() if isinstance(value, str)), "")
        if missing := [key for key in needs if not row.get(key)]:
            raise self.error(f"{missing[0]} is missing; add it", near=known, entry=entry)
        if strange := sorted(set(row) - set(needs) - set(may)):
            told = f"unknown {strange[0]!r}; known are {', '.join((*needs, *may))}"
            raise self.error(told, near=known, entry=entry)
        return row

    def word(self, word: object, entry: str, *, shortest: int = SHORTEST) -> str:
        """``word`` where it may stand in a list, else :class:`DictionaryError`.

        Each word stands once in a file, whether as a word or as the variant of one.
        """
        if not isinstance(word, str):
            raise self.error(f"{word!r} is no text; put it in quotes", entry=entry)
        if reason := fault(word, shortest=shortest):
            raise self.error(f"{word!r} {reason}", near=word, entry=entry)
        return self.once(word, entry)

    def once(self, word: str, entry: str) -> str:
        """``word`` unless it stood in the list before."""
        if word in self._seen:
            first = f"first in {self._seen[word]}; remove one"
            raise self.error(f"{word!r} stands twice, {first}", near=word, entry=entry, last=True)
        self._seen[word] = self._place(word, entry)
        return word

    def error(
        self, what: str, *, entry: str, near: str = "", last: bool = False
    ) -> DictionaryError:
        """The error ``what``, at the line in which ``near`` stands in quotes, else at ``entry``."""
        return DictionaryError(f"{self.name}, {self._place(near, entry, last=last)}: {what}")

    def _place(self, word: str, entry: str, *, last: bool = False) -> str:
        rows = enumerate((line.partition("example")[0] for line in self.lines), start=1)
        found = [n for n, line in rows if f'"{word}"' in line and line.lstrip()[:1] != "#"]
        return f"line {found[-1 if last else 0]}" if found else entry


def _dirt(number: int, line: str) -> str | None:
    """What no line of a list may hold, whatever its form."""
    if number == 1 and line.startswith("\ufeff"):
        return "begins with a byte order mark; save the file as UTF-8 without one"
    if "\t" in line:
        return "holds a tab; use blanks or nothing"
    if found := _INVISIBLE.search(line):
        return f"holds the invisible character U+{ord(found[0]):04X}; remove it"
    return None


def fault(word: str, *, shortest: int = SHORTEST) -> str | None:
    """What is wrong with a word of a list, None where nothing is."""
    if any(char.isspace() for char in word):
        return "holds a blank; a word has none"
    if not shortest <= len(word) <= _LONGEST:
        return f"has {len(word)} characters; a word has {shortest} to {_LONGEST}"
    if unicodedata.normalize("NFKC", word) != word:
        return f"is not half-width; write {unicodedata.normalize('NFKC', word)}"
    if not _WORD.fullmatch(word):
        return "holds a mark that no word has; write Chinese characters, letters and digits"
    return None if _HAN.search(word) else "holds no Chinese character"


def plain(listed: WordList) -> tuple[str, ...]:
    """The words of a list that is no TOML: one a line, # begins a remark.

    A line with a blank in or around its word is refused: in the dictionaries of tokenizers a
    number and a tag may follow there, which mean nothing here.
    """
    found: dict[str, int] = {}
    for number, line in enumerate(listed.lines, start=1):
        if not line or line.startswith("#"):
            continue
        reason = fault(line)
        if line in found:
            reason = f"stands twice, first in line {found[line]}; remove one"
        if reason:
            raise DictionaryError(f"{listed.name}, line {number}: {line!r} {reason}")
        found[line] = number
    return tuple(found)
