"""altair builds the same table of its 568 schema classes for every channel; here it is kept.

70 % of a simple chart's time goes there. The charts are the same to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi


def remember_schemas() -> None:
    """Let this process hash each set of schema classes once, not once a channel."""
    original = schemapi._FromDict.__init__

    @cache
    def table(classes: tuple[type[Any], ...]) -> Any:
        made = schemapi._FromDict.__new__(schemapi._FromDict)
        original(made, classes)
        return made.class_dict

    def remembered(self: Any, classes: Iterable[type[Any]], /) -> None:
        self.class_dict = table(tuple(classes))

    if original.__name__ != remembered.__name__:
        schemapi._FromDict.__init__ = remembered  # type: ignore[method-assign]


def draw_once() -> None:
    """A process's first chart loads altair's schemas; what it draws is thrown away."""
    data = pd.DataFrame({"a": ["甲"], "b": [1.0]})
    alt.Chart(data).mark_bar().encode(x="b:Q", y="a:N").to_dict()
