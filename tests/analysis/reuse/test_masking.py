"""What is compared of a passage, and the way back from it to the text."""

from __future__ import annotations

import pytest

from workbench.analysis.reuse.masking import MASKS, is_stock, masked, names_of, position
from workbench.model import Span
from workbench.parsing.fold import fold

NAMES = names_of("海原县关庄乡人民政府", "关庄乡", "海原县", None)

KEYS = {
    "own names and how a unit calls itself are one": ("关庄乡人民政府与我乡、全镇", "◇与◇,◇"),
    "superiors": ("按照县委、县政府要求", "按照◇,◇要求"),
    "a chain of names is one name": ("海原县关庄乡信息", "◇信息"),
    "years and numbers": ("2017年公开93条，占12.5%", "0年公开0条,占0"),
    "a year in characters": ("二〇一七年", "0年"),
    "statutory text": ("坚持公开为常态、不公开为例外，做好", "坚持§,做好"),
    "a law's name with its brackets": ("学习《中华人民共和国政府信息公开条例》", "学习§"),
    "an enumerator": ("一是渠道少；二是更新慢。", "渠道少。更新慢。"),
    "other enumerators": ("（一）渠道少。1、更新慢。第二，人员少", "渠道少。更新慢。人员少"),
    "a number that is no enumerator": ("2018.我", "0。我"),
    "quotation marks and brackets": ("“三公”经费（决算）", "三公经费决算"),
    "marks of one kind": ("渠道：少；慢！", "渠道,少。慢。"),
    "white space, stars": ("渠 道\n**单一**", "渠道单一"),
    "full width": ("渠道，９３条", "渠道,0条"),
    "we are no unit": ("我们将", "我们将"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "key"), KEYS.values(), ids=KEYS)
def test_a_key(text: str, key: str) -> None:
    assert masked(fold(text), Span(0, len(text)), NAMES).key == key


@pytest.mark.parametrize("text", [text for text, _ in KEYS.values()], ids=KEYS)
def test_every_character_leads_back(text: str) -> None:
    before = "前言。"
    made = masked(fold(before + text), Span(len(before), len(before + text)), NAMES)
    places = [position(made.marks, at) for at in range(len(made.key))]
    assert places == sorted(set(places))
    for char, place in zip(made.key, places, strict=True):
        stands = fold((before + text)[place])
        assert char in MASKS or stands == char or char in ",。"


STOCK = {
    "nothing to report": ("无其他需要报告的事项。", True),
    "no requests": ("全年没有收到政府信息公开申请。", True),
    "fees of processing": ("本年度收取信息处理费0元。", True),
    "mostly a form's label": ("收到和处理政府信息公开申请情况如下。", True),
    "only masks": ("2017年，我乡。", True),
    "a problem": ("公开渠道还不够多，群众了解得少。", False),
    "a law inside a sentence": ("对《政府信息公开条例》的学习组织得不够，干部掌握不深。", False),
}


@pytest.mark.parametrize(("text", "expected"), STOCK.values(), ids=STOCK)
def test_stock(text: str, expected: bool) -> None:
    span = Span(0, len(text))
    assert is_stock(fold(text), span, masked(fold(text), span, NAMES)) is expected
