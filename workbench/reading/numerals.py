"""The marks that lists put before their items: 一、 （一） 1. ① a."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """``number`` in Chinese as lists count: 1 is 一, 10 十, 21 二十一, 105 一百零五."""
    if not 0 < number < 1_000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def letters(number: int) -> str:
    """``number`` as a letter: a for 1, z for 26, aa for 27, as word processors count."""
    repeats, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * (repeats + 1) if repeats < 10 else str(number)


def roman(number: int) -> str:
    """``number`` in small Roman numerals: iv for 4; digits beyond what lists reach."""
    if not 0 < number < 100:
        return str(number)
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return tens[number // 10] + ones[number % 10]


def circled(number: int) -> str:
    """``number`` in a circle: ① to ⑳; plain digits beyond."""
    return chr(ord("①") + number - 1) if 0 < number <= 20 else str(number)


def formal(number: int) -> str:
    """``number`` in the numerals of cheques: 贰拾壹 for 21."""
    return chinese(number).translate(
        str.maketrans("〇一二三四五六七八九十百零", "零壹贰叁肆伍陆柒捌玖拾佰零")
    )
