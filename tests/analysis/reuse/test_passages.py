"""Which sentences of a report are compared, and as what."""

from __future__ import annotations

from typing import Any

from workbench.analysis.reuse.passages import Reported, passages

NOBODY = dict.fromkeys(("issuer", "township", "county", "prefecture", "province"))


def section(
    text: str, role: str, heading: str, end: str | None = None, level: int = 1
) -> dict[str, Any]:
    """The section that begins with ``heading`` and ends before ``end``."""
    start = text.index(heading)
    stop = text.index(end) if end else len(text)
    return {"role": role, "level": level, "start": start, "end": stop,
            "body_start": start + len(heading), "body_end": stop}  # fmt: skip


def item(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def read(text: str, sections: list[Any], **items: list[Any]) -> list[tuple[str, int, str]]:
    found = passages(Reported(NOBODY, text, sections, **items))
    for each in found:
        assert each.span.of(text).strip() == each.span.of(text)
    return [(each.role, each.stretch, each.span.of(text)) for each in found]


def test_behind_the_last_problem_the_plan_begins() -> None:
    text = "五、问题\n一是公开栏里的内容换得很慢。二是经办的人手这几年一直不够用。\n下一步，我镇从三个方面来改。一是每月换一次公开栏的内容。"
    found = read(
        text,
        [section(text, "problems", "五、问题\n")],
        problems=[item(text, "公开栏里的内容换得很慢"), item(text, "经办的人手这几年一直不够用")],
        measures=[item(text, "每月换一次公开栏的内容")],
    )
    assert [role for role, _, _ in found] == ["problems", "problems", "plan", "plan"]
    assert {stretch for _, stretch, _ in found} == {1}


def test_where_problems_and_measures_take_turns_each_is_what_it_is() -> None:
    text = "五、问题\n一是公开栏里的内容换得很慢。为此每月要换一次公开栏的内容。二是经办的人手这几年一直不够用。"
    found = read(
        text,
        [section(text, "problems", "五、问题\n")],
        problems=[item(text, "公开栏里的内容换得很慢"), item(text, "经办的人手这几年一直不够用")],
        measures=[item(text, "为此每月要换一次公开栏的内容")],
    )
    assert [role for role, _, _ in found] == ["problems", "plan", "problems"]


def test_a_short_sentence_goes_with_the_next() -> None:
    text = "六、计划\n1、多宣传。让更多的群众知道到哪里去看。2、勤培训。"
    found = read(text, [section(text, "plan", "六、计划\n")])
    assert [words for _, _, words in found] == [
        "1、多宣传。让更多的群众知道到哪里去看。2、勤培训。"
    ]


def test_headings_of_parts_are_no_passages() -> None:
    text = "五、问题\n（一）主要问题\n公开栏里的内容换得实在很慢。\n（二）下一步打算\n每个月换一次公开栏里的内容。"
    parts = [
        section(text, "problems", "（一）主要问题\n", "（二）", 2),
        section(text, "plan", "（二）下一步打算\n", None, 2),
    ]
    found = read(text, [section(text, "problems", "五、问题\n"), *parts])
    assert [(role, words) for role, _, words in found] == [
        ("problems", "公开栏里的内容换得实在很慢。"), ("plan", "每个月换一次公开栏里的内容。"),
    ]  # fmt: skip


def test_items_elsewhere_are_stretches_of_their_own() -> None:
    text = "一、概述\n这一年来公开工作平稳。但公开栏里的内容换得实在很慢。今后每个月换一次公开栏里的内容。"
    found = read(
        text,
        [section(text, "overview", "一、概述\n")],
        problems=[item(text, "公开栏里的内容换得实在很慢")],
        measures=[item(text, "每个月换一次公开栏里的内容")],
    )
    assert [(role, stretch) for role, stretch, _ in found] == [("problems", 1), ("plan", 2)]


def test_lines_of_tables_and_other_parts_are_left_out() -> None:
    text = "一、概述\n这一年来公开工作开展得平稳有序。\n六、其他\n规章\t0\t0\n| 行政许可 | 12 |\n镇里还办了一次开放日的活动。"
    found = read(
        text,
        [section(text, "overview", "一、概述\n", "六、"), section(text, "other", "六、其他\n")],
    )
    assert [words for _, _, words in found] == ["镇里还办了一次开放日的活动。"]


def test_a_report_without_any_of_it_has_no_passages() -> None:
    assert read("一、概述\n平稳。", []) == []
