"""Shares with their uncertainty; small numbers are never dressed up."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import pandas as pd

#: Below so many cases nothing is called high or low, and nothing is ranked.
FEW = 30
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` with its Wilson interval; all three are None where 0/0 has no base.

    ``share``, ``low`` and ``high`` lie between 0 and 1.
    """

    part: int
    whole: int
    share: float | None
    low: float | None
    high: float | None

    @property
    def few(self) -> bool:
        """Too few cases to be called high or low."""
        return self.whole < FEW


def wilson(part: int, whole: int, z: float = _Z) -> Share:
    """The share ``part/whole`` with its Wilson score interval (95 % unless ``z`` is given).

    0/0 has no base and gives None for share and interval, never 0. A part outside
    0..whole is a mistake of the caller: ValueError.
    """
    if whole == 0 and part == 0:
        return Share(0, 0, None, None, None)
    if not 0 <= part <= whole:
        raise ValueError(f"a share needs 0 <= part <= whole, not {part} of {whole}")
    share = part / whole
    centre = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    half /= 1 + z * z / whole
    low = 0.0 if part == 0 else max(0.0, centre - half)
    high = 1.0 if part == whole else min(1.0, centre + half)
    return Share(part, whole, share, low, high)


def with_shares(table: pd.DataFrame, part: str, whole: str) -> pd.DataFrame:
    """``table`` with share, low and high of its columns ``part`` in ``whole``, row by row;
    all three are missing where there is no base."""
    columns = table[[part, whole]].itertuples(index=False, name=None)
    shares = [wilson(int(over), int(under)) for over, under in columns]
    ends = ("share", "low", "high")
    made = {name: [getattr(share, name) for share in shares] for name in ends}
    return table.assign(
        **{
            name: pd.Series(values, index=table.index, dtype="float64")
            for name, values in made.items()
        }
    )
