"""The frame of every page: its head, its policy, its style and scripts.

A page is one file, its style and scripts inside it; the policy names them by their hashes, and
whatever else should ever get into the page is dead in it. The script that draws charts, 900 kB,
stands there compressed; the page unpacks it, and its hash is that of the script itself.

The pages of a site share all of it as files that lie beside them under names made of their
content. Such a page's policy allows scripts and styles of its own folder alone: for a page opened
from a disk no browser checks hashes of other files, so the verifier reads their names.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

from workbench import __version__

#: By this start of its generator's name a page is known to be ours.
MARK = "Disclosure Workbench"
_COLOPHON = f"政府信息公开年报工作台（{MARK}）{__version__} 生成，可离线打开、打印。"
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that pages of a site load; the same name is the same content."""

    name: str
    content: str

    @classmethod
    def of(cls, stem: str, content: str, kind: str) -> Shared:
        """``page-0f3c….css``: its hash is part of its name."""
        digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
        return cls(f"{stem}-{digest[:_DIGITS]}.{kind}", content)

    @property
    def element(self) -> str:
        """What in a page loads it."""
        if self.name.endswith(".css"):
            return f'<link rel="stylesheet" href="{self.name}">'
        return f'<script src="{self.name}"></script>'


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: the scripts that may stand in it and the files that it may load, both
    in their order; ``sheet``, the address that holds its tables as a workbook; and ``packed``,
    the script that it may unpack."""

    html: str
    scripts: tuple[str, ...]
    shared: tuple[Shared, ...] = ()
    sheet: str = ""
    packed: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands in the frame; all but ``title`` and ``banner`` are HTML already."""

    title: str
    heading: str
    trail: str
    banner: str
    facts: str
    contents: str
    body: str
    data: str = ""


@cache
def asset(name: str) -> str:
    """A file of the package's page assets."""
    return resources.files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def assemble(
    parts: Parts,
    scripts: tuple[str, ...],
    *,
    packed: str = "",
    shared: tuple[Shared, ...] = (),
) -> Page:
    """The page of ``parts`` with ``scripts`` and the script ``packed`` in it, or with ``shared``
    files in their place."""
    style = asset("page.css")
    loaded = [file.element for file in shared]
    inside = [f"<script>{script}</script>" for script in scripts] if not shared else loaded[1:]
    markup = Template(asset("page.html")).substitute(
        generator=html.escape(f"{MARK} {__version__}"),
        policy=policy(style, _all(scripts, packed), shared=bool(shared)),
        title=html.escape(parts.title),
        style=loaded[0] if shared else f"<style>{style}</style>",
        banner=f'<p class="wb-banner">{html.escape(parts.banner)}</p>\n' if parts.banner else "",
        trail=parts.trail,
        heading=parts.heading,
        facts=parts.facts,
        contents=parts.contents,
        body=parts.body,
        colophon=_COLOPHON,
        scripts=parts.data + _packed(packed) + "".join(f"{script}\n" for script in inside),
    )
    return Page(markup, () if shared else scripts, shared, packed=packed)


def _all(scripts: Sequence[str], packed: str) -> list[str]:
    return [*([packed] if packed else []), *scripts]


@cache
def _packed(script: str) -> str:
    """A script as data: compressed, in letters, with the name by which page.js finds it."""
    if not script:
        return ""
    data = base64.b64encode(gzip.compress(script.encode("utf-8"), 9, mtime=0)).decode("ascii")
    return f'<script type="application/json" id="wb-packed">"{data}"</script>\n'


def share(scripts: Sequence[tuple[str, str]]) -> tuple[Shared, ...]:
    """The style sheet and the named scripts as files of a site, in the order of loading."""
    made = [Shared.of(stem, script, "js") for stem, script in scripts]
    return (Shared.of("page", asset("page.css"), "css"), *made)


def policy_of(page: Page) -> str:
    """The policy that a page must carry."""
    return policy(asset("page.css"), _all(page.scripts, page.packed), shared=bool(page.shared))


def policy(style: str, scripts: Sequence[str], *, shared: bool = False) -> str:
    """The content security policy: nothing at all but this style and these scripts."""
    hashes = " ".join(_hash(script) for script in scripts) or "'none'"
    allowed = f"script-src {hashes}; style-src {_hash(style)}"
    if shared:
        allowed = "script-src 'self'; style-src 'self'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
