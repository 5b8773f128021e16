"""The report as one page of HTML that needs nothing else: no script, no font, no request of any kind."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element, tostring

from govkit.model import Register
from govkit.report.document import Above, Group, Map, Report, Tally, report_on
from govkit.report.heatmap import Cell, HeatMap
from govkit.report.markup import element
from govkit.report.palette import fill, ink
from govkit.report.svg import svg_element
from govkit.scoring import Scheme
from govkit.workflow import Workflow

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Should any text ever get through as markup, browsers still load nothing and run nothing."""

_TALL: Final = 1100
"""A map higher than this is too small to read when fitted on a page, so its table is printed too."""

_SHORT: Final = 24
"""Up to how many characters a ref stays on one line."""

_BLOCKS: Final = frozenset(
    (
        *("head", "meta", "title", "style", "body", "header", "main", "section", "article", "figure"),
        *("footer", "details", "div", "dl", "dt", "dd", "ul", "li", "h1", "h2", "h3", "p"),
        *("table", "caption", "thead", "tbody", "tr"),
    )
)
"""Elements after which a line break changes nothing for readers, and helps those who compare two pages."""


def html_report(
    register: Register,
    *,
    as_of: date,
    schemes: Mapping[str, Scheme],
    workflows: Mapping[str, Workflow],
) -> str:
    """Say what a register holds on a day, as a page of HTML.

    Args:
        register: the register; actions are shown as a sweep on that day would leave them.
        as_of: the day in question.
        schemes: scoring schemes at hand, by id.
        workflows: lifecycles at hand, by id.

    Returns:
        A whole page, which prints on A4.
    """
    return as_html(report_on(register, as_of=as_of, schemes=schemes, workflows=workflows))


def as_html(report: Report) -> str:
    """Write a report as a page of HTML; whatever stands in the register is shown and never becomes markup.

    Args:
        report: the report.

    Returns:
        A whole page, which prints on A4.
    """
    page = element("html", _head(report), _body(report), lang="en-GB")
    for node in page.iter():
        if node.tag in _BLOCKS:
            node.tail = "\n"
    return "<!doctype html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


@cache
def _style() -> str:
    return files("govkit.report").joinpath("page.css").read_text(encoding="utf-8")


def _head(report: Report) -> Element:
    style = element("style")
    style.text = "\n" + _style()
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{report.title}, as of {report.as_of}"),
        style,
    )


def _body(report: Report) -> Element:
    header = element(
        "header",
        element("h1", report.title),
        element("p", " · ".join(report.facts), class_="facts"),
        *_summary(report.summary),
    )
    parts = (*_maps(report), *_above(report), *_not_rated(report), *_actions(report), *_assumed(report))
    footer = element("footer", element("p", str(report.made)))
    return element("body", header, element("main", *parts), footer)


def _section(title: str, *content: Element) -> Element:
    return element("section", element("h2", title), *content)


def _summary(tallies: Iterable[Tally]) -> Iterator[Element]:
    boxes = [_box(tally) for tally in tallies]
    if boxes:
        yield element("dl", *boxes, class_="summary")


def _box(tally: Tally) -> Element:
    head = tally.what if tally.total is None else f"{tally.what}: {tally.total}"
    kinds = (element("dd", f"{count} {name}") for name, count in tally.kinds)
    return element("div", element("dt", head), *kinds)


def _maps(report: Report) -> Iterator[Element]:
    for each in report.maps:
        yield _section(each.title, *_map(each))


def _map(each: Map) -> Iterator[Element]:
    if each.drawn is not None:
        drawing = svg_element(each.drawn)
        table = element("details", element("summary", "The map as a table"), _matrix(each.drawn))
        tall = float(drawing.get("height", 0)) > _TALL
        if tall:
            table.set("open", "")
        yield element("figure", _scroll(each.title, drawing), table, class_="map tall" if tall else "map")


def _scroll(name: str, content: Element) -> Element:
    # What may be wider than the screen can be reached and moved by keyboard too.
    return element("div", content, class_="scroll", role="region", aria_label=name, tabindex=0)


def _matrix(drawn: HeatMap) -> Element:
    heads = element("tr", element("td"), *(_column(str(cell.column)) for cell in drawn.rows[0]))
    rows = (element("tr", _row(str(row[0].row)), *map(_cell, row)) for row in drawn.rows)
    caption = drawn.axes if drawn.key is None else f"{drawn.axes}; {drawn.key}"
    table = element(
        "table",
        element("caption", caption),
        element("thead", heads),
        element("tbody", *rows),
        class_="matrix",
    )
    return _scroll(drawn.axes, table)


def _cell(cell: Cell) -> Element:
    value = cell.value if cell.rating.band is None else f"{cell.value} {cell.rating.band.label}"
    if not cell.refs:
        return element("td", value, class_="none")
    return element("td", value, element("br"), element("strong", ", ".join(cell.refs)))


def _column(text: str) -> Element:
    return element("th", text, scope="col")


def _row(text: str) -> Element:
    return element("th", text, scope="row", class_="short" if len(text) <= _SHORT else "long")


def _above(report: Report) -> Iterator[Element]:
    if report.above:
        yield _section(report.above_title, *map(_risk, report.above))


def _risk(each: Above) -> Element:
    colour = fill(each.scheme, each.rating)
    rating = element(
        "span", str(each.rating), class_="rating", style=f"background:{colour};color:{ink(colour)}"
    )
    return element(
        "article",
        element("h3", f"{each.ref} {each.title}"),
        element("p", rating),
        element("p", each.rating.explanation),
        element("p", each.outlook),
        class_="risk",
    )


def _not_rated(report: Report) -> Iterator[Element]:
    if report.not_rated:
        rows = tuple((each.ref, each.phase, each.why) for each in report.not_rated)
        caption = element("caption", "Assessments that have no rating, and why")
        yield _section(report.not_rated_title, _table(caption, ("Ref", "Assessment", "Why"), rows))


def _actions(report: Report) -> Iterator[Element]:
    if report.groups:
        yield _section(report.groups_title, *map(_group, report.groups))


def _group(group: Group) -> Element:
    heads, rows = group.table
    table = _table(element("caption", element("h3", group.title)), heads, rows)
    return _scroll(group.title, table)


def _table(caption: Element, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Element:
    return element(
        "table",
        caption,
        element("thead", element("tr", *map(_column, heads))),
        element(
            "tbody",
            *(element("tr", _row(row[0]), *map(_data, heads[1:], row[1:])) for row in rows),
        ),
        class_="actions",
    )


def _data(head: str, text: str) -> Element:
    return element("td", text, class_=head.lower())


def _assumed(report: Report) -> Iterator[Element]:
    if report.assumed:
        facts = (element("li", fact) for fact in report.assumed)
        yield _section(report.assumed_title, element("ul", *facts))
