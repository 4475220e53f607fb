"""Damage as extraction leaves it, done to blocks; every function keeps what the truth quotes."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from workbench.sample.composing import Block
from workbench.sample.wild.habits import Habits
from workbench.sample.wild.phrases import wild_phrases
from workbench.sample.wild.writer import in_words

_HALF = str.maketrans({"，": ",", "（": "(", "）": ")", "：": ":", "；": ";"})
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_RADICALS = str.maketrans("工方用力行", "⼯⽅⽤⼒⾏")
_YEAR_ZEROS = "〇O○0"
_WIDTH = 38


def damaged(blocks: list[Block], habits: Habits, year: int, rng: Random) -> list[Block]:
    """``blocks`` after the damage that ``habits`` names; tables are left alone."""
    result: list[Block] = []
    for block in blocks:
        text = block.text
        if block.kind == "title" and "year_in_words" in habits.damage:
            text = text.replace(str(year), year_in_words(year, rng))
        if "lost_bracket" in habits.damage:
            text = text.replace("〕", "")
        if block.kind in ("title", "paragraph", "heading", "subheading"):
            text = _characters(text, habits, rng)
        if block.kind == "date" and "date_in_words" in habits.damage:
            text = _date_in_words(text)
        elif block.kind == "date" and "date_spaced" in habits.damage:
            text = re.sub("([0-9]+)", r" \1 ", text).strip()
        elif block.kind == "date" and "date_dashed" in habits.damage:
            text = "-".join(re.findall("[0-9]+", text))
        elif block.kind == "date" and "lost_mark" in habits.damage:
            text = text.replace("年" if rng.random() < 0.5 else "月", "")
        if block.kind == "date" and "end_on_a_line" in habits.damage:
            text = f"{result.pop().text}　　{text}"
        result.append(Block(block.kind, text))
    return result


def year_in_words(year: int, rng: Random) -> str:
    """2017 as 二〇一七, 二O一七, 二○一七 or 二0一七."""
    digits = rng.choice(_YEAR_ZEROS) + "一二三四五六七八九"
    return "".join(digits[int(digit)] for digit in str(year))


def _date_in_words(text: str) -> str:
    """2018年3月15日 as 二〇一八年三月十五日."""
    year, month, day = (int(part) for part in re.findall("[0-9]+", text))
    figures = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    return f"{figures}年{in_words(month)}月{in_words(day)}日"


def _characters(text: str, habits: Habits, rng: Random) -> str:
    if "full_width" in habits.damage and rng.random() < 0.5:
        text = text.translate(_FULL)
    if "half_marks" in habits.damage:
        text = text.translate(_HALF)
    if "traditional" in habits.damage:
        text = text.translate(_traditional())
    if "kangxi" in habits.damage:
        text = text.translate(_RADICALS)
    if "no_break" in habits.damage:
        text = "".join(c + "\u00a0" if c in "，。" and rng.random() < 0.3 else c for c in text)
    if "zero_width" in habits.damage:
        text = "".join(c + "\u200b" if rng.random() < 0.02 else c for c in text)
    return text


@cache
def _traditional() -> dict[int, str]:
    pairs = wild_phrases()["traditional"]["pairs"]
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}


def traditional(text: str) -> str:
    """``text`` as the damage of that name writes it."""
    return text.translate(_traditional())


def wrapped(text: str) -> str:
    """A paragraph broken into the lines of a printed page."""
    return "\n".join(
        line[at : at + _WIDTH] for line in text.split("\n") for at in range(0, len(line), _WIDTH)
    )


def bold(text: str) -> str:
    """A heading as Markdown residue."""
    return f"**{text}**"
