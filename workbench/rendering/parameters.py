"""What may be passed to a notebook: exactly the declared names, plain JSON scalars as values.

papermill pastes names and values into a cell as code, renders a notebook's own default where
a name is misspelt, and turns what it does not know into strings. All of that is refused here,
before a kernel starts.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from typing import Any

from workbench.errors import RenderError

Scalar = str | int | float | bool | None
TAG = "parameters"


def declared(notebook: Mapping[str, Any], where: str) -> frozenset[str]:
    """The names that the cell tagged ``parameters`` sets to ``None``, and nothing else.

    Raises RenderError where the cell is missing, is there twice, or holds anything but
    ``name = None`` lines and comments: a default that is not None would be rendered in
    silence when a parameter is forgotten.
    """
    cells = [
        cell
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and TAG in cell["metadata"].get("tags", ())
    ]
    if len(cells) != 1:
        raise RenderError(f"{where}: {len(cells)} cells are tagged {TAG!r}; exactly one must be")
    return frozenset(_names(cells[0]["source"], where))


def check(notebook: Mapping[str, Any], values: Mapping[str, Any], where: str) -> None:
    """Refuse ``values`` unless they are the declared names with plain scalars."""
    names, given = declared(notebook, where), frozenset(values)
    for key in sorted(given - names, key=repr):
        raise RenderError(f"{where}: no parameter {key!r:.60}; declared are {_listed(names)}")
    if missing := names - given:
        raise RenderError(f"{where}: nothing was given for the parameters {_listed(missing)}")
    for key, value in values.items():
        if reason := _refusal(value):
            raise RenderError(f"{where}: parameter {key} is {value!r:.60}: {reason}")


def _names(source: str, where: str) -> list[str]:
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise RenderError(f"{where}: the parameters cell is not Python: {error}") from None
    names: list[str] = []
    for line in body:
        match line:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=None)):
                names.append(name)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=None)):
                names.append(name)
            case _:
                raise RenderError(
                    f"{where}: the parameters cell has {ast.unparse(line)!r:.80}; "
                    "every line must be `name = None`"
                )
    return names


def _refusal(value: object) -> str | None:
    """Why ``value`` cannot be passed; exact types, for numpy's numbers pass as subclasses."""
    if value is None or type(value) in (bool, int):
        return None
    if type(value) is float:
        return None if math.isfinite(value) else "not a finite number"
    if type(value) is not str:
        return f"a {type(value).__name__}, not text, a number, true, false or None"
    if any("\ud800" <= char <= "\udfff" for char in value):
        return "a lone surrogate, which no file can hold"
    return None


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "none"
