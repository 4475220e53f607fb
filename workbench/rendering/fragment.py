"""An executed notebook as the pieces of its page: head, clean HTML, charts, tables of data."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.display.html import straight
from workbench.errors import RenderError
from workbench.rendering.contract import CHART_MIMES, DATA_MIME, PAGE_MIME, PageHeader
from workbench.rendering.data import Data
from workbench.rendering.sanitise import Links, clean, markdown
from workbench.rendering.specs import Chart, chart

Block = str | Chart | Data


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a page shows: a ``str`` among the blocks has gone through the allow-list.

    ``siblings`` are the pages beside it that it links to, ``missing`` those that it would
    link to if they were there. ``warnings`` is what the notebook wrote to its error stream:
    it belongs to the ledger, never to a page.
    """

    header: PageHeader
    blocks: tuple[Block, ...]
    siblings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def fragment(notebook: Mapping[str, Any], where: str, *, links: Links | None = None) -> Fragment:
    """The outputs and the words of ``notebook``, never its code.

    Cells tagged ``remove_cell`` stay in JupyterLab. RenderError where a cell holds an error,
    where no cell or more than one states the page's head, or where an output has no form
    that a page can show.
    """
    outputs = list(_outputs(notebook, where))
    heads = [data[PAGE_MIME] for _, data in outputs if PAGE_MIME in data]
    if len(heads) != 1:
        raise RenderError(f"{where}: {len(heads)} outputs state the page's head; one must")
    header = PageHeader.from_output(heads[0])
    links = links or Links()
    blocks = [_block(data, links, place) for place, data in outputs if PAGE_MIME not in data]
    return Fragment(
        header,
        tuple(block for block in blocks if block),
        siblings=tuple(sorted(links.found)),
        missing=tuple(sorted(links.missing)),
        warnings=_warnings(notebook),
    )


def _outputs(notebook: Mapping[str, Any], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every output as a MIME bundle with the name of its cell; Markdown cells are one too."""
    number = 0
    for cell in notebook["cells"]:
        tags = cell["metadata"].get("tags", ())
        number += "injected-parameters" not in tags
        place = f"{where}, cell {number}"
        if "remove_cell" in tags:
            continue
        if cell["cell_type"] == "markdown":
            yield place, {"text/markdown": cell["source"]}
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                raise RenderError(f"{place}: holds the error {output.get('ename')}")
            if output["output_type"] != "stream":
                yield place, output["data"]
            elif output["name"] == "stdout":
                yield place, {"text/plain": output["text"]}


def _block(data: Mapping[str, Any], links: Links, where: str) -> Block:
    for mime in CHART_MIMES:
        if mime in data:
            return chart(data[mime], where)
    if DATA_MIME in data:
        return Data.from_output(data[DATA_MIME], where)
    if "text/html" in data:
        return clean(_joined(data["text/html"]), links)
    if "text/markdown" in data:
        return clean(markdown(_joined(data["text/markdown"])), links)
    if set(data) == {"text/plain"}:
        return f"<pre>{html.escape(straight(_joined(data['text/plain'])))}</pre>"
    raise RenderError(f"{where}: a page cannot show an output of type {', '.join(sorted(data))}")


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _warnings(notebook: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        _joined(output["text"]).strip()
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if output["output_type"] == "stream" and output["name"] == "stderr"
    )
