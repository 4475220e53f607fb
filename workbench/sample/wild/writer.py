"""Numbers as real reports print them: 140余条, 近300条, 1.23万条, 一百零五条, １２条, 1,136条."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from workbench.sample.facts import Facts
from workbench.sample.writing import Number, Style, Writer

_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_WAYS = {"plain": 14, "comma": 2, "full": 2, "spaced": 2, "words": 2, "over": 3, "many": 2,
         "nearly": 2, "about": 2, "around": 1, "above": 1, "beyond": 1, "wan": 3}  # fmt: skip
#: What is counted one by one is not rounded.
_EXACT = frozenset({"plain", "comma", "full", "spaced", "words"})


class WildWriter(Writer):
    """A writer whose numbers vary within one report; ``facts`` may hold more values."""

    def __init__(self, facts: Facts, style: Style, rng: Random) -> None:
        super().__init__(facts, style, rng)
        total = facts.values["proactive_total"]
        part_a, part_b = total // 3, total // 5
        self._words |= {
            "part_a": str(part_a + 2),
            "part_b": str(part_b + 1),
            "part_c": str(max(total - part_a - part_b - 3, 3)),
            "part_d": str(total + part_a + part_b + 3),
            "postcode": f"{rng.randrange(100000, 860000)}",
            **{slot: f"{{{slot}}}" for slot in ("items", "answer", "answers")},  # filled later
        }

    def number(self, value: int, unit: str) -> Number:
        """``value`` printed in a way drawn by chance that suits its size."""
        way = self.rng.choices(list(_WAYS), list(_WAYS.values()))[0]
        if way not in _EXACT and value < (10000 if way == "wan" else 100):
            way = "plain"
        return printed(value, unit, way)


def printed(value: int, unit: str, way: str) -> Number:
    """``value`` printed in one ``way``; rounding changes what it means: 143, over, is 140余."""
    tens = value // 10 * 10
    match way:
        case "comma":
            return _plain(f"{value:,}", unit, value)
        case "full":
            return _plain(str(value).translate(_FULL_WIDTH), unit, value)
        case "spaced":
            return _plain(f" {value} ", unit, value)
        case "words" if 0 < value < 10000:
            return _plain(in_words(value), unit, value)
        case "over" | "many":
            return _plain(f"{tens}{'余' if way == 'over' else '多'}", unit, tens, "over")
        case "nearly":
            return Number(f"近{tens + 10}{unit}", tens + 10, "nearly", f"{tens + 10}{unit}")
        case "about":
            return Number(f"约{tens}{unit}", tens, "about", f"{tens}{unit}")
        case "around":
            return Number(f"{tens}{unit}左右", tens, "about", f"{tens}{unit}")
        case "above":
            return Number(f"{tens}{unit}以上", tens, "over", f"{tens}{unit}")
        case "beyond":
            return Number(f"超过{tens}{unit}", tens, "over", f"{tens}{unit}")
        case "wan":
            shown = f"{value / 10000:.2f}"
            exact = int(shown.replace(".", "")) * 100
            return _plain(f"{shown}万", unit, exact)
    return _plain(str(value), unit, value)


def _plain(text: str, unit: str, value: int | float, qualifier: str | None = None) -> Number:
    return Number(f"{text}{unit}", value, qualifier, f"{text}{unit}")


def in_words(value: int) -> str:
    """1 to 9999 in Chinese numerals: 105 is 一百零五, 12 is 十二."""
    words, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit == 0:
            gap = bool(words)
            continue
        head = "" if (digit, name, words) == (1, "十", "") else _DIGITS[digit]
        words += ("零" if gap else "") + head + name
        gap = False
    return words


def more_values(facts: Facts, statistics: Mapping[str, int]) -> dict[str, int]:
    """The numbers that sentences may state, in every era: those of the tables, by indicator."""
    values = {**statistics, **facts.values}
    for row in ("granted", "partly_granted", "not_held", "carried_over", "carried_forward"):
        if ("requests", row, "total") in facts.cells:
            values[f"requests_{row}"] = int(facts.cells["requests", row, "total"])
    for row in ("repealed", "valid"):
        if ("proactive", "normative_documents", row) in facts.cells:
            cell = facts.cells["proactive", "normative_documents", row]
            values[f"normative_documents_{row}"] = int(cell)
    if ("proactive", "normative_documents", "issued") in facts.cells:
        values["normative_documents"] = int(
            facts.cells["proactive", "normative_documents", "issued"]
        )
    else:
        values.setdefault("normative_documents", 0)
    return values
