"""A wild report from one unit-year's facts: blocks, habits, and the truth of what is printed."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from workbench.model import Form
from workbench.sample.composing import Block, Composition, published_on
from workbench.sample.facts import Facts
from workbench.sample.sheets import statistics
from workbench.sample.wild.cells import printed
from workbench.sample.wild.damage import damaged, traditional
from workbench.sample.wild.habits import Habits, habits
from workbench.sample.wild.headings import glue, one_line, section
from workbench.sample.wild.items import answer_blocks
from workbench.sample.wild.phrases import wild_phrases
from workbench.sample.wild.sections import body
from workbench.sample.wild.writer import WildWriter, more_values
from workbench.sample.writing import Style

_NEW = (Form.Y2019, Form.Y2021)


def compose_wild(facts: Facts, *, seed: int) -> Composition:
    """The report of one unit-year with habits of its own; the same seed, the same report."""
    rng = Random(f"{seed}/{facts.unit.key}/{facts.year}/wild")
    drawn = _possible(habits(rng), facts.form)
    facts = replace(facts, values=more_values(facts, statistics(facts)))
    writer = WildWriter(
        facts, Style("wild", drawn.zero, drawn.items, drawn.marks, drawn.layout), rng
    )
    published = published_on(facts, rng)
    title = Block("title", writer.choose(wild_phrases()["titles"]["text"]))
    blocks = [*_preface(writer, drawn), *_sections(writer, drawn)]
    if drawn.place == "glued":
        blocks = glue(blocks, rng)
    if drawn.place == "one_line":
        blocks = one_line(blocks)
    blocks = [*_head(title, published, facts, drawn, rng), *blocks, *_end(published, facts, drawn)]
    cells = printed(facts, drawn, rng)
    tables = {block.text for block in blocks if block.kind == "table"}
    return Composition(
        facts,
        writer.style,
        tuple(damaged(blocks, drawn, facts.year, rng)),
        writer.truth,
        _shown(published, drawn),
        habits=drawn,
        cells={key: cell for key, cell in cells.items() if key[0] in tables},
        corrections=_corrections(drawn, facts, tables),
    )


def _possible(drawn: Habits, form: Form) -> Habits:
    """``drawn`` without what would contradict the form, or itself: （一） both for a part and
    for the items in it.
    """
    if form in _NEW and drawn.marks in ("arabic", "arabic_dot", "bracket", "ordinal"):
        drawn = replace(drawn, marks="chinese")
    if drawn.place == "one_line":
        drawn = _for_one_line(drawn, form)
    if drawn.place == "glued" and drawn.marks not in ("chinese", "dot"):
        drawn = replace(drawn, place="own_line")
    if drawn.problems == "heads" and drawn.items in ("bracket", "none"):
        drawn = replace(drawn, items="one_is")
    if drawn.problems == "heads" and drawn.answers in ("bracket", "none"):
        drawn = replace(drawn, answers="one_is")
    top = {"bracket": "bracket", "arabic": "arabic_mark", "arabic_dot": "arabic"}.get(drawn.marks)
    if drawn.items == top or drawn.answers == top:
        drawn = replace(drawn, items="one_is", answers="one_is")
    answered = drawn.problems in ("answered", "answered_apart")
    if answered and drawn.items == "none":  # nobody could part these
        drawn = replace(drawn, items="one_is")
    if drawn.problems == "split" and form in _NEW:
        drawn = replace(drawn, problems="listed")
    if drawn.problems == "in_overview" and form not in _NEW:
        drawn = replace(drawn, problems="listed")
    if "no_headings" in drawn.damage and form is not Form.Y2008:
        drawn = replace(drawn, damage=drawn.damage - {"no_headings"})
    if "no_preface" in drawn.damage:  # a letter would be the preface
        drawn = replace(drawn, damage=drawn.damage - {"cover"})
    if "no_headings" in drawn.damage:
        drawn = replace(_for_one_line(drawn, form), place="own_line")
    return drawn


def _for_one_line(drawn: Habits, form: Form) -> Habits:
    """``drawn`` for a report on one line: only the oldest form has no table to break it."""
    if form is not Form.Y2008:
        return replace(drawn, place="own_line")
    shape = drawn.problems if drawn.problems in ("listed", "hinge", "split") else "listed"
    return replace(
        drawn, marks="chinese", ending="", subheads=False, problems=shape, items="one_is",
        answers="one_is", spaced=False,
    )  # fmt: skip


def _preface(writer: WildWriter, drawn: Habits) -> list[Block]:
    if "no_preface" in drawn.damage:
        return []
    writer.truth.roles.append("preface")
    era = "2019" if writer.facts.form in _NEW else "2008"
    return [Block("paragraph", writer.choose(wild_phrases()["preface"][era]))]


def _sections(writer: WildWriter, drawn: Habits) -> list[Block]:
    era = "2019" if writer.facts.form in _NEW else writer.facts.form.value
    blocks: list[Block] = []
    number = 0
    for each in wild_phrases()["outline"][era]:
        if writer.rng.random() >= each.get("chance", 1.0):
            continue
        title = writer.choose(each["text"])
        for role, head, content in _parts(writer, drawn, each["role"], title):
            number += 1
            writer.truth.roles.append(role)
            if "no_headings" in drawn.damage:
                blocks += content
            elif role == "annex" and content[0].kind == "gone":
                number, _ = number - 1, writer.truth.roles.pop()
                blocks += content
            elif role == "annex":
                blocks += [Block("heading", head), *content]
            else:
                blocks += section(drawn, number, head, content)
    return blocks


def _parts(
    writer: WildWriter, drawn: Habits, role: str, title: str
) -> list[tuple[str, str, list[Block]]]:
    """A section, or the two top sections that problems and measures may be."""
    if role != "problems":
        return [(role, title, body(role, writer, drawn))]
    titles = {key: writer.choose(wild_phrases()["split"][key]) for key in ("problems", "plan")}
    if drawn.problems == "split":
        named, measures = answer_blocks(writer, drawn)
        return [("problems", titles["problems"], named), ("plan", titles["plan"], measures)]
    if drawn.problems == "plan_only" and writer.facts.form not in _NEW:
        return [("plan", titles["plan"], body(role, writer, drawn))]
    return [(role, title, body(role, writer, drawn))]


def _head(title: Block, published: str, facts: Facts, drawn: Habits, rng: Random) -> list[Block]:
    """What stands above the text: navigation, the page's metadata, the title again."""
    said, blocks = wild_phrases()["page"]["head"], []
    if "chrome" in drawn.damage:
        blocks += [Block("page", line) for line in rng.sample(said, 2)]
    if "cover" in drawn.damage:
        blocks += [Block("page", text) for text in _cover(facts)]
    if drawn.titles != "once":
        blocks.append(title)
    if "metadata" in drawn.damage:
        name = facts.unit.name
        blocks.append(Block("page", f"索引号：{facts.unit.key}/{facts.year + 1}-00021"))
        blocks.append(Block("page", f"发布机构：{name}　发布日期：{published}"))
    if drawn.titles == "thrice":
        blocks.append(title)
    return [*blocks, title]


def _cover(facts: Facts) -> tuple[str, str]:
    """The letter that sends a report to those above."""
    letter = wild_phrases()["page"]["cover"]
    return letter[0], letter[1].replace("{year}", str(facts.year))


def _end(published: str, facts: Facts, drawn: Habits) -> list[Block]:
    year, month, day = (int(part) for part in published.split("-"))
    blocks = []
    if "unsigned" not in drawn.damage:
        blocks.append(Block("signature", facts.unit.name))
        blocks.append(Block("date", f"{year}年{month}月{day}日"))
    if "tail" in drawn.damage:
        blocks += [Block("page", line) for line in wild_phrases()["page"]["tail"][:: 1 + day % 2]]
    return blocks


def _shown(published: str, drawn: Habits) -> str | None:
    """The date of publication, where the page or the signature states it."""
    hidden = "unsigned" in drawn.damage and "metadata" not in drawn.damage
    return None if hidden else published


def _unreadable(drawn: Habits) -> bool:
    """Whether nobody could tell every cell: digits glued, blank cells or labels gone."""
    lines = drawn.layout == "lines" and drawn.tables in ("totals", "blank_disputes")
    return drawn.layout == "glued" or lines or "torn_labels" in drawn.damage


def _corrections(drawn: Habits, facts: Facts, tables: set[str]) -> dict[str, Any]:
    """What the damage changes in the truth, and what it makes so doubtful that it may be missed."""
    missed: list[str] = []
    changes: dict[str, Any] = {"may_miss": missed}
    if "lost_mark" in drawn.damage:
        missed.append("identity.published")
    if _unreadable(drawn):
        missed.append("cells")
    if "no_headings" in drawn.damage:
        changes["section_roles"] = None
    if "traditional" in drawn.damage:
        changes["issuer"] = traditional(facts.unit.name)
    if not tables or (drawn.layout == "glued" and facts.form is Form.Y2014):
        changes["form"] = None
    return changes
