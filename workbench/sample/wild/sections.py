"""What stands in each section of a wild report."""

from __future__ import annotations

from collections.abc import Callable

from workbench.model import Form, Level
from workbench.sample.composing import Block
from workbench.sample.wild.habits import Habits
from workbench.sample.wild.headings import subheading
from workbench.sample.wild.items import named_elsewhere, problem_blocks
from workbench.sample.wild.phrases import wild_phrases
from workbench.sample.wild.writer import WildWriter

_NEW = (Form.Y2019, Form.Y2021)


def body(role: str, writer: WildWriter, habits: Habits) -> list[Block]:
    """The blocks of the section with this role."""
    builders: dict[str, Callable[[WildWriter, Habits], list[Block]]] = {
        "overview": _overview, "proactive": _proactive, "requests": _requests,
        "disputes": _disputes, "problems": problem_blocks, "institution": _institution,
        "other": _other, "annex": _annex, "measures_taken": _measures_taken,
    }  # fmt: skip
    if role in builders:
        return builders[role](writer, habits)
    return paragraph(writer, role, "none" if role == "fees" else "text")


def paragraph(writer: WildWriter, group: str, *names: str) -> list[Block]:
    """One paragraph with a sentence of each of ``names`` in a group of phrases."""
    said = wild_phrases()[group]
    return [Block("paragraph", "".join(writer.choose(said[name]) for name in names))]


def _maybe(writer: WildWriter, chance: float, group: str, name: str) -> str:
    if writer.rng.random() >= chance:
        return ""
    return writer.choose(wild_phrases()[group][name])


def volume(writer: WildWriter) -> str:
    """How much was disclosed: one sentence or several, with what surrounds the number."""
    said, rng = wild_phrases()["proactive"], writer.rng
    if rng.random() < 0.06:
        return writer.choose(said["lost"])
    ways = ["total"] * 6 + ["with_change", "with_stock", "made"]
    ways += ["with_last"] * 2 if writer.can_say_last() else []
    way = ways[rng.randrange(len(ways))]
    text = writer.choose(said[way])
    if way == "total" and rng.random() < 0.6:
        text += writer.choose(said["channels" if rng.random() < 0.6 else "kinds"])
    if way != "with_stock":
        text += _maybe(writer, 0.1, "proactive", "cumulative")
    if writer.facts.unit.level is Level.COUNTY:
        text += _maybe(writer, 0.3, "proactive", "area")
    if writer.facts.unit.level is Level.TOWNSHIP:
        text += _maybe(writer, 0.1, "proactive", "subordinate")
    return text


def asked(writer: WildWriter) -> str:
    """How many requests were received."""
    said, some = wild_phrases()["requests"], writer.facts.values["requests_received"] > 0
    if not some:
        return writer.choose(said["none"])
    if writer.rng.random() < 0.04:
        return writer.choose(said["lost"])
    text = writer.choose(said["some"])
    if writer.facts.form in _NEW:
        text += _maybe(writer, 0.3, "requests", "outcomes")
    else:
        text += _maybe(writer, 0.3, "requests", "online")
        text += _maybe(writer, 0.2, "requests", "granted")
    return text


def _tempting(writer: WildWriter) -> str:
    return writer.choose(wild_phrases()["proactive"]["tempting"])


def _overview(writer: WildWriter, habits: Habits) -> list[Block]:
    blocks = paragraph(writer, "overview", "text")
    if writer.facts.form not in _NEW:
        return blocks
    parts = (
        ("主动公开", volume(writer) + _maybe(writer, 0.2, "proactive", "documents")),
        ("依申请公开", asked(writer)),
        ("政府信息管理", _management(writer)),
        ("平台建设", _tempting(writer)),
        ("监督保障", paragraph(writer, "overview", "meetings", "trainings", "supervision")[0].text),
    )
    if not habits.subheads:
        blocks += [Block("paragraph", text) for _, text in parts]
    else:
        for number, (name, text) in enumerate(parts, 1):
            blocks += subheading(habits, number, name, text)
    if habits.problems == "in_overview":
        blocks += named_elsewhere(writer, habits)
    return blocks


def _management(writer: WildWriter) -> str:
    text = writer.choose(wild_phrases()["overview"]["text"])
    if writer.facts.form is Form.Y2021:
        text += _maybe(writer, 0.2, "proactive", "normative")
    return text


def _table(writer: WildWriter, habits: Habits, table: str) -> list[Block]:
    if habits.tables == "gone":
        return [Block("gone", writer.choose(wild_phrases()["annex"]["gone"]))]
    return [Block("table", table)]


def _proactive(writer: WildWriter, habits: Habits) -> list[Block]:
    if writer.facts.form in _NEW:
        return _table(writer, habits, "proactive")
    if not habits.subheads:
        return [Block("paragraph", volume(writer) + _tempting(writer))]
    return [
        *subheading(habits, 1, "公开的数量", volume(writer)),
        *subheading(habits, 2, "公开的形式", _tempting(writer)),
    ]


def _requests(writer: WildWriter, habits: Habits) -> list[Block]:
    if writer.facts.form in _NEW:
        return _table(writer, habits, "requests")
    return [Block("paragraph", asked(writer))]


def _disputes(writer: WildWriter, habits: Habits) -> list[Block]:
    if writer.facts.form in _NEW:
        return _table(writer, habits, "disputes")
    values = writer.facts.values
    none = values["reconsideration_total"] == values["litigation_total"] == 0
    return paragraph(writer, "disputes", "none" if none else "some")


def _institution(writer: WildWriter, habits: Habits) -> list[Block]:
    blocks = paragraph(writer, "institution", "text")
    return blocks + paragraph(writer, "overview", "meetings", "trainings")


def _measures_taken(writer: WildWriter, habits: Habits) -> list[Block]:
    text = writer.choose(wild_phrases()["measures_taken"]["text"])
    return [Block("paragraph", line) for line in text.split("\n")]


def _other(writer: WildWriter, habits: Habits) -> list[Block]:
    return paragraph(writer, "other", "2019" if writer.facts.form in _NEW else "2008")


def _annex(writer: WildWriter, habits: Habits) -> list[Block]:
    return _table(writer, habits, "statistics")
