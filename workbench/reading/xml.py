"""XML of office files, parsed without entities, without a network, within limits."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element as Element

from workbench.errors import SourceError

__all__ = ["Element", "parse"]


def parse(data: bytes, place: str) -> Element:
    """The root element of ``data``.

    A document type declaration is refused (unreadable): office files have none, and it is how
    an entity bomb comes in. Depth and length are limited by libxml2's own safe settings.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise SourceError("unreadable", f"{place}: damaged XML ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("unreadable", f"{place}: declares entities, as no office file does")
    return root
