"""Of several sentences that say there was none, the plainest is the one that is quoted."""

from __future__ import annotations

import pytest

from tests.parsing.told import figures_of
from workbench.model import Status

DENIED = {
    "the one among other numbers stands back": (
        "我乡发文9件,公开信息7件,未受理依申请公开政府信息。\n全年未收到信息公开申请。\n",
        "未收到信息公开申请",
    ),
    "of two that only deny, the first": (
        "全年未收到信息公开申请。\n一年中没有群众提出公开申请。\n",
        "未收到信息公开申请",
    ),
    "a denial that stands alone": (
        "我乡发文9件,公开信息7件,未受理依申请公开政府信息。\n",
        "未受理依申请公开政府信息",
    ),
}


@pytest.mark.parametrize(("text", "quote"), DENIED.values(), ids=DENIED)
def test_the_plainest_denial_is_the_evidence(text: str, quote: str) -> None:
    (found,) = (one for one in figures_of(text) if one.indicator == "requests_received")
    assert (found.quote, found.status) == (quote, Status.ZERO_IN_WORDS)
    assert text[found.span.start : found.span.end] == quote
