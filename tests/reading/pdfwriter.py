"""A PDF writer for tests: lines of Chinese text and ruled tables, byte for byte the same.

The font is one that every PDF reader knows by name, so nothing is embedded and the text layer
is exact. All lengths are points; y grows upwards, a page is 595 by 842.
"""

from __future__ import annotations

from collections.abc import Sequence

EM = 12.0


def text(x: float, y: float, words: str, size: float = EM) -> str:
    """One line that begins at (x, y)."""
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroke, as most programs draw borders."""
    return f"0.5 w {x0} {y0} m {x1} {y1} l S\n"


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    """A thin filled rectangle, as browsers draw borders."""
    return f"{x0 - 0.25} {y0 - 0.25} {x1 - x0 + 0.5} {y1 - y0 + 0.5} re f\n"


def box(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked rectangle, as cells are drawn by others."""
    return f"0.5 w {x0} {y0} {x1 - x0} {y1 - y0} re S\n"


def table(
    xs: Sequence[float], ys: Sequence[float], cells: dict[tuple[int, int, int, int], str], draw=box
) -> str:  # type: ignore[no-untyped-def]
    """Cells given as (row, column, rowspan, colspan): words; ys from the top down."""
    parts: list[str] = []
    for (row, column, rowspan, colspan), words in cells.items():
        x0, x1 = xs[column], xs[column + colspan]
        y0, y1 = ys[row + rowspan], ys[row]
        sides = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
        parts += [draw(x0, y0, x1, y1)] if draw is box else [draw(*side) for side in sides]
        for number, line in enumerate(words.split("\n")):
            parts.append(text(x0 + 3, y1 - 13 - 13 * number, line, 9))
    return "".join(parts)


def pdf(*pages: str, rotate: int = 0, picture: bool = False, extra: str = "") -> bytes:
    """A file of pages with these contents."""
    kids = "".join(f"{6 + 2 * number} 0 R " for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        "/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500 814 939 500]"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]
    image = (
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        "/BitsPerComponent 8/Length 1>>stream\n\0\nendstream"
    )
    for number, content in enumerate(pages):
        drawn = content + ("q 500 0 0 700 50 50 cm /I Do Q\n" if picture else "")
        resources = f"/Font<</F1 3 0 R>>/XObject<</I {6 + 2 * len(pages)} 0 R>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}"
            f"/Resources<<{resources}>>/Contents {7 + 2 * number} 0 R{extra}>>"
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}endstream")
    objects.append(image)
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    out = b"%PDF-1.5\n"
    places: list[int] = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return out
