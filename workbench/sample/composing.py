"""From facts to a report in blocks: headings, paragraphs and tables, in the order of its era."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any

from workbench.model import Form, Level
from workbench.sample.facts import Facts
from workbench.sample.writing import Style, Truth, Writer, in_words, style

if TYPE_CHECKING:
    from workbench.sample.wild.habits import Habits

_OUTLINE_OF = {form: form.value for form in (Form.Y2008, Form.Y2014, Form.Y2019, Form.Y2021)}
_ORDINALS: dict[str, Callable[[int], str]] = {
    "one_is": lambda n: f"{in_words(n)}是",
    "bracket": lambda n: f"（{in_words(n)}）",
    "arabic": lambda n: f"{n}.",
    "ordinal": lambda n: f"第{in_words(n)}，",
    "run_on": lambda n: f"{in_words(n)}是",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: kind is title, heading, subheading, paragraph, table or signature."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Composition:
    """A report before it becomes a file. Wild ones have habits, their cells as printed with
    the truth of each, and what damage changes in the truth.
    """

    facts: Facts
    style: Style
    blocks: tuple[Block, ...]
    truth: Truth
    published: str | None
    habits: Habits | None = None
    cells: Mapping[tuple[str, str, str], tuple[str, list[Any]]] | None = None
    corrections: Mapping[str, Any] = field(default_factory=dict)


@cache
def phrases() -> dict[str, Any]:
    """The phrases of ``sample/phrases.toml``."""
    text = (files("workbench.sample") / "phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def variants() -> dict[str, int]:
    """How many sentences each problem type has."""
    return {kind: len(items) for kind, items in phrases()["problem_items"].items()}


def compose(facts: Facts, *, seed: int, plain: bool) -> Composition:
    """The report of one unit-year; ``plain`` keeps to the commonest style."""
    rng = Random(f"{seed}/{facts.unit.key}/{facts.year}/text")
    chosen = Style("plain", "0", "one_is", "chinese", "tabs") if plain else style(rng)
    if chosen.heading == "arabic" and facts.form in (Form.Y2019, Form.Y2021):
        chosen = Style(chosen.number, chosen.zero, chosen.items, "chinese", chosen.layout)
    writer = Writer(facts, chosen, rng)
    published = published_on(facts, rng)
    blocks = [Block("title", writer.choose(phrases()["titles"]["text"]))]
    blocks += _preface(writer)
    for number, heading in enumerate(_headings(facts.form), start=1):
        blocks += _section(writer, number, heading)
    blocks.append(Block("signature", facts.unit.name))
    year, month, day = (int(part) for part in published.split("-"))
    blocks.append(Block("signature", f"{year}年{month}月{day}日"))
    return Composition(facts, chosen, tuple(blocks), writer.truth, published)


def published_on(facts: Facts, rng: Random) -> str:
    """A day before the deadline: from 2019 on a department's is the end of January."""
    months = 1 if facts.unit.level is Level.DEPARTMENT and facts.year >= 2019 else 3
    return f"{facts.year + 1}-{1 + rng.randrange(months):02d}-{3 + rng.randrange(25):02d}"


def _headings(form: Form) -> list[dict[str, Any]]:
    headings: list[dict[str, Any]] = phrases()["headings"][_OUTLINE_OF[form]]
    return headings


def _preface(writer: Writer) -> list[Block]:
    writer.truth.roles.append("preface")
    era = "2019" if writer.facts.form in (Form.Y2019, Form.Y2021) else "2008"
    return [Block("paragraph", writer.choose(phrases()["preface"][era]))]


def _section(writer: Writer, number: int, heading: dict[str, Any]) -> list[Block]:
    role = heading["role"]
    writer.truth.roles.append(role)
    mark = f"{in_words(number)}、" if writer.style.heading == "chinese" else f"{number}、"
    blocks = [Block("heading", mark + writer.choose(heading["text"]))]
    body = {
        "overview": _overview, "proactive": _proactive, "requests": _requests, "fees": _fees,
        "disputes": _disputes, "response": _response, "institution": _institution,
        "problems": _problems, "other": _other, "annex": _annex,
    }[role]  # fmt: skip
    return blocks + body(writer)


def _paragraph(*sentences: str) -> list[Block]:
    return [Block("paragraph", "".join(sentences))]


def _new_forms(writer: Writer) -> bool:
    return writer.facts.form in (Form.Y2019, Form.Y2021)


def _overview(writer: Writer) -> list[Block]:
    said = phrases()["overview"]
    blocks = _paragraph(writer.choose(said["text"]))
    if not _new_forms(writer):
        return blocks
    volume = _volume(writer)
    parts = (
        ("主动公开", volume),
        ("依申请公开", [_said_requests(writer)]),
        ("政府信息管理", [writer.choose(said["text"])]),
        ("平台建设", [writer.choose(phrases()["proactive"]["tempting"])]),
        ("监督保障", [writer.choose(said[key]) for key in ("meetings", "trainings", "assessment")]),
    )
    for number, (name, sentences) in enumerate(parts, start=1):
        blocks.append(Block("subheading", f"（{in_words(number)}）{name}"))
        blocks += _paragraph(*sentences)
    return blocks


def _volume(writer: Writer) -> list[str]:
    said = phrases()["proactive"]
    with_last = writer.can_say_last() and writer.rng.random() < 0.2
    first = writer.choose(said["total_with_last"] if with_last else said["total"])
    sentences = [first]
    if writer.style.number != "over" and writer.rng.random() < 0.6:
        sentences.append(writer.choose(said["channels"]))
    if writer.rng.random() < 0.15:
        sentences.append(writer.choose(said["cumulative"]))
    return sentences


def _said_requests(writer: Writer) -> str:
    some = writer.facts.values["requests_received"] > 0
    return writer.choose(phrases()["requests"]["some" if some else "none"])


def _proactive(writer: Writer) -> list[Block]:
    if _new_forms(writer):
        return [Block("table", "proactive")]
    return _paragraph(*_volume(writer), writer.choose(phrases()["proactive"]["tempting"]))


def _requests(writer: Writer) -> list[Block]:
    return (
        [Block("table", "requests")] if _new_forms(writer) else _paragraph(_said_requests(writer))
    )


def _fees(writer: Writer) -> list[Block]:
    return _paragraph(writer.choose(phrases()["fees"]["none"]))


def _disputes(writer: Writer) -> list[Block]:
    if _new_forms(writer):
        return [Block("table", "disputes")]
    values = writer.facts.values
    some = values["reconsideration_total"] > 0 and values["litigation_total"] > 0
    none = values["reconsideration_total"] == values["litigation_total"] == 0
    said = phrases()["disputes"]
    if none:
        return _paragraph(writer.choose(said["none"]))
    return _paragraph(writer.choose(said["some"] if some else said["mixed"]))


def _response(writer: Writer) -> list[Block]:
    return _paragraph(writer.choose(phrases()["response"]["text"]))


def _institution(writer: Writer) -> list[Block]:
    said = phrases()["overview"]
    return _paragraph(
        writer.choose(phrases()["institution"]["text"]),
        writer.choose(said["meetings"]),
        writer.choose(said["trainings"]),
    )


def _problems(writer: Writer) -> list[Block]:
    said, pairs = phrases()["problems"], phrases()["problem_items"]
    chosen = [(kind, *pairs[kind][index]) for kind, index in writer.facts.problems]
    mark = _ORDINALS[writer.style.items]
    for kind, problem, _ in chosen:
        writer.truth.problems.append({"starts": problem, "types": [kind]})
    opening, turning = writer.choose(said["opening"]), writer.choose(said["turning"])
    items = [f"{mark(n)}{problem}" for n, (_, problem, _) in enumerate(chosen, start=1)]
    answers = [f"{mark(n)}{answer}" for n, (_, _, answer) in enumerate(chosen, start=1)]
    if writer.style.items == "run_on":
        return _paragraph(opening, "；".join(items), "。", turning, "；".join(answers), "。")
    if writer.style.items == "one_is":
        return _paragraph(opening, "。".join(items), "。") + _paragraph(
            turning, "。".join(answers), "。"
        )
    listed = [Block("paragraph", f"{line}。") for line in items]
    answered = [Block("paragraph", f"{line}。") for line in answers]
    return [*_paragraph(opening), *listed, *_paragraph(turning), *answered]


def _other(writer: Writer) -> list[Block]:
    return _paragraph(writer.choose(phrases()["other"]["2019" if _new_forms(writer) else "2008"]))


def _annex(writer: Writer) -> list[Block]:
    return [Block("table", "statistics")]
