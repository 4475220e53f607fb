"""Whose report it is, of which year, published when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.model import Document, Identity, Level, Section, Span
from workbench.parsing.fold import Squeezed, fold
from workbench.parsing.identity import bodies, dates, issuers, titles
from workbench.parsing.identity.bodies import Mention
from workbench.parsing.identity.dates import Dated, Period
from workbench.parsing.identity.issuers import Issuer
from workbench.parsing.identity.location import Location, page_codes
from workbench.parsing.identity.mentioned import Mentioned
from workbench.parsing.identity.opening import Opening
from workbench.parsing.identity.places import Setting, locate
from workbench.parsing.identity.titles import Naming
from workbench.parsing.identity.years import Vote, Year, decided, of_body
from workbench.reference import expressions

_TITLE, _PERIOD, _NAMED = 3, 3, 2
_AFTER_HEADING = 300
_NOWHERE = Span(0, 0)
#: Where a date of the page's head and that of the signature stand among those of dates.shown.
_HEAD, _SIGNED = 1, 9


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
    page = _page_title(document.hints) if title is None else None
    period = next(dates.periods(opening), None)
    heads = _said(opening, title, _TITLE) if title else _said(None, page, _TITLE)
    year = decided(_votes(opening, list(heads), named, period))
    found = bodies.mentions(opening, title, named)
    if page and page.unit:
        found.append(Mention(page.unit, _NOWHERE, "page"))
    spoken = _spoken(opening)
    if not found:
        found += [mention for mention in bodies.hinted(opening) if mention.unit.level == spoken]
    issuer = issuers.chosen(found)
    listed = page_codes(folded, part, document.hints)
    at = opening.span(title.start, title.end) if title else None
    facts = _Facts(
        title=at,
        issuer=issuer,
        level=issuer.mention.unit.level if issuer else spoken,
        place=locate(
            issuer.mention if issuer else None,
            found,
            Setting(year.value, Mentioned(opening), listed),
        ),
        year=year,
        period=period,
        published=_published(opening, at, document.hints, year.value),
    )
    return facts.identity(document.text, folded)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read, before it becomes the contract's fields."""

    title: Span | None
    issuer: Issuer | None
    level: Level | None
    place: Location
    year: Year
    period: Period | None
    published: Dated | None

    def identity(self, text: str, folded: str) -> Identity:
        place, period, published = self.place, self.period, self.published
        return Identity(
            title=_written(text, folded, self.title) if self.title else None,
            issuer=_name(text, folded, self.issuer) if self.issuer else None,
            level=self.level,
            township=place.township,
            county=place.county,
            county_code=place.county_code,
            prefecture=place.prefecture,
            province=place.province,
            code=place.code,
            year=self.year.value,
            period=(period.begins, period.ends) if period else None,
            published=published.text if published else None,
            candidates=place.candidates,
            evidence=self.evidence(),
            uncertain=(*self.doubts(), *place.uncertain),
        )

    def evidence(self) -> dict[str, Span]:
        """Field to passage; what a page's head or a manifest says has none in the text."""
        issuer = self.issuer.mention.span if self.issuer else None
        spans = {
            "title": self.title,
            "issuer": issuer,
            "level": issuer,
            "year": self.year.span,
            "period": self.period.span if self.period else None,
            "published": self.published.span if self.published else None,
            **self.place.evidence,
        }
        return {field: span for field, span in spans.items() if span and span != _NOWHERE}

    def doubts(self) -> Iterator[str]:
        if self.issuer and not self.issuer.certain:
            yield "issuer"
        if self.level and not self.issuer:
            yield "level"
        if self.year.value and not self.year.certain:
            yield "year"
        if self.period and not self.period.sound:
            yield "period"
        if self.published and not self.published.sound:
            yield "published"


def _page_title(hints: Mapping[str, str]) -> Naming | None:
    """What the page's head calls the report, where it does."""
    text = Squeezed(fold(hints.get("title", ""))).text
    for phrase, end in titles.phrases(text, 0, len(text)):
        return titles.named(text, 0, phrase, end)
    return None


def _votes(
    opening: Opening, votes: list[Vote], named: Sequence[Naming], period: Period | None
) -> list[Vote]:
    """The title's votes and every other place that says the report's year.

    The body is asked where they do not settle it.
    """
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


def _said(opening: Opening | None, naming: Naming | None, weight: int) -> Iterator[Vote]:
    """The last year of a naming, which stands nearest to 年度报告; a page's head has no place."""
    for year, sound, begin, end in naming.years[-1:] if naming else ():
        yield Vote(year, weight, sound, opening.span(begin, end) if opening else _NOWHERE)


def _published(
    opening: Opening, title: Span | None, hints: Mapping[str, str], year: int | None
) -> Dated | None:
    """The date on the page, the better label first, else the head's, else the signature's.

    Never the crawl's. A page moved to a new site years later shows that day: a date from the
    report's year or the next goes before it. A date from before the year is doubtful.
    """
    found = list(dates.shown(opening, title.start if title else opening.part.start))
    if dates.ISO.fullmatch(hints.get("published", "")):
        found.append((_HEAD, Dated(hints["published"], True, _NOWHERE)))
    signed = dates.signed(opening.folded, opening.part)
    if signed:
        found.append((_SIGNED, signed))
    if not found:
        return None
    if year is None:
        return min(found, key=lambda each: each[0])[1]
    _, best = min(found, key=lambda each: (not 0 <= int(each[1].text[:4]) - year <= 1, each[0]))
    return best._replace(sound=best.sound and year <= int(best.text[:4]) <= year + 2)


def _spoken(opening: Opening) -> Level | None:
    """The level that a report without a name tells by 我镇, 本局; None where it stays open.

    A department speaks of 我县 too, a county never of 我局.
    """
    rows = expressions.entry("levels.toml", "selves")
    counts = {row["level"]: sum(map(opening.text.count, row["words"])) for row in rows}
    if any(_of_itself(row, opening.text) for row in rows if row["level"] != Level.COUNTY):
        counts[Level.COUNTY] = 0
    first, second = sorted(counts, key=lambda level: -counts[level])[:2]
    return Level(first) if counts[first] > counts[second] else None


def _of_itself(row: Mapping[str, Any], text: str) -> bool:
    """Whether one of the row's words that begin with 我 or 本 stands in ``text``."""
    return any(word in text for word in row["words"] if word[0] in "我本")


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
