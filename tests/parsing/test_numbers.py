"""Numbers as reports write them, and what must never be read as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model import Qualifier
from workbench.parsing.figures.clauses import statements
from workbench.parsing.fold import fold
from workbench.parsing.numbers import Number, Unreadable, read, year
from workbench.reference.units import Unit, units

OVER, ABOUT, NEARLY = Qualifier.OVER, Qualifier.ABOUT, Qualifier.NEARLY

READ = {
    "separator": ("1,234", 1234, None, None),
    "full-width": ("１，２３４", 1234, None, None),
    "group of three": ("1 234", 1234, None, None),
    "zero": ("0", 0, None, None),
    "decimal that is whole": ("12.0", 12, None, None),
    "decimal": ("199.43", 199.43, None, None),
    "circle zero": ("〇", 0, None, None),
    "tens in words": ("二十三", 23, None, None),
    "bare ten": ("十五", 15, None, None),
    "hundred with zero": ("一百零五", 105, None, None),
    "two": ("两", 2, None, None),
    "thousands in words": ("三千零四十", 3040, None, None),
    "ten thousands in words": ("一万零五百", 10500, None, None),
    "hundred millions in words": ("一亿二千万", 120000000, None, None),
    "formal numerals": ("贰拾叁", 23, None, None),
    "ten thousands exactly": ("45.28万条", 452800, None, "条"),
    "ten thousands": ("10.2万条", 102000, None, "条"),
    "hundred millions": ("1.2亿", 120000000, None, None),
    "mixed scales": ("1万5千余条", 15000, OVER, "条"),
    "over inside": ("四十余条", 40, OVER, "条"),
    "over, many": ("11300多条", 11300, OVER, "条"),
    "over in brackets": ("60(余)条", 60, OVER, "条"),
    "over before the scale": ("30余万条", 300000, OVER, "条"),
    "over after the scale": ("8 万余人次", 80000, OVER, "人次"),
    "hundred and more": ("百余条", 100, OVER, "条"),
    "over before": ("超过300条", 300, OVER, "条"),
    "over after": ("20条以上", 20, OVER, "条"),
    "about": ("约300", 300, ABOUT, None),
    "about after": ("三百条左右", 300, ABOUT, "条"),
    "about a ten": ("10来条", 10, ABOUT, "条"),
    "nearly": ("近百条", 100, NEARLY, "条"),
    "kinds": ("十一大类", 11, None, "大类"),
    "money keeps its scale as unit": ("518 万元", 518, None, "万元"),
    "negative": ("-5", -5, None, None),
    "minus sign": ("−5", -5, None, None),
    "plus": ("+1", 1, None, None),
}

UNREADABLE = {
    "nothing": "",
    "circled": "①",
    "fraction": "½",
    "two points": "1.2.3",
    "range": "3-5",
    "Arabic-Indic": "١٢",
    "question": "12?",
    "broken group": "1,23",
    "torn digits": "2 3",
    "four or five": "四五次",
    "threes and twos": "三三两两",
    "several tens": "几十",
    "tens of": "数十",
    "some": "若干",
    "one hundred five or fifty": "一百五",
    "not applicable": "不适用",
    "slash": "/",
    "dash": "-",
    "too long": "9" * 400,
    "beyond counting": "1" + "0" * 30,
}

YEARS = {
    "figures": ("2017年", 2017),
    "letter O": ("二O一七年", 2017),
    "circle": ("二○一○年", 2010),
    "digit zero": ("二0一七", 2017),
    "lost figure": ("二O一年", None),
    "count": ("二百一十七", None),
    "far past": ("1017", None),
}


@pytest.mark.fault(12, 14)
@pytest.mark.parametrize(("raw", "value", "qualifier", "unit"), READ.values(), ids=READ)
def test_read(raw: str, value: float, qualifier: Qualifier | None, unit: str | None) -> None:
    found = read(raw)
    assert found == Number(value, qualifier, unit)
    assert type(found.value) is type(value)


@pytest.mark.fault(13, 14, 15, 17)
@pytest.mark.parametrize("raw", UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_keeps_what_stood_there(raw: str) -> None:
    found = read(raw)
    assert isinstance(found, Unreadable)
    assert found.raw == raw


@pytest.mark.parametrize(("raw", "expected"), YEARS.values(), ids=YEARS)
def test_year(raw: str, expected: int | None) -> None:
    assert year(raw) == expected


@pytest.mark.parametrize("unit", units().values(), ids=units())
def test_every_unit_has_a_readable_example(unit: Unit) -> None:
    found = read(unit.example)
    assert isinstance(found, Number)
    assert found.unit == unit.name


_DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """``number`` below a hundred million as a Chinese numeral: 一千零五."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return in_words(number // 10_000) + "万" + gap + (in_words(rest) if rest else "")
    text, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        gap = gap or (digit == 0 and text != "")
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + unit
            gap = False
    return text or "零"


STYLES = {
    "plain": str,
    "grouped": "{:,}".format,
    "spaced": lambda n: f"{n:,}".replace(",", " "),
    "full-width": lambda n: str(n).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "with unit": "{}条".format,
    "in words": in_words,
}


@pytest.mark.fault(18)
@pytest.mark.parametrize("style", STYLES)
@given(number=st.integers(0, 99_999_999))
def test_what_is_written_is_read(style: str, number: int) -> None:
    found = read(STYLES[style](number))
    assert isinstance(found, Number)
    assert found.value == number


@pytest.mark.fault(18)
@given(number=st.integers(1, 10**7), places=st.integers(0, 4))
def test_ten_thousands_are_exact(number: int, places: int) -> None:
    written = f"{number // 10**places}.{number % 10**places:0{places}d}" if places else str(number)
    found = read(written + "万")
    assert isinstance(found, Number)
    assert found.value == number * 10 ** (4 - places)


@pytest.mark.fault(18)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(raw: str) -> None:
    assert isinstance(read(raw), Number | Unreadable)


NOT_COUNTS = {
    "telephone": "电话0439-6361610",
    "postcode": "邮编325112",
    "document number": "国办发〔2012〕157号",
    "order": "国务院令第711号",
    "year": "2016年",
    "date": "2016年12月31日",
    "percentage": "占比28.5%",
    "ordinal": "第3次会议",
    "name": "365便民服务中心",
    "enumerator": "1、加强领导",
    "range": "公开3-5件",
    "range in words": "公开三至五件",
    "tens of": "公开数十条",
    "year that begins": "从2008起公开",
    "word": "公开统一条例",
    "title": "《关于公布3件事项的通知》",
}


@pytest.mark.parametrize("text", NOT_COUNTS.values(), ids=NOT_COUNTS)
def test_not_a_count(text: str) -> None:
    folded = fold(text + "未")
    assert [s.counts for s in statements(folded, 0, len(folded))] == [()]


COUNTS = {
    "full stop lost before a year": ("答复19条2024年因公开", [19]),
    "sum of a list": ("网站319条,微信851条、微博2348条", [319, 851, 2348]),
    "number before a bracket": ("公开12(条)", [12]),
    "after a name": ("在APP公开26条", [26]),
    "line break inside": ("公开信息\n12条", [12]),
}


@pytest.mark.parametrize(("text", "expected"), COUNTS.values(), ids=COUNTS)
def test_counts(text: str, expected: list[int]) -> None:
    folded = fold(text)
    found = [c.value for s in statements(folded, 0, len(folded)) for c in s.counts]
    assert found == expected
