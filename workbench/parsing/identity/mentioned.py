"""Which counties, prefectures and provinces a text speaks of, found only when asked."""

from __future__ import annotations

import re
from functools import cached_property

from workbench.model import Span
from workbench.parsing.identity.opening import Opening
from workbench.reference import divisions, load
from workbench.reference.divisions import Division, Rank

#: Not the last character of 全县, 我区, 社区, 园区, which name no place.
_SUFFIX = re.compile(r"(?<![我全本各该社园辖小校景地市县区州])[县区市旗州盟省]|自治[区州县旗]")
_AUTHORITY = "(?:(?:人民)?政府|门户网|[\u3400-\u9fff]{1,6}局|[\u3400-\u9fff]{2,10}管委会)"
_LONGEST, _SHORT = 12, 2
#: What may stand before a name of two characters: 公开县政府信息 does not speak of 开县.
_BEFORE_SHORT = re.compile(r"[^\u3400-\u9fff]|[省市州在由据照与赴于]")


class Mentioned:
    """The places of a report's beginning, by rank, each with the first stretch that names it."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    @cached_property
    def _places(self) -> dict[str, tuple[tuple[Division, ...], int]]:
        """Name to rows and first position, the longest name at each suffix."""
        text, named = self._opening.text, divisions.current().named
        common = load.toml("places.toml")["common"]
        found: dict[str, tuple[tuple[Division, ...], int]] = {}
        for suffix in _SUFFIX.finditer(text):
            end = suffix.end()
            for begin in range(max(0, end - _LONGEST), end - 1):
                rows = named(text[begin:end])
                if rows and rows[0].rank < Rank.TOWNSHIP:
                    short = end - begin == _SHORT and begin > 0
                    stands = not short or _BEFORE_SHORT.match(text, begin - 1)
                    if stands and text[begin:end] not in common:
                        found.setdefault(text[begin:end], (rows, begin))
                    break
        return found

    def codes(self, rank: Rank) -> dict[str, Span]:
        """The stems of the codes of every place of ``rank`` that the text names, and where.

        A name that several places share gives the code of each.
        """
        digits = (2, 4, 6)[rank - 1]
        found: dict[str, Span] = {}
        for name, (rows, begin) in self._places.items():
            for row in rows:
                if row.rank is rank and row.code[:digits] not in found:
                    found[row.code[:digits]] = self._opening.span(begin, begin + len(name))
        return found

    def governed(self, rank: Rank) -> tuple[Division, ...]:
        """The rows of the places of ``rank`` whose government or authority the text names.

        海原县人民政府网站, 海原县门户网站 and 海原县公安局 do; 赴海原县学习 does not.
        """
        text = self._opening.text
        return tuple(
            row
            for name, (rows, _) in self._places.items()
            if re.search(re.escape(name) + _AUTHORITY, text)
            for row in rows
            if row.rank is rank
        )

    def rows(self, rank: Rank) -> tuple[Division, ...]:
        """The rows of every place of ``rank`` that the text names."""
        return tuple(row for rows, _ in self._places.values() for row in rows if row.rank is rank)
