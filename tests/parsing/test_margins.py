"""The title block before a report's text, and signature and page tail behind it."""

from __future__ import annotations

import pytest

from workbench.parsing.fold import fold
from workbench.parsing.outline.margins import close, preface

PREFACES = {
    "title and metadata": (
        "某镇2017年政府信息公开工作年度报告\n发布日期：2018-03-16  点击数：\n",
        "根据条例，现公布本报告。",
    ),
    "title over two lines": (
        "露水河镇2017年政府信息公开\n\n工作年度报告\n\n",
        "现公布年度报告如下。",
    ),
    "navigation and shares": (
        "首页 > 政务公开 > 年报\n登录 |  注册\n【字体：大 中 小】\n",
        "本报告由办公室编制。",
    ),
    "an index table": (
        "索引号 | 公开方式 |\n116223010139324488/2009-00021 | 主动公开 |\n",
        "现向社会公布本年情况。",
    ),
    "the word for preface": ("引 言\n", "本年报由某局编制，电话83116412。"),
    "the name of a file": (
        "某苏木2021年政府信息公开工作年度报告.docx\n",
        "依条例规定公布本报告。",
    ),
    "text broken over lines": (
        "- 1 -\n某区人民政府\n",
        "本报告由某市某区人民政府办公室根据中华人\n民共和国条例编制。",
    ),
}


@pytest.mark.parametrize(("block", "text"), PREFACES.values(), ids=PREFACES)
def test_the_title_block_is_left_out(block: str, text: str) -> None:
    folded = fold(block + text)
    span = preface(folded, 0, len(folded))
    assert span is not None
    assert span.of(block + text) == text


def test_no_preface_behind_a_bare_title() -> None:
    assert preface(fold("某县\n2024年政府信息公开工作年度报告\n"), 0, 22) is None


TAILS = {
    "signature and date": "\n\n某镇人民政府\n\n2018年3月16日\n",
    "date in Han numerals": "\n某街道办事处\n二○○九年三月二十日",
    "a damaged date": "\n某局\n201712月31日",
    "only a year": "\n二0一七年",
    "subject words and copies": "\n主题词：年度 公开 报告\n抄 报：县政府办\n存 档\n共印 25 份",
    "attachments": "\n附件：统计表.doc\n",
    "buttons": "\n|\n|\n【打印本页】 【关闭本页】 |",
    "share": "\n分享：\n扫码浏览",
    "on one line": " 某街道办事处 二○○九年三月二十日 |",
    "editor": "\n（责任编辑：某某）",
    "a file": "\n某镇2010年政府信息公开工作年度报告.pdf\n",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_the_tail_is_left_out(tail: str) -> None:
    text = f"存在问题\n更新慢，今后将改进。{tail}"
    folded = fold(text)
    kept = text[: close(folded, 0, len(folded))]
    assert kept.rstrip("|\n ") == "存在问题\n更新慢，今后将改进。"


def test_a_date_inside_the_text_is_no_tail() -> None:
    text = "截至\n2018年3月16日\n共公开3条。"
    assert close(fold(text), 0, len(text)) == len(text)
