"""workbench diff: what a newer corpus gained, lost and reads otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from workbench.commands import terminal

if TYPE_CHECKING:
    from workbench.analysis.difference import Change

_WIDE = 60


def run(old: Path, new: Path, *, as_json: bool, limit: int | None) -> int:
    """Print every change, then the counts; 1 where there is one, as diff does."""
    from workbench.analysis.difference import counts, differences
    from workbench.corpus.open import open_corpus

    changes = differences(open_corpus(old), open_corpus(new))
    shown = changes if limit is None else changes[:limit]
    if as_json:
        terminal.write_lines(change.as_dict() for change in shown)
        return 1 if changes else 0
    for change in shown:
        typer.echo(terminal.safe(line(change)))
    if len(shown) < len(changes):
        typer.echo(f"… {len(changes) - len(shown)} more")
    for table, found in counts(changes).items():
        words = (f"{found[kind]} {kind}" for kind in ("gained", "lost", "changed"))
        typer.echo(f"{table}: {', '.join(words)}")
    typer.echo(f"{len(changes)} changes" if changes else "no change")
    return 1 if changes else 0


def line(change: Change) -> str:
    """``+ figures 某镇 2017: proactive_total: value=93``, and - and ~ for lost and changed."""
    sign = {"gained": "+", "lost": "-", "changed": "~"}[change.kind]
    if change.kind == "changed":
        said = ", ".join(
            f"{name} {_short(change.old[name])} → {_short(change.new[name])}" for name in change.new
        )
    else:
        said = _said(change.new or change.old)
    parts = (f"{sign} {change.table} {change.report}", _short(change.what), said)
    return ": ".join(part for part in parts if part)


def _said(row: Mapping[str, Any]) -> str:
    kept = {name: value for name, value in row.items() if value not in (None, "", [], False)}
    return " ".join(f"{name}={_short(value)}" for name, value in kept.items())


def _short(value: object) -> str:
    text = "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 1]}…"
