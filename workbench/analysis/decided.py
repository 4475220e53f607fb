"""What people decided on the reports of a place: reviews of what was found, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.analysis.tables import Tables, of_reports, text_or_none


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody said of a finding, a figure or a problem's type: confirmed or dismissed."""

    judgement: str
    reason: str
    by: str
    on: str

    @property
    def dismissed(self) -> bool:
        """Whether it is no longer counted."""
        return self.judgement == "dismissed"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction of one report; ``why`` says why it was not applied, None where it was."""

    report_id: str
    field: str
    found: str
    value: str
    why: str | None
    reason: str
    by: str
    on: str


def reviews(corpus: Tables, ids: Iterable[str], kind: str) -> dict[tuple[str, int], Review]:
    """By report and number of the item what was said of findings, figures or types."""
    rows = of_reports(corpus.read("reviews"), ids)
    return {
        (row["report_id"], int(row["item"])): Review(
            row["judgement"], row["reason"], row["by"], row["on"]
        )
        for row in rows.loc[rows["kind"].eq(kind)].to_dict("records")
    }


def corrections(corpus: Tables, ids: Iterable[str]) -> tuple[Corrected, ...]:
    """The corrections of some reports, in the order of reports."""
    rows = of_reports(corpus.read("corrections"), ids)
    return tuple(
        Corrected(
            row["report_id"], row["field"], row["found"], row["value"], text_or_none(row["why"]),
            row["reason"], row["by"], row["on"],
        )
        for row in rows.to_dict("records")
    )  # fmt: skip
