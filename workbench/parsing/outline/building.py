"""From a heading to its section."""

from __future__ import annotations

from workbench.model import Section, Span
from workbench.parsing.enumerators import number_of
from workbench.parsing.outline.sequence import Candidate

_RESIDUE = " \t\n*#|"


def section(
    text: str, folded: str, candidate: Candidate, stop: int, *, level: int, role: str = "other"
) -> Section:
    """The section of ``candidate`` up to ``stop``, white space and residue left out at its end.

    Its role is the title's own, or ``role`` where the title tells none.
    """
    mark, title = candidate.mark, candidate.title
    stop = trim_end(folded, mark.start, max(stop, title.body))
    return Section(
        role=title.role or role,
        heading=title.span.of(text).strip(),
        number=number_of(text, mark),
        level=level,
        span=Span(mark.start, stop),
        body=Span(min(title.body, stop), stop),
    )


def trim_end(folded: str, start: int, end: int) -> int:
    """Where ``folded[start:end]`` ends without white space and residue (* # |) behind it."""
    while end > start and folded[end - 1] in _RESIDUE:
        end -= 1
    return end
