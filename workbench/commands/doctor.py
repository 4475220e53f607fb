"""workbench doctor: what this machine lacks, and what that costs."""

from __future__ import annotations

from workbench.commands import terminal
from workbench.doctor import examine


def run() -> int:
    """Print each item; 1 where something is lacking without which nothing works."""
    from rich.table import Table
    from rich.text import Text

    items = examine()
    table = Table("", "what", "found", "without it", "to do")
    for item in items:
        sign = Text("ok", style="green") if item.found else Text("lacks", style="bold red")
        words = ("", "") if item.found else (item.cost, item.remedy)
        table.add_row(sign, item.what, Text(item.found or "–"), *words)
    terminal.out().print(table)
    return 1 if any(item.needed and not item.found for item in items) else 0
