"""Whether next year's report speaks of what a measure promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.analysis.ledger.alike import item
from workbench.model import Span
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.sentences import sentences
from workbench.reference.ledger import limits

#: What a measure is about, its beginning says.
_HEAD = 60


@dataclass(frozen=True)
class NextReport:
    """The report of the year after: its text, and the stretches that are plans again."""

    report_id: str
    text: str
    plans: tuple[Span, ...] = ()

    @cached_property
    def _sentences(self) -> list[tuple[Span, frozenset[str]]]:
        folded = fold(self.text)
        spans = sentences(folded, 0, len(folded))
        return [(span, item(Squeezed(folded, *span).text).pairs) for span in spans]

    def speaks_of(self, measure: str) -> tuple[str, Span] | None:
        """The sentence that speaks of ``measure``: ("said", …), or ("again", …) where only a
        plan repeats it; None where nothing does."""
        wanted = item(measure[:_HEAD]).pairs
        if not wanted:
            return None
        shares = [(len(wanted & pairs) / len(wanted), span) for span, pairs in self._sentences]
        found = [(share, span) for share, span in shares if share >= limits().spoken_of]
        said = [each for each in found if not self._is_plan(each[1])]
        best = max(said or found, key=lambda each: each[0], default=None)
        return (("said" if said else "again"), best[1]) if best else None

    def _is_plan(self, span: Span) -> bool:
        return any(plan.start < span.end and span.start < plan.end for plan in self.plans)


def plans_of(measures: Sequence[Span], sections: Sequence[Span]) -> tuple[Span, ...]:
    """The stretches of a report that promise: its measures, and its sections of plans."""
    return tuple(sorted({*measures, *sections}))
