"""The problem section in its many shapes, and the items that a reader must find in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.sample.composing import Block, phrases
from workbench.sample.wild.habits import Habits
from workbench.sample.wild.phrases import wild_phrases
from workbench.sample.wild.writer import WildWriter, in_words

_FIRST = ("首先，", "其次，", "再次，", "最后，")
_ORDINALS: dict[str, Callable[[int], str]] = {
    "one_is": lambda n: f"{in_words(n)}是",
    "run_on": lambda n: f"{in_words(n)}是",
    "bracket": lambda n: f"（{in_words(n)}）",
    "arabic": lambda n: f"{n}.",
    "arabic_mark": lambda n: f"{n}、",
    "half": lambda n: f"({n})",
    "ring": lambda n: chr(0x2460 + n - 1),
    "ordinal": lambda n: f"第{in_words(n)}，",
    "first": lambda n: _FIRST[n - 1],
    "none": lambda _: "",
}
#: These stand in one paragraph; others begin a line each.
_IN_LINE = frozenset({"one_is", "run_on", "first", "none"})


def problem_blocks(writer: WildWriter, habits: Habits) -> list[Block]:
    """The body of a section that names problems and what will be done about them."""
    said, pairs = wild_phrases()["problems"], phrases()["problem_items"]
    chosen = [(kind, *pairs[kind][index]) for kind, index in writer.facts.problems]
    problems, answers = [each[1] for each in chosen], [each[2] for each in chosen]
    if habits.problems in ("plan_only", "in_overview"):
        text = writer.choose(said["plan_only"]).replace("{answers}", "；".join(answers))
        return [Block("paragraph", text)]
    for kind, problem, _ in chosen:
        writer.truth.problems.append({"starts": problem, "types": [kind]})
    if habits.problems in ("answered", "answered_apart"):
        ways = said["join" if habits.problems == "answered" else "join_apart"]
        joined = [
            problem + writer.choose(ways).replace("{answer}", answer)
            for problem, answer in zip(problems, answers, strict=True)
        ]
        return enumerated(habits.items, joined, writer.choose(said["opening"]))
    named = _problems(writer, habits, problems)
    measures = enumerated(habits.answers, answers, writer.choose(said["turning"]))
    if habits.problems != "heads":
        return [*named, *measures]
    first, second = said["heads"][writer.rng.randrange(len(said["heads"]))]
    heads = [Block("subheading", f"（{in_words(n)}）{h}") for n, h in enumerate((first, second), 1)]
    return [heads[0], *named, heads[1], *measures]


def named_elsewhere(writer: WildWriter, habits: Habits) -> list[Block]:
    """The problems alone, as an overview may name them."""
    said, pairs = wild_phrases()["problems"], phrases()["problem_items"]
    chosen = [(kind, pairs[kind][index][0]) for kind, index in writer.facts.problems]
    for kind, problem in chosen:
        writer.truth.problems.append({"starts": problem, "types": [kind]})
    return enumerated("one_is", [each for _, each in chosen], writer.choose(said["opening"]))


def answer_blocks(writer: WildWriter, habits: Habits) -> tuple[list[Block], list[Block]]:
    """Problems and measures for two sections of their own."""
    said, pairs = wild_phrases()["problems"], phrases()["problem_items"]
    chosen = [(kind, *pairs[kind][index]) for kind, index in writer.facts.problems]
    for kind, problem, _ in chosen:
        writer.truth.problems.append({"starts": problem, "types": [kind]})
    named = _problems(writer, habits, [each[1] for each in chosen])
    return named, enumerated(
        habits.answers, [each[2] for each in chosen], writer.choose(said["turning"])
    )


def _problems(writer: WildWriter, habits: Habits, problems: Sequence[str]) -> list[Block]:
    said = wild_phrases()["problems"]
    if habits.problems == "hinge":
        text = writer.choose(said["hinge"]).replace("{items}", "、".join(map(_short, problems)))
        for gold, problem in zip(writer.truth.problems, problems, strict=True):
            gold["starts"] = _short(problem)
        return [Block("paragraph", text)]
    details = said["detail" if habits.items == "none" else "detail_or_more"]
    detailed = [problem + writer.choose(details) for problem in problems]
    return enumerated(habits.items, detailed, writer.choose(said["opening"]))


def _short(problem: str) -> str:
    """The first clause of a problem, as it stands in a list of several."""
    return problem.split("，")[0]


def enumerated(style: str, items: Sequence[str], opening: str) -> list[Block]:
    """``items`` after their ``opening``, enumerated in ``style``."""
    mark = _ORDINALS[style]
    lines = [f"{mark(n)}{item}" for n, item in enumerate(items, 1)]
    if style in _IN_LINE:
        stop = "。" if style == "first" else "；"
        return [Block("paragraph", f"{opening}{stop.join(lines)}。")]
    return [Block("paragraph", opening), *(Block("paragraph", f"{line}。") for line in lines)]
