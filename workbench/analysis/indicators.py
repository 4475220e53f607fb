"""Whether an indicator can be followed from one form to the next."""

from __future__ import annotations

from difflib import get_close_matches

from workbench.errors import NotKnown
from workbench.reference.indicators import COMPARABILITY, Indicator, indicators


def indicator_named(key: str) -> Indicator:
    """The indicator ``key``; NotKnown names those that are like it, or all that there are."""
    known = indicators()
    if key in known:
        return known[key]
    called = [one for one in known.values() if key and key in one.label]
    like = [one.key for one in called] or get_close_matches(str(key), known)
    told = f"did you mean {' or '.join(like)}?" if like else f"there are {', '.join(known)}"
    raise NotKnown(f"no indicator {key!r}; {told}")


def across(indicator: Indicator, before: str, after: str) -> tuple[str, str]:
    """Comparability of two forms' numbers (same, approximate, not_comparable), and why.

    Two forms that define the indicator in the same words are ``same``; else the weaker of
    the two decides, and nothing but ``same`` may be joined or subtracted. The reason is
    Chinese: 此前为“统计表第一项”，此后为“只见于正文”.
    """
    old, new = indicator.eras[before], indicator.eras[after]
    if old.definition == new.definition:
        return "same", f"前后口径相同，均为“{new.definition}”。"
    weaker = max(old.comparability, new.comparability, key=COMPARABILITY.index)
    reason = f"此前的口径为“{old.definition}”，此后为“{new.definition}”"
    if weaker == "same":
        return weaker, f"{reason}，可以比较。"
    return weaker, f"{reason}，前后的数字不相连、不相减。"
