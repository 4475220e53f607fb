"""Headings in all habits: 一、概述; 1、; （一）; 第一、; 一）; bare, run-in, glued, split."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from workbench.sample.composing import Block
from workbench.sample.wild.habits import Habits
from workbench.sample.wild.writer import in_words

_MARKS: dict[str, Callable[[int], str]] = {
    "chinese": lambda n: f"{in_words(n)}、",
    "dot": lambda n: f"{in_words(n)}．",
    "spaced": lambda n: f"{in_words(n)} 、",
    "arabic": lambda n: f"{n}、",
    "arabic_dot": lambda n: f"{n}. ",
    "bracket": lambda n: f"（{in_words(n)}）",
    "ordinal": lambda n: f"第{in_words(n)}、",
    "broken": lambda n: f"（{in_words(n)}）、" if n % 2 else f"{in_words(n)}）、",
    "bare": lambda _: "",
}


def section(habits: Habits, number: int, title: str, body: list[Block]) -> list[Block]:
    """A section's heading and its ``body``, joined as the report's habit is.

    A heading runs in only where a paragraph follows; before a table it keeps its own line.
    """
    mark = _MARKS[habits.marks](number)
    if habits.spaced:
        title = title[0] + "　" + title[1:] if len(title) == 2 else " " + title
    heading = f"{mark}{title}{habits.ending}"
    follows = bool(body) and body[0].kind == "paragraph"
    if habits.place == "run_in" and follows:
        return [Block("paragraph", heading + body[0].text), *body[1:]]
    if habits.place == "run_in":
        heading = heading.removesuffix("。")
    if habits.place == "two_lines":
        return [Block("heading", f"{mark}\n{title}{habits.ending}"), *body]
    return [Block("heading", heading), *body]


def glue(blocks: list[Block], rng: Random) -> list[Block]:
    """``blocks`` with some headings at the end of the paragraph before: …主要活动。二、主动公开."""
    glued: list[Block] = []
    for block in blocks:
        last = glued[-1] if glued else None
        if block.kind == "heading" and last and last.kind == "paragraph" and rng.random() < 0.5:
            glued[-1] = Block("paragraph", last.text + block.text)
        else:
            glued.append(block)
    return glued


def one_line(blocks: list[Block]) -> list[Block]:
    """A whole report on one line, its headings in the middle: …情况 二、依申请公开…."""
    return [Block("paragraph", " ".join(block.text.replace("\n", "") for block in blocks))]


def subheading(habits: Habits, number: int, title: str, text: str) -> list[Block]:
    """A part of a section: （一）主动公开。…, on one line or on two."""
    mark = f"{number}." if habits.marks == "bracket" else f"（{in_words(number)}）"
    if habits.marks == "dot":
        return [Block("paragraph", f"{in_words(number)}是{title}情况。{text}")]
    if habits.place == "run_in" or (number % 2 == 0 and habits.ending):
        return [Block("paragraph", f"{mark}{title}。{text}")]
    return [Block("subheading", f"{mark}{title}"), Block("paragraph", text)]
