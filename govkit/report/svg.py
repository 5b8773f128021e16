"""The heat map as SVG: colours of the bands, the line of tolerance, and every ref, however many there are."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, indent, tostring

from govkit.report.layout import LEADING, PAD, SAMPLE, TEXT, Layout
from govkit.report.markup import element
from govkit.report.measure import is_known, width
from govkit.report.palette import fill, ink

if TYPE_CHECKING:
    from govkit.report.heatmap import Cell, HeatMap

_FONT: Final = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_DARK: Final = "#1a1a1a"
_EDGE: Final = "#767676"
_STEP: Final = TEXT * LEADING
_DESCENT: Final = 4
"""How far letters like g reach below the line, and what is left of the leading."""


def svg_heat_map(heat_map: "HeatMap") -> str:
    """Draw a heat map as SVG.

    Cells have the colour of their band, their value, the name of the band and all their refs; they grow as
    high as that takes. A bold line runs between the cells within and above tolerance; arrows have a key.

    Args:
        heat_map: the map.

    Returns:
        An SVG document, the same for the same map; it may also stand inside an HTML page.
    """
    return tostring(svg_element(heat_map), encoding="unicode") + "\n"


def svg_element(heat_map: "HeatMap") -> Element:
    """Draw a heat map as an element; otherwise like ``svg_heat_map``."""
    layout = Layout(heat_map)
    right, bottom = round(layout.xs[-1]) + PAD, round(layout.feet[-1])
    drawn = element(
        "svg",
        element("title", heat_map.title),
        element("desc", " ".join(_sentences(layout))),
        element("rect", width=right, height=bottom, fill="#ffffff"),
        *_cells(layout),
        *_tolerance(layout),
        *_labels(layout),
        *_key(layout),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {right} {bottom}",
        width=right,
        height=bottom,
        role="img",
        font_family=_FONT,
        font_size=TEXT,
        fill=_DARK,
    )
    indent(drawn)
    return drawn


def _sentences(layout: Layout) -> Iterator[str]:
    """Say in words what the drawing shows, for those who do not see it."""
    yield f"{layout.map.axes}."
    taken = [cell for row in layout.map.rows for cell in row if cell.refs]
    yield from (f"{_sentence(cell, layout.map)}." for cell in taken)
    yield "No risk stands in any other cell." if taken else "No risk stands in any cell."
    yield from (f"{' '.join(lines)}." for lines in layout.key)


def _sentence(cell: "Cell", heat_map: "HeatMap") -> str:
    across, up = heat_map.scheme.factors
    place = f"{across.label} {cell.column}, {up.label.lower()} {cell.row}: {cell.rating}"
    return f"{place}: {', '.join(cell.marked)}" if cell.marked else place


def _cells(layout: Layout) -> Iterator[Element]:
    for row, lines, (top, bottom) in zip(layout.map.rows, layout.lines, pairwise(layout.ys), strict=True):
        for cell, texts, (left, right) in zip(row, lines, pairwise(layout.xs), strict=True):
            colour = fill(layout.map.scheme, cell.rating)
            yield element(
                "g",
                element("title", _sentence(cell, layout.map)),
                element(
                    "rect", x=left, y=top, width=right - left, height=bottom - top, fill=colour, stroke=_EDGE
                ),
                *(
                    _text(line.text, left + line.x, top + line.y, size=line.size, bold=line.bold)
                    for line in texts
                ),
                fill=ink(colour),
            )


def _tolerance(layout: Layout) -> Iterator[Element]:
    rows, xs, ys = layout.map.rows, layout.xs, layout.ys
    path = [
        f"M{xs[i + 1]:.1f} {ys[j]:.1f}V{ys[j + 1]:.1f}"
        for j, row in enumerate(rows)
        for i, (cell, right) in enumerate(pairwise(row))
        if cell.above != right.above
    ]
    path += [
        f"M{xs[i]:.1f} {ys[j + 1]:.1f}H{xs[i + 1]:.1f}"
        for j, (row, below) in enumerate(pairwise(rows))
        for i, (cell, under) in enumerate(zip(row, below, strict=True))
        if cell.above != under.above
    ]
    if path:
        # A light rim keeps the line apart from dark cells.
        for colour, thickness in (("#ffffff", 7), (_DARK, 4)):
            yield _stroke("".join(path), colour, thickness)


def _stroke(path: str, colour: str, thickness: float) -> Element:
    return element(
        "path", d=path, fill="none", stroke=colour, stroke_width=thickness, stroke_linecap="square"
    )


def _labels(layout: Layout) -> Iterator[Element]:
    (left, *_, right), (top, *_, bottom) = layout.xs, layout.ys
    for label, (upper, lower) in zip(layout.rows, pairwise(layout.ys), strict=True):
        first = (upper + lower - len(label) * _STEP) / 2
        yield from _lines(label, left - PAD, first, anchor="end")
    for label, (start, end) in zip(layout.columns, pairwise(layout.xs), strict=True):
        yield from _lines(label, (start + end) / 2, layout.feet[0], anchor="middle")
    yield from _lines(layout.across, (left + right) / 2, layout.feet[1], anchor="middle", bold=True)
    middle = (top + bottom) / 2
    yield element(
        "g",
        *_lines(layout.up, 0, 0, anchor="middle", bold=True),
        transform=f"translate({PAD} {middle:.1f}) rotate(-90)",
    )


def _key(layout: Layout) -> Iterator[Element]:
    left, y = layout.xs[0], layout.feet[2]
    if layout.map.key:
        yield _stroke(f"M{left + 4:.1f} {y + _STEP / 2:.1f}H{left + SAMPLE - PAD:.1f}", _DARK, 4)
    for lines in layout.key:
        yield from _lines(lines, left + SAMPLE, y)
        y += len(lines) * _STEP


def _lines(
    lines: list[str], x: float, top: float, *, anchor: str = "start", bold: bool = False
) -> list[Element]:
    return [
        _text(line, x, top + count * _STEP - _DESCENT, anchor=anchor, bold=bold)
        for count, line in enumerate(lines, start=1)
    ]


def _text(
    text: str, x: float, y: float, *, size: float = TEXT, anchor: str = "start", bold: bool = False
) -> Element:
    made = element("text", text, x=x, y=y)
    if size != TEXT:
        made.set("font-size", f"{size:g}")
    if anchor != "start":
        made.set("text-anchor", anchor)
    if bold:
        made.set("font-weight", "bold")
    room = width(text) * size
    if room and not is_known(text):
        # Nobody knows how wide the reader's font is here, so the line is fitted into the room it was given.
        made.set("textLength", f"{room:.1f}")
        made.set("lengthAdjust", "spacingAndGlyphs")
    return made
