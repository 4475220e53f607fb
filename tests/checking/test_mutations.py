"""Every check against clean reports and seeded mutations.

A clean report brings no finding; a mutation brings the codes that its case names, and no
others. The base is a model report of a year and a kind of unit (see check_cases).
"""

from __future__ import annotations

import pytest
from check_cases import (
    DEPARTMENT,
    GOVERNMENT,
    NEW,
    OLD,
    TOWNSHIP,
    Mutation,
    both,
    cell,
    clean,
    codes,
    exchanged,
    numbers_of,
    row_gone,
    say,
    swap,
    without,
)

TOTAL = r"主动公开(?:各类)?政府信息[0-9]+条"
FORM_2019_IN_2022 = both(
    lambda text: text.replace("2019年", "2022年"), lambda text: text.replace("2020年", "2023年")
)
MUTATIONS = [
    Mutation("a dropped section", {"S1"}, NEW, without("六、其他需要", "示例县例山镇人民政府\n\n2023")),
    Mutation("no fees in the old form", {"S1"}, OLD, both(without("五、政府信息公开的收费", "六、因"), swap("七、依申请公开信息收取的费用", "七、其他"))),
    Mutation("sections in another order", {"S1"}, NEW, exchanged("三、收到", "四、政府信息公开行政", "五、存在")),
    Mutation("an empty section", {"S2"}, NEW, swap(r"(六、[^\n]+\n\n)[^\n]+\n", r"\1", pattern=True)),
    Mutation("only a plan", {"S3"}, NEW, swap(r"[^\n]*一是[^\n]*\n\n2023年", "2023年", pattern=True)),
    Mutation("a table is a picture", {"S4"}, NEW, without("行政复议\t", "五、存在")),
    Mutation("a dropped row", {"S4"}, NEW, row_gone("2.重复申请")),
    Mutation("a table and a section are gone", {"S1", "S4"}, NEW, without("（本列数据", "五、存在")),
    Mutation("the form of 2019 in 2022", {"S5"}, 2019, FORM_2019_IN_2022),
    Mutation("the superseded notice", {"S6"}, NEW, swap("示例县例山镇人民政府", "（国办公开办函〔2019〕60号）示例县例山镇人民政府")),
    Mutation("the old regulation", {"S6"}, NEW, swap("《条例》", "《条例》（国务院令第492号）")),
    Mutation("a title without 年度报告", {"S7"}, NEW, swap("年度报告", "情况总结")),
    Mutation("five parts said", {"S8"}, NEW, swap("现将", "本报告由五个部分组成，现将")),
    Mutation("no assessment", {"S9"}, NEW, swap(r"[^。\n]*(?:考核|评议)[^\n]*", "。", pattern=True)),
    Mutation("another body's words", {"S10"}, OLD, swap("五、政府信息公开", "五、政府统计信息公开")),
    Mutation("a prompt of the template", {"S10"}, NEW, swap("二、主动公开政府信息情况\n", "二、主动公开政府信息情况\n\n该部分以表格形式报告\n")),
    Mutation("an unfilled place", {"S10"}, NEW, swap("我镇", "XX镇")),
    Mutation("a lost number", {"S10"}, NEW, say("全年共条。")),
    Mutation("a damaged row label", {"S11"}, NEW, swap("补正后", "改正后")),
    Mutation("a damaged column label", {"S11"}, NEW, swap("社会公益组织", "社会组织")),
    Mutation("another article", {"S11"}, NEW, swap("第二十条第（五）项", "第二十一条第（五）项")),
    Mutation("a changed applicant cell", {"N1"}, NEW, cell("（一）予以公开", 0, "19"), GOVERNMENT),
    Mutation("a changed row total", {"N1"}, NEW, cell("（一）予以公开", 6, "40"), GOVERNMENT),
    Mutation("a number one column off", {"N1"}, NEW, numbers_of("没有现成信息", lambda n: [n[1], n[0], *n[2:]]), GOVERNMENT),
    Mutation("a shifted row", {"N1"}, NEW, numbers_of("（一）予以公开", lambda n: ["0", *n[:-1]]), GOVERNMENT),
    Mutation("a changed total of disputes", {"N1"}, 2019, swap(r"(?m)^((?:[0-9]+\t){4})[0-9]+((?:\t[0-9]+){10})$", r"\g<1>3\2", pattern=True), TOWNSHIP),
    Mutation("more carried forward than came", {"N1"}, NEW, cell("四、结转", 0, "90"), GOVERNMENT),
    Mutation("channels of requests do not add up", {"N1"}, OLD, swap("1.当面申请数\t件\t0", "1.当面申请数\t件\t4")),
    Mutation("staff do not add up", {"N1"}, OLD, swap(r"2.兼职人员数\t人\t[0-9]+", "2.兼职人员数\t人\t77", pattern=True)),
    Mutation("text against table", {"N2"}, NEW, swap(r"申请[0-9]+件", "申请99件", pattern=True), GOVERNMENT),
    Mutation("text against statistics", {"N2"}, OLD, swap(r"解读稿件[0-9]+篇", "解读稿件88篇", pattern=True)),
    Mutation("documents filed against documents made", {"N2"}, NEW, say("全年报送备案行政规范性文件34件。")),
    Mutation("parts beyond the total", {"N3"}, 2012, swap(rf"({TOTAL})。[^\n]*", "\\1。其中，工作动态类200条，政策文件类90条，其他类10条。", pattern=True)),
    Mutation("kinds short of the total", {"N3"}, 2012, swap(rf"({TOTAL})。[^\n]*", "\\1，按内容分，工作动态1条、政策文件2条。", pattern=True)),
    Mutation("a part larger than its whole", {"N3", "N4"}, NEW, swap(rf"({TOTAL})。[^\n]*", "\\1，其中：工作动态88888条、政策文件2条。", pattern=True)),
    Mutation("a wrong percentage", {"N5"}, NEW, say("全年答复来信20件，较上年的10件增长50%。")),
    Mutation("a wrong share", {"N5"}, 2012, swap(rf"{TOTAL}。[^\n]*", "主动公开政府信息40条。其中工作动态类10条，占35%；政策文件类30条，占65%。", pattern=True)),
    Mutation("an amount without unit", {"N6"}, 2019, swap("采购总金额（单位：万元）", "采购总金额")),
    Mutation("元 in the text, 万元 in the table", {"N6"}, NEW, say("行政事业性收费24.76元。"), GOVERNMENT),
    Mutation("rules of a township", {"N7"}, NEW, cell("规章\t", 0, "2")),
    Mutation("documents on request", {"N8"}, NEW, say("依申请公开政府信息129条。")),
    Mutation("none in words, some in the table", {"N10"}, NEW, swap(r"[^。\n]*申请[0-9]+件[^。\n]*。", "2022年，我县未收到政府信息公开申请。", pattern=True), GOVERNMENT),
    Mutation("a fee not paid, no notice told", {"N12"}, NEW, swap(r"按照《政府信息公开信息处理费管理办法》[^\n]*", "没有其他需要报告的事项。", pattern=True), GOVERNMENT),
    Mutation("published after the deadline", {"T1"}, NEW, swap("2023年2月25日", "2023年6月25日"), GOVERNMENT),
    Mutation("a department in February", {"T1"}, NEW, swap("2023年1月24日", "2023年2月24日"), DEPARTMENT),
    Mutation("half a year", {"T2"}, NEW, swap("12月31日", "6月30日")),
    Mutation("signed before the year's end", {"T3"}, NEW, swap("2023年1月19日", "2022年12月19日")),
    Mutation("an impossible date", {"T3"}, NEW, swap("2023年1月19日", "2023年2月30日")),
    Mutation("a passage of an earlier report", {"T4"}, NEW, say("2019年我镇共收到政府信息公开申请。")),
    Mutation("the plan names this year", {"T5"}, NEW, swap("2023年，我镇将", "2022年，我镇将")),
]  # fmt: skip


@pytest.mark.fault(20, 21, 23, 25, 81)
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_brings_its_codes_and_no_others(mutation: Mutation) -> None:
    changed = mutation.change(clean(mutation.year, mutation.unit))
    assert codes(changed) == mutation.codes


def test_there_are_at_least_forty_mutations() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 40


@pytest.mark.parametrize("year", range(2009, 2026))
@pytest.mark.parametrize("unit", [GOVERNMENT, DEPARTMENT, TOWNSHIP, TOWNSHIP + 2])
def test_a_clean_report_brings_none(year: int, unit: int) -> None:
    assert codes(clean(year, unit)) == set()
