"""Whether the text ends where its report does: what was cut off is not missing.

A stored page may end in the middle of a sentence, a copy may hold the first section alone.
Then nothing can be said of the parts that follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.model import Section

_CLOSING = ("problems", "plan", "other")
_SIGNATURE, _BEHIND = 8, 200
_PUNCTUATED = re.compile(r"[,。;、:]")
_ENDED = re.compile(r"[。.!?)\"'\]]$|[-/.:年月][0-9]+$")
#: How the heading of a closing section ends that is whole, though nothing stands under it.
_WHOLE = re.compile(
    r"(?:情况|问题|不足|措施|改进|整改|方向|事项|说明|打算|计划|安排|思路|建议|工作|附[表件])[:。]?$"
)
_DATED = re.compile(
    r"[^,。;]{0,40}(?:19|20|二)[0-9〇零一二三四五六七八九]{2,3}年"
    r"[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日)?"
)
#: Lines at the foot of a page that are no text of the report.
_FOOT = re.compile(
    r"版权|主办|承办|备案|ICP|邮编|电话|地址|打印|关闭|上一篇|下一篇|编辑|来源|分享|附件"
)


def ends_early(tops: Sequence[Section], folded: str, *, fixed: bool) -> bool:
    """Whether the text seems to be cut off before the report's end.

    ``tops`` are the parts of the report, ``fixed`` says that its form prescribes them (from
    2019 on). False where a dated line stands after the last heading; else true where the last
    heading has nothing under it and is no closing one, where the last line of running text
    ends without punctuation, where the form of 2019 stops before its fifth section, or where
    one heading is all there is.
    """
    if not tops:
        return False
    last = tops[-1]
    lines = _lines(last.body.of(folded))
    behind = _lines(folded[last.body.end : last.body.end + _BEHIND])
    if any(_DATED.fullmatch("".join(line.split())) for line in (*lines[-_SIGNATURE:], *behind)):
        return False
    closes = any(section.role in _CLOSING for section in tops)
    if not closes and (fixed or len(tops) == 1):
        return True
    return not _complete(last, lines)


def _lines(stretch: str) -> list[str]:
    return [line.strip() for line in stretch.split("\n") if line.strip()]


def _complete(section: Section, lines: list[str]) -> bool:
    """Whether the lines of ``section`` end as text does."""
    if not lines:
        return section.role in _CLOSING and _WHOLE.search(section.heading) is not None
    running = [line for line in lines if _PUNCTUATED.search(line) and not _FOOT.search(line)]
    return not running or bool(_ENDED.search(running[-1]))
