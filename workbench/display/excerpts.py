"""摘录: the sentences and cells that a page's numbers lead to, and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workbench.analysis.cells import CellReading
from workbench.analysis.tables import Tables, of_reports, text_or_none
from workbench.display.forms import cell_label
from workbench.display.html import Html, join, tag
from workbench.display.quotes import Citation, Quotes
from workbench.model import Span
from workbench.parsing.fold import fold
from workbench.parsing.sentences import sentences

#: Findings may rest on a whole section; longer passages are shown by their two ends.
_WHOLE, _EDGE = 600, 150


@dataclass(frozen=True, slots=True)
class Original:
    """A report's text with its sentences and headings, in order."""

    report_id: str
    title: str
    text: str | None
    sentences: tuple[Span, ...]
    headings: tuple[tuple[int, int, str], ...]
    file: str | None = None
    address: str | None = None

    def around(self, start: int, end: int) -> Span:
        """The sentences that ``start:end`` stands in, whole."""
        starts = [span.start for span in self.sentences]
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first, bisect_right(starts, max(start, end - 1)) - 1)
        if not self.sentences:
            return Span(start, end)
        begin, finish = self.sentences[first].start, self.sentences[last].end
        return Span(min(begin, start), max(finish, end))

    def heading(self, start: int) -> str | None:
        """The heading of the innermost section around ``start``."""
        around = [entry for entry in self.headings if entry[0] <= start < entry[1]]
        return min(around, key=lambda entry: entry[1] - entry[0])[2] if around else None


def excerpts(quotes: Quotes, order: Iterable[str] = ()) -> Html | None:
    """Every cited passage, grouped by report, each with its id.

    The reports stand in ``order``, those that are not in it in the order of citation behind.
    A sentence is shown whole and once, with each passage marked; a cell by the labels of its
    row and column and what stood there. Each report's passages are folded away until a number leads
    to one, because a county has hundreds. None where nothing was cited.
    """
    by_report: dict[str, list[Citation]] = {report_id: [] for report_id in order}
    for citation in quotes.cited.values():
        by_report.setdefault(citation.report_id, []).append(citation)
    by_report = {report_id: held for report_id, held in by_report.items() if held}
    originals = _originals(quotes.corpus, by_report)
    sections = [
        _of_report(originals[report_id], citations) for report_id, citations in by_report.items()
    ]
    return tag("section", *sections, class_="excerpts") if sections else None


def _of_report(original: Original, citations: list[Citation]) -> Html:
    quotes = _quotes(original, citations)
    count = tag("small", f"{len(quotes)} 处")
    return tag(
        "details",
        tag("summary", tag("h3", original.title), " ", count),
        _origin(original),
        tag("ul", *(_excerpt(original, quote) for quote in quotes), class_="quotes"),
        id=f"report-{original.report_id}",
    )


@dataclass(frozen=True, slots=True)
class _Quote:
    """What stands once in the excerpts, and the passages of it that the page cites, in order."""

    around: Span
    cited: tuple[Citation, ...]


def _quotes(original: Original, citations: Iterable[Citation]) -> list[_Quote]:
    """The passages by the sentences that they stand in: a sentence is quoted once.

    没有收到申请，也没有复议、诉讼 answers three numbers; all of them lead to it. Cells, and
    passages that fill a page, stand by themselves.
    """
    found: list[_Quote] = []
    last: int | None = None
    for citation in sorted(citations, key=lambda citation: (citation.start, citation.anchor)):
        around = original.around(citation.start, citation.end)
        alone = bool(citation.cells) or citation.end - citation.start > _WHOLE
        if alone or last is None or around.start >= found[last].around.end:
            last = last if alone else len(found)
            found.append(_Quote(around, (citation,)))
        else:
            open_ = found[last]
            whole = Span(open_.around.start, max(open_.around.end, around.end))
            found[last] = _Quote(whole, (*open_.cited, citation))
    return found


def _origin(original: Original) -> Html | None:
    """The report's file and, where it is known, the address that the file came from."""
    if not original.file:
        return None
    file = join(["文件：", tag("span", original.file, class_="file")])
    address = original.address
    if not address:
        return tag("p", file, class_="origin")
    link = address.startswith(("http://", "https://"))
    known = (
        tag("a", address, href=address, class_="url")
        if link
        else tag("span", address, class_="url")
    )
    return tag("p", file, "；网址：", known, class_="origin")


def _excerpt(original: Original, quote: _Quote) -> Html:
    first = quote.cited[0]
    if first.cells:
        places: list[tuple[str | None, Html]] = [_cell(cell) for cell in first.cells]
    else:
        places = [(original.heading(first.start), _marked(original, quote))]
    shown = [
        join([tag("span", where, class_="where") if where else None,
              tag("span", words, class_="quote")])
        for where, words in places
    ]  # fmt: skip
    paragraphs = [tag("p", one) for one in shown[:-1]]
    alone = first.anchor if len(quote.cited) == 1 else None
    last = tag("p", shown[-1], " ", _back(quote.cited))
    return tag("li", *paragraphs, last, id=alone, class_="excerpt")


def _back(cited: Sequence[Citation]) -> Html:
    """The way back to the number, or to each of the numbers in the order of the sentence."""
    if len(cited) == 1:
        return tag("a", "回到数字", href=f"#from-{cited[0].anchor}", class_="back")
    each = (tag("a", f"{at}", href=f"#from-{one.anchor}") for at, one in enumerate(cited, 1))
    return tag("span", "回到数字：", join(each, "、"), class_="back")


def _cell(cell: CellReading) -> tuple[str, Html]:
    """A cell by the labels of its row and column, and what stood there."""
    written = tag("mark", cell.raw) if cell.raw else tag("span", "空白", class_="missing")
    return cell_label(cell), written


def _marked(original: Original, quote: _Quote) -> Html:
    """The sentences with what is cited marked; each of several passages has its own id."""
    text, around = original.text, quote.around
    if text is None:
        return tag("span", "本库没有保存这份报告的文字。", class_="missing")
    pieces: list[Html | str] = [text[around.start : quote.cited[0].start]]
    nexts = [citation.start for citation in quote.cited[1:]]
    reached = 0
    for citation, until in zip(quote.cited, [*nexts, around.end], strict=True):
        reached = max(reached, citation.end)
        end = min(reached, until)
        words = _passage(text[citation.start : end])
        pieces += words if len(quote.cited) == 1 else [tag("span", *words, id=citation.anchor)]
        pieces.append(text[end:until])
    return join(pieces)


def _passage(words: str) -> list[Html]:
    """The passage marked; of one that fills a page beginning and end, and how much is left out."""
    if len(words) <= _WHOLE:
        return [tag("mark", words)]
    left_out = f"（中间 {len(words) - 2 * _EDGE} 字从略）"
    gap = tag("span", left_out, class_="missing")
    return [tag("mark", words[:_EDGE]), gap, tag("mark", words[-_EDGE:])]


def _originals(corpus: Tables, ids: Iterable[str]) -> dict[str, Original]:
    return originals(ids, texts=corpus.texts, sections=corpus.sections, reports=corpus.reports)


def originals(
    ids: Iterable[str], *, texts: Any, sections: Any, reports: Any
) -> dict[str, Original]:
    """The reports ``ids`` with their texts, sentences and headings, from the three tables."""
    wanted = list(ids)
    whole_texts = _by_report(of_reports(texts, wanted))
    titles = _by_report(of_reports(reports, wanted))
    by_report: dict[str, list[dict[Any, Any]]] = {}
    for row in of_reports(sections, wanted).to_dict("records"):
        by_report.setdefault(row["report_id"], []).append(row)
    made = {}
    for report_id in wanted:
        whole = text_or_none(whole_texts.get(report_id, {}).get("text"))
        own = by_report.get(report_id, [])
        headings = tuple(_heading(row) for row in own)
        cuts = {int(row[edge]) for row in own for edge in ("start", "body_start")}
        made[report_id] = Original(
            report_id=report_id,
            title=title_of(titles.get(report_id, {})),
            text=whole,
            sentences=_sentences(whole or "", cuts),
            headings=headings,
            file=text_or_none(titles.get(report_id, {}).get("name")),
            address=text_or_none(titles.get(report_id, {}).get("url")),
        )
    return made


def _sentences(whole: str, cuts: set[int]) -> tuple[Span, ...]:
    """The sentences of a text in order; none runs over one of ``cuts``, where headings are."""
    folded = fold(whole)
    edges = sorted({0, len(folded)} | {cut for cut in cuts if cut < len(folded)})
    return tuple(span for start, end in pairwise(edges) for span in sentences(folded, start, end))


def _by_report(table: Any) -> dict[str, dict[str, Any]]:
    return {row["report_id"]: row for row in table.to_dict("records")}


def _heading(row: dict[Any, Any]) -> tuple[int, int, str]:
    number, heading = text_or_none(row["number"]), str(row["heading"])
    if number and number[-1] not in "）).、．":
        number += "、"
    return int(row["start"]), int(row["end"]), f"{number or ''}{heading}"


def title_of(report: dict[str, Any]) -> str:
    """A report's title, or its issuer and year, or the name of its file."""
    title, issuer = text_or_none(report.get("title")), text_or_none(report.get("issuer"))
    if title and issuer and issuer not in title:
        return f"{issuer}：{title}"
    return title or issuer or str(report.get("name", "未知报告"))
