"""What real tables look like, one phenomenon a case: what is read, and what is left alone."""

from __future__ import annotations

import pytest

from workbench.model import Document, Form, Span
from workbench.parsing.fold import fold
from workbench.parsing.tables.read import Tables, read_tables

HEAD_2019 = "第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n"
FIFTH_2019 = "第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
HEAD_2021 = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
SIXTH_2021 = "第二十条第（六）项\n信息内容\t本年处理决定数量\n"
APPLICANTS = "申请人情况\n自然人\t法人或其他组织\t总计\n商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
NEW = "一、本年新收政府信息公开申请数量"
OVER = "二、上年结转政府信息公开申请数量"
RESULTS = "行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n未经复议直接起诉\t复议后起诉\n"
STATISTICS = (
    "统计指标\t单位\t统计数\n（一）主动公开政府信息数\t条\t46\n"
    "其中：主动公开规范性文件数\t条\t3\n制发规范性文件总数\t件\t4\n"
    "1.政府公报公开政府信息数\t条\t0\n2.政府网站公开政府信息数\t条\t40\n"
)


def read(text: str) -> Tables:
    document = Document("t", "", "text/plain", "utf-8", text)
    return read_tables(document, fold(text), Span(0, len(text)))


def said(tables: Tables) -> dict[str, object]:
    """What every cell says: a number, or the status of one that says none; ~ if uncertain."""
    return {
        f"{cell.row}.{cell.column}": (
            (cell.value if cell.unit is None else f"{cell.value}{cell.unit}")
            if cell.value is not None
            else str(cell.status)
        )
        if cell.confidence == "certain"
        else f"~{cell.value}"
        for cell in tables.cells
    }


def row(key: str, *values: object, form: str = "2019") -> dict[str, object]:
    columns = {
        "2019": ("made", "disclosed", "total_disclosed"),
        "2021": ("issued", "repealed", "valid"),
        "items": ("last_year_items", "change", "decisions"),
        "five": ("upheld", "corrected", "other", "pending", "total"),
        "seven": (
            "natural_person", "enterprise", "research", "social_welfare", "legal_service",
            "other", "total",
        ),
    }[form]  # fmt: skip
    return {f"{key}.{name}": value for name, value in zip(columns, values, strict=True)}


CASES: dict[str, tuple[str, dict[str, object]]] = {
    "zero in words stays apart from 0": (
        HEAD_2019 + "规章\t无\t0\t无\n",
        row("rules", 0, 0, 0),
    ),
    "slash, dash and 不适用 are no zeros": (
        HEAD_2019 + "规章\t/\t—\t不适用\n",
        row("rules", "slash", "dash", "not_applicable"),
    ),
    "a number with its unit": (
        FIFTH_2019 + "行政许可\t12项\t+1\t13件\n",
        {
            "licensing.last_year_items": "12项",
            "licensing.change": 1,
            "licensing.decisions": "13件",
        },
    ),
    "changes up and down": (
        FIFTH_2019 + "行政许可\t12\t－1\t3\n其他对外管理服务事项\t0\t增2\t3\n",
        row("licensing", 12, -1, 3, form="items") | row("other_services", 0, 2, 3, form="items"),
    ),
    "a negative count is unreadable": (
        FIFTH_2019 + "行政许可\t-2\t-2\t3\n",
        row("licensing", "unreadable", -2, 3, form="items"),
    ),
    "signs that are no numbers": (
        HEAD_2021 + "规章\t①\t3-5\t1.2.3\n",
        row("rules", "unreadable", "unreadable", "unreadable", form="2021"),
    ),
    "the head's unit": (
        HEAD_2021 + "规章\t0\t0\t0\n第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n"
        "行政事业性收费\t7730.28\n",
        row("rules", 0, 0, 0, form="2021") | {"fees.amount": "7730.28万元"},
    ),
    "the head's unit, torn": (
        HEAD_2021 + "规章\t0\t0\t0\n第二十条第（八）项\n信息内容\t本年收费金额（单位 ：万 元）\n"
        "行政事业性收费\t0.79\n",
        row("rules", 0, 0, 0, form="2021") | {"fees.amount": "0.79万元"},
    ),
    "the cell's unit goes before the head's": (
        HEAD_2021 + "规章\t0\t0\t0\n第二十条第（八）项\n信息内容\t本年收费金额（单位：万元）\n"
        "行政事业性收费\t800元\n",
        row("rules", 0, 0, 0, form="2021") | {"fees.amount": "800元"},
    ),
    "no unit where none is stated": (
        "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t2\t8040\n",
        {"procurement.items": 2, "procurement.amount": 8040},
    ),
    "the head counts in 件": (
        "第二十条第（六）项\n信息内容\t本年处理决定数量（件）\n行政处罚\t4\n行政强制\t/\n",
        {"penalties.decisions": "4件", "coercion.decisions": "slash"},
    ),
    "a unit between spaces": (
        "第二十条第（九）项\n信息内容 采购项目数量 采购总金额\n政府集中采购 2 518 万元\n",
        {"procurement.items": 2, "procurement.amount": "518万元"},
    ),
    "a blank is a blank": (
        HEAD_2019 + "规章\t\t0\t\n规范性文件\t1\t1\t9\n",
        row("rules", "blank", 0, "blank") | row("normative_documents", 1, 1, 9),
    ),
    "glued zeros": (
        "第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n规章000\n",
        row("rules", 0, 0, 0, form="2021"),
    ),
    "glued digits that could be one number": (
        "第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n规章120\n",
        row("rules", "~1", "~2", "~0", form="2021"),
    ),
    "more glued digits than cells": (
        "第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n规章1204\n",
        {},
    ),
    "a number of as many digits as columns is not glued": (
        "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n120\n",
        {},
    ),
    "glued digits that make their total": (
        APPLICANTS.replace("\t", "") + f"{NEW}2010003\n{OVER}0000000\n",
        row("new", 2, 0, 1, 0, 0, 0, 3, form="seven")
        | row("carried_over", 0, 0, 0, 0, 0, 0, 0, form="seven"),
    ),
    "cells dropped because they were equal": (
        "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n"
        "行政规范性文件\n第二十条第（五）项\n本年处理决定数量\n行政许可\n1894\n"
        "第二十条第（六）项\n行政处罚\n131\n行政强制\n",
        {"licensing.decisions": 1894, "penalties.decisions": 131},
    ),
    "one value too few between tabs": (
        HEAD_2019 + "规章\t0\t0\n规范性文件\t1\t2\t3\n",
        row("normative_documents", 1, 2, 3),
    ),
    "one value too many": (
        HEAD_2019 + "规章\t0\t0\t0\t7\n规范性文件\t1\t2\t3\n",
        row("normative_documents", 1, 2, 3),
    ),
    "one value too few between lines": (
        APPLICANTS + f"{NEW}\n5\n0\n0\n0\n0\n5\n{OVER}\n0\n0\n0\n0\n0\n0\n0\n",
        row("carried_over", 0, 0, 0, 0, 0, 0, 0, form="seven"),
    ),
    "only the total": (
        APPLICANTS + f"{NEW}\t\t\t\t\t\t\t8\n{OVER}\t\t\t\t\t\t\t0\n",
        row("new", *["blank"] * 6, 8, form="seven")
        | row("carried_over", *["blank"] * 6, 0, form="seven"),
    ),
    "only the total, blanks gone": (
        APPLICANTS + f"{NEW}\n\n\n\n8\n{OVER}\n\n\n\n0\n",
        {},
    ),
    "a total that differs stays as reported": (
        APPLICANTS + f"{NEW}\t5\t0\t0\t0\t0\t0\t9\n{OVER}\t0\t0\t0\t0\t0\t0\t0\n",
        row("new", 5, 0, 0, 0, 0, 0, 9, form="seven")
        | row("carried_over", 0, 0, 0, 0, 0, 0, 0, form="seven"),
    ),
    "a label broken over lines": (
        APPLICANTS + "一、本年新收政府信息\n公开申请数量\t1\t0\t0\t0\t0\t0\t1\n",
        row("new", 1, 0, 0, 0, 0, 0, 1, form="seven"),
    ),
    "values below a label of two lines": (
        APPLICANTS + f"{NEW} 1 0 0 0 0 0 1\n(二)部分公开(区分处理的，只计这一情\n形，不计其他情形)\n"
        "4 0 0 0 0 0 4\n(三)不予公开\n",
        row("new", 1, 0, 0, 0, 0, 0, 1, form="seven")
        | row("partly_granted", 4, 0, 0, 0, 0, 0, 4, form="seven"),
    ),
    "a label broken around its values": (
        APPLICANTS + f"{NEW} 1 0 0 0 0 0 1\n2.其他法律行政法规禁 0 0 0 0 0 0 0\n止公开\n"
        "3.危及“三安全一稳定” 2 0 0 0 0 0 2\n",
        row("new", 1, 0, 0, 0, 0, 0, 1, form="seven")
        | row("forbidden_by_law", 0, 0, 0, 0, 0, 0, 0, form="seven")
        | row("safety_and_stability", 2, 0, 0, 0, 0, 0, 2, form="seven"),
    ),
    "damaged labels between their neighbours": (
        APPLICANTS + "1.本机关不掌握相关政府信息\t0\t0\t0\t0\t0\t0\t0\n"
        "2.没有现存信息需另行制做\t1\t0\t0\t0\t0\t0\t1\n"
        "3.改证后申请内容仍不明确\t2\t0\t0\t0\t0\t0\t2\n"
        "1.信访举报投诉类申请\t0\t0\t0\t0\t0\t0\t0\n",
        row("not_held", 0, 0, 0, 0, 0, 0, 0, form="seven")
        | row("needs_production", 1, 0, 0, 0, 0, 0, 1, form="seven")
        | row("unclear_after_correction", 2, 0, 0, 0, 0, 0, 2, form="seven")
        | row("petition", 0, 0, 0, 0, 0, 0, 0, form="seven"),
    ),
    "a row that no form has": (
        HEAD_2019 + "规章\t0\t0\t0\n规范性文件\t1\t1\t1\n其他主动公开文件\t7\t7\t7\n",
        row("rules", 0, 0, 0) | row("normative_documents", 1, 1, 1),
    ),
    "rows below a row": (
        FIFTH_2019 + "行政许可\t0\t0\t0\n其他对外管理服务事项\t行政检查\t7\t7\t7\n行政确认\t7\t7\t7\n",
        row("licensing", 0, 0, 0, form="items"),
    ),
    "explanations in brackets": (
        HEAD_2019 + "规章（设区的市填报）\n0\n0\n0\n规范性文件（决定、公告，2019年起）\n34\n4\n47\n",
        row("rules", 0, 0, 0) | row("normative_documents", 34, 4, 47),
    ),
    "a row of another form is not mapped": (
        HEAD_2021 + "规章\t0\t0\t0\n" + SIXTH_2021 + "行政处罚\t4\n行政强制\t5\n"
        "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t1\t2\n",
        row("rules", 0, 0, 0, form="2021")
        | {"penalties.decisions": 4, "coercion.decisions": 5},
    ),
    "columns of another form are not mapped": (
        HEAD_2021 + "规章\t1\t0\t3\n行政规范性文件\t1\t0\t3\n" + SIXTH_2021 + "行政处罚\t4\n"
        "行政强制\t4\n" + FIFTH_2019 + "行政许可\t0\t0\t9\n",
        row("rules", 1, 0, 3, form="2021")
        | row("normative_documents", 1, 0, 3, form="2021")
        | {"penalties.decisions": 4, "coercion.decisions": 4},
    ),
    "the other rows under (六) need no form of their own": (
        HEAD_2021 + "规章\t0\t0\t0\n三、收到和处理情况\n" + APPLICANTS
        + f"{NEW}\t1\t0\t0\t0\t0\t0\t1\n（六）其他处理\t1\t0\t0\t0\t0\t0\t1\n",
        row("rules", 0, 0, 0, form="2021")
        | row("new", 1, 0, 0, 0, 0, 0, 1, form="seven")
        | row("other", 1, 0, 0, 0, 0, 0, 1, form="seven"),
    ),
    "a row over a page's end": (
        HEAD_2019 + "规章\t0\t0\t0\n- 3 -\n\n规范性文件\t1\t1\t1\n",
        row("rules", 0, 0, 0) | row("normative_documents", 1, 1, 1),
    ),
    "a page's number between rows of words": (
        "第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n4\n"
        "行政规范性文件 0 5 5\n",
        row("rules", 0, 0, 0, form="2021") | row("normative_documents", 0, 5, 5, form="2021"),
    ),
    "a head printed again on the next page": (
        APPLICANTS + f"{NEW}\t1\t0\t0\t0\t0\t0\t1\n" + APPLICANTS
        + f"{OVER}\t2\t0\t0\t0\t0\t0\t2\n",
        row("new", 1, 0, 0, 0, 0, 0, 1, form="seven")
        | row("carried_over", 2, 0, 0, 0, 0, 0, 2, form="seven"),
    ),
    "a table printed twice is one": (
        (HEAD_2019 + "规章\t0\t0\t1\n") * 2,
        row("rules", 0, 0, 1),
    ),
    "two rows with one label and two values": (
        HEAD_2019 + "规章\t0\t0\t1\n规章\t0\t0\t2\n",
        {"rules.made": 0, "rules.disclosed": 0, "rules.total_disclosed": "~2"},
    ),
    "results in one line": (
        RESULTS + "1\t0\t2\t0\t3\t0\t0\t0\t0\t0\t4\t0\t0\t0\t4\n",
        row("reconsideration", 1, 0, 2, 0, 3, form="five")
        | row("direct_litigation", 0, 0, 0, 0, 0, form="five")
        | row("litigation_after_reconsideration", 4, 0, 0, 0, 4, form="five"),
    ),
    "fourteen results for fifteen columns": (RESULTS + "\t".join("0" * 14) + "\n", {}),
    "traditional characters": (
        "第二十條第（一）項\n信息內容\t本年新制作數量\t本年新公開數量\t對外公開總數量\n規範性文件\t1\t2\t3\n",
        row("normative_documents", 1, 2, 3),
    ),
    "full-width digits": (
        HEAD_2019 + "规章\t０\t１２\t１，２０４\n",
        row("rules", 0, 12, 1204),
    ),
    "the statistics table": (
        STATISTICS,
        {
            "1.1.count": "46条",
            "1.1.a.count": "3条",
            "1.1.b.count": "4件",
            "1.2.1.count": "0条",
            "1.2.2.count": "40条",
        },
    ),
    "equal labels under two heads": (
        STATISTICS + "四、行政复议数量\t件\t3\n（二）被依法纠错数\t件\t1\n"
        "五、行政诉讼数量\t件\t5\n（二）被依法纠错数\t件\t2\n（三）其他情形数\t件\t\n",
        {
            "1.1.count": "46条",
            "1.1.a.count": "3条",
            "1.1.b.count": "4件",
            "1.2.1.count": "0条",
            "1.2.2.count": "40条",
            "4.count": "3件",
            "4.2.count": "1件",
            "5.count": "5件",
            "5.2.count": "2件",
            "5.3.count": "blank",
        },
    ),
    "statistics with two columns of numbers": (
        STATISTICS.replace("统计数\n", "上年\t本年\n").replace("\t4", "\t4\t4").replace("\t3\n", "\t3\t3\n").replace("\t0\n", "\t0\t0\n"),
        {},
    ),
    "statistics with running numbers that could be taken for values": (
        "序号 统计指标 单位 统计数\n" + "".join(
            f"{n}\n{label}\n条\n" for n, label in enumerate((
                "主动公开政府信息数", "主动公开规范性文件数", "制发规范性文件总数",
                "政府公报公开政府信息数", "政府网站公开政府信息数",
            ), 1)
        ),
        {},
    ),
    "a head torn into its characters": (
        "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结 结 其 尚\n果 果 他 未 总\n维 纠 结 审 计\n持 正 果 结\n"
        "1 0 2 0 3 0 0 0 0 0 0 1 0 0 1\n",
        row("reconsideration", 1, 0, 2, 0, 3, form="five")
        | row("direct_litigation", 0, 0, 0, 0, 0, form="five")
        | row("litigation_after_reconsideration", 0, 1, 0, 0, 1, form="five"),
    ),
    "a torn head and a number too few": (
        "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n结果 结果 其他\n维持 纠正 结果\n"
        "1 0 2 0 3 0 0 0 0 0 0 1 0 0\n",
        {},
    ),
    "a local table with codes": (
        "指标名称\t计量单位\t代码\t本期实际\n1.当面申请数\t件\t11\t\n2.传真申请数\t件\t12\t\n"
        "2.同意公开答复数\t件\t18\t\n3.同意部分公开答复数\t件\t19\t\n政府网站公开政府信息数\t条\t3\t\n"
        "政策解读稿件发布数\t篇\t4\t\n",
        {},
    ),
}  # fmt: skip


@pytest.mark.fault(22, 24)
@pytest.mark.parametrize(("text", "cells"), CASES.values(), ids=CASES)
def test_cells(text: str, cells: dict[str, object]) -> None:
    assert said(read(text)) == cells


NO_TABLE = {
    "a sentence with the rows' names": "全年制发规章0件，规范性文件3件，作出行政许可5件，行政处罚2件，行政强制0件。",
    "a list of names": "权力清单\n行政许可\n行政处罚\n行政强制\n行政检查\n",
    "a request in a sentence": "本年新收政府信息公开申请数量3件，上年结转政府信息公开申请数量0件。",
    "the article in a sentence": "依据《条例》第二十条第（一）项规定，公开信息内容46条。",
    "a heading alone": "二、主动公开政府信息情况\n（表格见附件）\n",
    "disputes in a heading": "四、行政复议、行政诉讼情况\n行政复议0件，行政诉讼0件。\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", NO_TABLE.values(), ids=NO_TABLE)
def test_no_table(text: str) -> None:
    assert read(text) == Tables((), None, ())


FORMS = {
    "the columns of 2019": (HEAD_2019, Form.Y2019),
    "the columns of 2021": (HEAD_2021, Form.Y2021),
    "statistics alone": (STATISTICS, Form.Y2014),
    "statistics behind the form of 2019": (HEAD_2019 + "规章\t0\t0\t0\n附表\n" + STATISTICS, Form.Y2019),
    "requests alone": (APPLICANTS + f"{NEW}\t1\t0\t0\t0\t0\t0\t1\n", Form.Y2019),
    "three rows under (六)": (
        APPLICANTS + "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\t0\t0\t0\t0\t0\t0\t0\n",
        Form.Y2021,
    ),
}  # fmt: skip


@pytest.mark.fault(21)
@pytest.mark.parametrize(("text", "key"), FORMS.values(), ids=FORMS)
def test_forms_are_told_by_their_labels(text: str, key: Form) -> None:
    assert read(text).form is key


REGIONS = {
    "a heading between two tables": (
        f"二、主动公开\n{HEAD_2019}规章\t0\t0\t0\n三、收到和处理\n{APPLICANTS}{NEW}\t0\t0\t0\t0\t0\t0\t0\n四、复议",
        ["二、主动公开\n", "\n三、收到和处理\n", "\n四、复议"],
    ),
    "groups of a table are inside": (
        f"{APPLICANTS}{NEW}\n0\n0\n0\n0\n0\n0\n0\n三、本年度办理结果\n(三)不予公开\n1.属于国家秘密\n0\n\n五、问题",
        ["\n\n五、问题"],
    ),
    "a table cut off in its head": (f"二、主动公开\n{HEAD_2021[:31]}", ["二、主动公开\n"]),
    "a table cut off in a label": (f"{APPLICANTS}一、本", [""]),
    "words before a table": ("表格如下：\n" + HEAD_2019 + "规章\t0\t0\t0\n注：以上", ["表格如下：\n", "\n注：以上"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "outside"), REGIONS.values(), ids=REGIONS)
def test_regions(text: str, outside: list[str]) -> None:
    regions = read(text).regions
    at, left = 0, []
    for region in regions:
        left.append(text[at : region.start])
        at = region.end
    assert [piece for piece in (*left, text[at:]) if piece] == [p for p in outside if p]


def test_reading_only_a_part() -> None:
    text = HEAD_2019 + "规章\t0\t0\t1\n"
    both = text + "某镇二〇一九年报告\n" + text.replace("1\n", "2\n")
    document = Document("t", "", "text/plain", "utf-8", both)
    second = read_tables(document, fold(both), Span(len(text), len(both)))
    assert said(second)["rules.total_disclosed"] == 2
