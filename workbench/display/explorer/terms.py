"""Why something typed is no term: in words, and for an expression with the place of its fault."""

from __future__ import annotations

import re

from workbench.parsing.fold import fold

NO_TERM = "词有两个字以上，只含汉字、字母和数字；表达式写在两条斜线之间。"
#: An expression as :mod:`workbench.analysis.words.queries` reads it.
_EXPRESSION = re.compile(r"/((?:[^/\\]|\\.)+)/")
#: What Python's re says of an expression, and what a reader is told.
_FAULTS = {
    "missing )": "括号没有闭合",
    "unbalanced parenthesis": "多了一个右括号",
    "unterminated character set": "方括号没有闭合",
    "nothing to repeat": "前面没有可以重复的字",
    "multiple repeat": "重复了两次",
    "min repeat greater than max repeat": "重复的次数前大后小",
    "bad character range": "字的范围前后颠倒",
}


def why_no_term(typed: str) -> str:
    """What is wrong with ``typed``, which was refused as a term.

    /(渠道/: 表达式有误：第 1 个字“(”处括号没有闭合。
    """
    for match in _EXPRESSION.finditer(typed):
        try:
            re.compile(fold(match[1]))
        except re.error as error:
            return f"表达式有误：{_where(match[1], error.pos)}{_told(error.msg)}。"
    return NO_TERM


def _where(expression: str, at: int | None) -> str:
    if at is None:
        return ""
    return f"第 {at + 1} 个字“{expression[at]}”处" if at < len(expression) else "末尾处"


def _told(message: str) -> str:
    """A fault in words of ours; one that they do not know stays as Python's."""
    known = (words for begins, words in _FAULTS.items() if message.startswith(begins))
    return next(known, f"：{message}")
