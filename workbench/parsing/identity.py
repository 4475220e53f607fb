"""Whose report it is, of which year, published when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.model import Document, Identity, Level, Section, Span
from workbench.parsing import dates, issuers, titles
from workbench.parsing.dates import Dated, Period
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.issuers import Issuer, Mention
from workbench.parsing.mentioned import Mentioned
from workbench.parsing.opening import Opening
from workbench.parsing.places import Setting, locate, page_codes
from workbench.parsing.titles import Naming
from workbench.parsing.years import Vote, decided, of_body
from workbench.reference import load

_TITLE, _PERIOD, _NAMED = 3, 3, 2
_AFTER_HEADING = 300
_NOWHERE = Span(0, 0)


def identify(document: Document, folded: str, part: Span, sections: Sequence[Section]) -> Identity:
    """The identity that the part's title, preface, signature and page table give together.

    What the text does not say is null; what it says in two ways, or damaged, or only by the
    way, is named in ``uncertain``. ``evidence`` leads each field to its passage. The page's
    own title (``hints``) helps only where the text has none.
    """
    opening = Opening(folded, part, sections)
    headed = list(titles.titles(opening))
    title = titles.title(headed)
    stop = min(len(opening.text), opening.end + _AFTER_HEADING)
    named = [*headed, *titles.announcements(opening, headed, stop)]
    period = next(dates.periods(opening), None)
    page = _page_title(document.hints) if title is None else None
    year, sure, said = decided(_votes(opening, title or page, named, period))
    found = issuers.mentions(opening, title, named)
    if page and page.unit:
        found.append(Mention(page.unit, _NOWHERE, "page"))
    chosen = issuers.chosen(found)
    issuer = chosen.mention if chosen else None
    listed = page_codes(folded, part, document.hints)
    place = locate(issuer, found, Setting(year, Mentioned(opening), listed))
    level = issuer.unit.level if issuer else _spoken(opening)
    at = opening.span(title.start, title.end) if title else None
    published = _published(opening, at, document.hints, year)
    evidence = {
        "title": at,
        "issuer": issuer.span if issuer else None,
        "level": issuer.span if issuer else None,
        "year": said,
        "period": period.span if period else None,
        "published": published.span if published else None,
        **place.evidence,
    }
    doubts = {
        "issuer": chosen is not None and not chosen.certain,
        "level": issuer is None and level is not None,
        "year": year is not None and not sure,
        "period": period is not None and not period.sound,
        "published": published is not None and not published.sound,
    }
    return Identity(
        title=_written(document.text, folded, at) if at else None,
        issuer=_name(document.text, folded, chosen) if chosen else None,
        level=level,
        township=place.township,
        county=place.county,
        county_code=place.county_code,
        prefecture=place.prefecture,
        province=place.province,
        code=place.code,
        year=year,
        period=(period.begins, period.ends) if period else None,
        published=published.text if published else None,
        candidates=place.candidates,
        evidence={field: span for field, span in evidence.items() if span and span != _NOWHERE},
        uncertain=(*(field for field, doubt in doubts.items() if doubt), *place.uncertain),
    )


def _page_title(hints: Mapping[str, str]) -> Naming | None:
    """What the page's head calls the report, where it does."""
    text = Squeezed(fold(hints.get("title", ""))).text
    for phrase, end in titles.phrases(text, 0, len(text)):
        return titles.named(text, 0, phrase, end)
    return None


def _votes(
    opening: Opening, title: Naming | None, named: Sequence[Naming], period: Period | None
) -> list[Vote]:
    """Every place that says the report's year; the body is asked where they do not settle it."""
    votes = list(_said(opening, title, _TITLE))
    if period:
        votes.append(Vote(int(period.ends[:4]), _PERIOD, period.sound, period.span))
    for naming in named:
        votes.extend(_said(opening, naming, _NAMED))
    if len(votes) > 1 and len({vote.year for vote in votes}) == 1:
        return votes
    spoken = of_body(opening.text, 0).most_common(2)
    if spoken and (len(spoken) == 1 or spoken[0][1] > spoken[1][1]):
        year, count, place = *spoken[0], opening.text.find(str(spoken[0][0]))
        span = opening.span(place, place + 4) if place >= 0 else _NOWHERE
        votes.append(Vote(year, 2 if count > 2 else 1, True, span))
    return votes


def _said(opening: Opening, naming: Naming | None, weight: int) -> Iterator[Vote]:
    """The last year of a naming, which stands nearest to 年度报告."""
    for year, sound, begin, end in naming.years[-1:] if naming else ():
        yield Vote(year, weight, sound, opening.span(begin, end))


def _published(
    opening: Opening, title: Span | None, hints: Mapping[str, str], year: int | None
) -> Dated | None:
    """The page's date, else the head's, else the signature's, never the crawl's.

    A page moved to a new site years later shows that day: then the signature's date counts.
    A date from before the report's year is doubtful.
    """
    shown = dates.published(opening, title)
    if shown is None and dates.ISO.fullmatch(hints.get("published", "")):
        shown = Dated(hints["published"], True, _NOWHERE)
    signed = dates.signed(opening.folded, opening.part)
    if year is None or (shown or signed) is None:
        return shown or signed
    late = shown is None or int(shown.text[:4]) > year + 1
    best = signed if late and signed and int(signed.text[:4]) <= year + 1 else shown or signed
    assert best is not None
    return best._replace(sound=best.sound and year <= int(best.text[:4]) <= year + 2)


def _spoken(opening: Opening) -> Level | None:
    """The level that a report without a name tells by 我镇, 本局; None where it stays open."""
    counts = {
        row["level"]: sum(map(opening.text.count, row["words"]))
        for row in load.toml("levels.toml")["selves"]
    }
    first, second = sorted(counts, key=lambda level: -counts[level])[:2]
    return Level(first) if counts[first] > counts[second] else None


def _written(text: str, folded: str, span: Span) -> str:
    """The passage as it was published, without white space and residue."""
    squeezed = Squeezed(folded, span.start, span.end)
    return "".join(text[squeezed.position(index)] for index in range(len(squeezed.text)))


def _name(text: str, folded: str, issuer: Issuer) -> str:
    """The issuer in the text's own characters (涇源县新民乡), where it stands in one piece."""
    span = issuer.mention.span
    if Squeezed(folded, span.start, span.end).text.startswith(issuer.name):
        return _written(text, folded, span)[: len(issuer.name)]
    return issuer.name
