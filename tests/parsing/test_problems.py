"""Problems and measures: every way of listing them, and none; what is a plan and no problem."""

from __future__ import annotations

import pytest

from workbench.model import Confidence, Document, Measure, Problem, Span
from workbench.parsing.fold import fold
from workbench.parsing.outline.read import outline
from workbench.parsing.problems.read import problems


def _read(text: str) -> tuple[tuple[Problem, ...], tuple[Measure, ...]]:
    folded = fold(text)
    sections = outline(text, folded, Span(0, len(text)), ())
    found = problems(Document("t", "", "text", "utf-8", text), folded, sections)
    for item in (*found[0], *found[1]):
        assert item.span.of(text) == item.text
    return found


HEAD = "一、概述\n照常开展。\n二、存在的主要问题及改进情况\n"

LISTED = {
    "一是": "有些不足：一是内容不够丰富；二是更新不及时。",
    "一是 on lines": "有些不足：\n一是内容不够丰富。\n二是更新不及时。",
    "（一）": "（一）内容不够丰富。\n（二）更新不及时。",
    "1、": "1、内容不够丰富。\n2、更新不及时。",
    "1. without full stops": "1.内容不够丰富\n2.更新不及时\n",
    "(1)": "(1)内容不够丰富；(2)更新不及时。",
    "broken bracket": "1)内容不够丰富；2)更新不及时。",
    "第一": "第一，内容不够丰富；第二，更新不及时。",
    "首先": "首先，内容不够丰富；其次，更新不及时。",
    "①": "①内容不够丰富；②更新不及时。",
    "㈠": "㈠内容不够丰富。\n㈡更新不及时。",
    "一方面": "一方面，内容不够丰富；另一方面，更新不及时。",
    "一、 inside a paragraph": "存在的问题：一、内容不够丰富。二、更新不及时。",
    "Markdown": "**一是**内容不够丰富。**二是**更新不及时。",
    "blanks inside": "一 是内容不够丰富。 二 是更新不及时。",
    "broken lines": "我镇公开工作仍然存在一些问题，表现为一是\n内容不够丰富；二是\n更新不及时。",
    "after a full stop": "工作有进展。但存在不足。一是内容不够丰富。二是更新不及时。",
    "a list in a sentence": "主要存在内容不够丰富、更新不及时等问题。",
    "a list after 如": "仍有一定差距。如内容不够丰富、更新不及时等。",
    "a list after a colon": "主要问题：内容不够丰富，更新不及时。\n改进情况：加强维护。",
    "an announcement and no marks": "对照要求，还有以下问题：内容不够丰富；更新不及时。",
    "semicolons": "（一）存在的主要问题。内容不够丰富；更新不及时。\n（二）改进措施。加强维护。",
    "two sentences": "虽然取得成绩，但内容不够丰富。更新不及时。",
    "two hinges": "工作有序，但内容不够丰富。另外，更新不及时。",
}


@pytest.mark.parametrize("text", LISTED.values(), ids=LISTED)
def test_two_problems_in_every_way_of_listing_them(text: str) -> None:
    found, _ = _read(HEAD + text)
    assert [problem.text.replace("\n", "") for problem in found] in (
        ["内容不够丰富", "更新不及时"],
        ["内容不够丰富", "另外，更新不及时"],
    )


FIRST = {
    "the praise before 但 is left out": (
        "公开工作取得成效，但与群众需求还有差距，公开的便民性要改进。",
        ["与群众需求还有差距，公开的便民性要改进"],
    ),
    "a cause stays with its shortcoming": (
        "存在内容偏少的问题。",
        ["内容偏少"],
    ),
    "whom it concerns stays": (
        "个别科室存在报送不及时的问题。",
        ["个别科室存在报送不及时的问题"],
    ),
    "adjectives are no items": (
        "存在更新不够及时、全面，解读效果不好等问题。",
        ["更新不够及时、全面", "解读效果不好"],
    ),
    "an adjective without a noun is no item": (
        "存在信息发布不规范、不及时、内容不全面等问题。",
        ["信息发布不规范、不及时", "内容不全面"],
    ),
    "nouns before one shortcoming are one item": (
        "还有一些不足，如公开内容、公开方式、开放活动方面有待提升。",
        ["公开内容、公开方式、开放活动方面有待提升"],
    ),
    "a consequence is no item": (
        "存在人手不足，导致更新不及时等问题。",
        ["人手不足，导致更新不及时"],
    ),
    "an item of several sentences": (
        "一是认识不到位。少数村干部被动应付。二是更新慢。",
        ["认识不到位。少数村干部被动应付", "更新慢"],
    ),
    "an item over a page break": (
        "一是更新慢。二是内容不具体，\n- 3 -\n重点不突出。",
        ["更新慢", "内容不具体，\n- 3 -\n重点不突出"],
    ),
    "only words about problems": ("还存在一些不足之处，有待改进。今后将努力。", []),
    "none": ("无。", []),
    "nothing found": ("本年度暂无突出问题。", []),
    "measures only, listed": ("1、加强学习，提高认识。\n2、严格按照条例公开。", []),
    "measures only, told": ("下一步，我镇将加强学习，解决更新不及时的问题。", []),
    "measures after 针对": ("针对公开不及时的问题，我局将加强督促。", []),
    "a list inside an item": (
        "（一）内容不全面。一是数量少；二是不具体。\n（二）更新不及时。",
        ["内容不全面。一是数量少；二是不具体", "更新不及时"],
    ),
    "a lost number": (
        "一是内容不全面。三是更新不及时。",
        ["内容不全面", "更新不及时"],
    ),
    "a reference is no enumerator": (
        "《条例》第二十条第（一）项的公开内容不全面。",
        ["《条例》第二十条第（一）项的公开内容不全面"],
    ),
    "problem and measure in one sentence": (
        "主要问题是内容公开不够全面，下步打算扩大公开内容。",
        ["内容公开不够全面"],
    ),
    "that there are problems, before what they are": (
        "一是工作有进展，但还存在一些问题和不足。格式不够规范。二是内容少。",
        ["格式不够规范", "内容少"],
    ),
    "only the announcement, and the text ends": (
        "工作稳步推进，但仍存在一些问题，主要表现在：",
        [],
    ),
    "the last item ends with its paragraph": (
        "一是更新慢。二是人手少。\n回顾一年，收获不小。",
        ["更新慢", "人手少"],
    ),
}


@pytest.mark.parametrize(("text", "starts"), FIRST.values(), ids=FIRST)
def test_what_a_problem_is(text: str, starts: list[str]) -> None:
    assert [problem.text for problem in _read(HEAD + text)[0]] == starts


PARTED = {
    "针对": ("一是更新慢。针对上述问题，一是加强维护；二是加强培训。", 1, 2),
    "下一步 in a new paragraph": ("更新慢。\n下一步，我局将加强维护。", 1, 1),
    "the next year": ("更新慢。\n2021年我镇将加强维护，做好公开。", 1, 1),
    "为此": ("更新慢。为此，将采取以下措施：1.加强维护。2.加强培训。", 1, 2),
    "sub-heads with numbers": (
        "（一）存在的问题\n一是更新慢。二是人手少。\n（二）改进措施\n一是加强维护。",
        2,
        1,
    ),
    "sub-heads without numbers": (
        "存在问题：\n1.更新慢。\n2.人手少。\n改进措施：\n1.加强维护。",
        2,
        1,
    ),
    "a plan list without an opening": ("更新慢，人手少。\n1、加强维护。\n2、加强培训。", 1, 2),
    "an answer in each item": (
        "一是更新慢。改进措施：加强维护；二是人手少。改进措施：增加人手。",
        2,
        2,
    ),
    "an answer in each line": (
        "1.更新慢。下一步，我局将加强维护。\n2.人手少。改进措施：增加人手。",
        2,
        2,
    ),
    "一要": ("一是更新慢。下一步，一要加强维护，二要加强培训，三要加强督查。", 1, 3),
}


@pytest.mark.parametrize(("text", "wrong", "planned"), PARTED.values(), ids=PARTED)
def test_where_the_answer_begins(text: str, wrong: int, planned: int) -> None:
    found, measures = _read(HEAD + text)
    assert (len(found), len(measures)) == (wrong, planned)


def test_every_item_with_its_own_answer() -> None:
    found, measures = _read(
        HEAD
        + "一是更新慢。下一步将加强维护。二是人手少。今后将配强力量。三是渠道窄。为此，将开通微信。"
    )
    assert [problem.text for problem in found] == ["更新慢", "人手少", "渠道窄"]
    assert [problem.measures for problem in found] == [(1,), (2,), (3,)]
    assert measures[1].text == "今后将配强力量"


@pytest.mark.parametrize(
    ("text", "starts"),
    {
        "个别 is not a count": (
            "但也存在个别文件公开不及时、人手不足等问题。",
            ["个别文件", "人手"],
        ),
        "a generic end": (
            "有以下问题：审查不严，与要求相比还有差距；更新慢。",
            ["审查不严", "更新慢"],
        ),
        "存在 within an item": (
            "有以下问题：信息发布存在滞后，时效性有待提高；更新慢。",
            ["信息发布存在滞后", "更新慢"],
        ),
        "重点领域 is no verb": (
            "有以下问题：更新不及时；重点领域公开不够深入。",
            ["更新不及时", "重点领域"],
        ),
    }.values(),
)
def test_every_problem_of_a_list_in_a_sentence(text: str, starts: list[str]) -> None:
    found, _ = _read(HEAD + text)
    assert len(found) == len(starts)
    assert all(item.text.startswith(start) for item, start in zip(found, starts, strict=True))


def test_items_that_speak_of_the_next_step_are_no_plan() -> None:
    found, measures = _read(
        f"{HEAD}（一）更新不及时，下一步将按月检查。\n（二）内容不够丰富，今后将细化目录。\n"
    )
    assert [problem.text for problem in found] == ["更新不及时", "内容不够丰富"]
    assert [problem.measures for problem in found] == [(1,), (2,)]
    assert len(measures) == 2


def test_problems_and_plan_as_two_sections() -> None:
    found, measures = _read(
        "一、成绩\n有进展。\n二、存在的问题\n一是更新慢。\n三、下步打算\n一要加强维护。二要培训。"
    )
    assert [problem.text for problem in found] == ["更新慢"]
    assert [measure.text for measure in measures] == ["加强维护", "培训"]
    assert [measure.n for measure in measures] == [1, 2]


def test_problems_in_the_overview_of_a_report_without_a_section_for_them() -> None:
    found, measures = _read(
        "一、概述\n公开385条。但与公众需求还存在一些差距，数量偏少。今后将充实内容。\n"
        "二、依申请公开情况\n没有申请。"
    )
    assert [problem.text for problem in found] == ["与公众需求还存在一些差距，数量偏少"]
    assert found[0].confidence is Confidence.UNCERTAIN
    assert len(measures) == 1


def test_problems_in_the_overview_where_their_section_holds_only_a_plan() -> None:
    found, measures = _read(
        "一、概述\n公开3条。我镇的工作还有以下问题：一是更新慢；二是人手少。\n"
        "二、存在的主要问题及改进情况\n2021年，我镇将继续做好公开，加强维护。"
    )
    assert [problem.text for problem in found] == ["更新慢", "人手少"]
    assert len(measures) == 1


def test_an_item_that_goes_on_behind_a_full_line() -> None:
    lines = (
        "一是部分栏目更新不够及时，群众有意见；二是从事公开",
        "工作的人员偏少，而且多为兼职，力量薄弱；三是公开的",
        "内容不够全面，和群众的期望相比，还有着不小的差距。",
        "群众对此多有意见。",
    )
    assert len({len(line) for line in lines[:3]}) == 1
    found, _ = _read(HEAD + "\n".join(lines))
    assert len(found) == 3


def test_problems_named_in_passing() -> None:
    found, _ = _read(
        "一、概述\n诉讼情况、收费情况均已说明。有进展，但也存在更新慢、栏目不全等问题。"
    )
    assert [problem.text for problem in found] == ["更新慢", "栏目不全"]


@pytest.mark.parametrize(
    "text",
    [
        "一、概述\n及时发现和解决工作中存在的问题。\n二、主动公开情况\n公开3条。",
        "一、概述\n没有存在问题。\n二、主动公开情况\n未发现应公开而未公开。",
        "一、概述\n不断完善制度，不予公开0条。\n二、依申请公开情况\n未收到申请。",
        "本报告包括概述，主动公开情况，复议、诉讼情况，存在的主要问题和改进措施，困难及建议。\n一、概述\n公开3条。",
    ],
    ids=["solved", "none", "not a shortcoming", "a list of the report's parts"],
)
def test_no_problem_where_none_is_named(text: str) -> None:
    assert _read(text)[0] == ()


def test_a_plan_under_other_matters() -> None:
    found, measures = _read(
        HEAD + "更新慢。\n三、其他需要报告的事项\n圆满完成任务。\n"
        "2018年，我镇将继续做好公开。\n1、加强维护。\n2、加强培训。"
    )
    assert len(found) == 1
    assert [measure.text for measure in measures] == ["加强维护", "加强培训"]


def test_a_measure_answers_what_it_is_about() -> None:
    found, _ = _read(
        HEAD + "一是更新不及时。二是培训不足。三是力度不够。\n"
        "下一步，一是加强业务培训。二是及时更新栏目。"
    )
    assert [problem.measures for problem in found] == [(2,), (1,), ()]


def test_signature_and_tail_are_no_items() -> None:
    found, measures = _read(
        HEAD
        + "一是更新慢。\n下一步将加强维护。\n"
        + "某镇人民政府\n2018年3月1日\n主题词：公开 报告\n共印 25 份"
    )
    assert (len(found), len(measures)) == (1, 1)
    assert measures[0].text.endswith("加强维护")
