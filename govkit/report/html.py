"""The report as one page of HTML that needs nothing else: no script, no font, no request of any kind."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final
from xml.etree.ElementTree import Element, tostring

from govkit.history import ARROWS
from govkit.report.document import Above, Map, Report, Tally
from govkit.report.heatmap import Cell, HeatMap
from govkit.report.markup import element
from govkit.report.palette import RAG, fill, ink
from govkit.report.performance import NO_ACTIVITY, NO_PRIORITY, STATUS, Goal, Measure, Performance
from govkit.report.svg import svg_element
from govkit.report.table import Table

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Should any text ever get through as markup, browsers still load nothing and run nothing."""

_TALL: Final = 1100
"""A map higher than this is too small to read when fitted on a page, so its table is printed too."""

_BRIEF: Final = 6
"""Up to how many rows a table is kept on one page."""

_SHORT: Final = 24
"""Up to how many characters a ref stays on one line."""

_BLOCKS: Final = frozenset(
    (
        *("head", "meta", "title", "style", "body", "header", "main", "section", "article", "figure"),
        *("footer", "details", "div", "dl", "dt", "dd", "ul", "li", "h1", "h2", "h3", "h4", "p"),
        *("table", "caption", "thead", "tbody", "tr"),
    )
)
"""Elements after which a line break changes nothing for readers, and helps those who compare two pages."""


def html_report(report: Report) -> str:
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
    parts = (
        *_maps(report),
        *_moved(report),
        *_above(report),
        *_gaps(report),
        *_not_rated(report),
        *_measures(report),
        *_goals(report),
        *_actions(report),
        *_untold(report),
        *_assumed(report),
    )
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
    if each.rated is not None:
        yield _captioned(each.rated)


def _scroll(name: str, content: Element) -> Element:
    # What may be wider than the screen can be reached and moved by keyboard too.
    return element("div", content, class_="scroll", role="region", aria_label=name, tabindex=0)


def _matrix(drawn: HeatMap) -> Element:
    heads = element("tr", element("td"), *(_column(str(cell.column)) for cell in drawn.rows[0]))
    rows = (element("tr", _row(str(row[0].row)), *map(_cell, row)) for row in drawn.rows)
    caption = "; ".join((drawn.axes, *drawn.legend))
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
    return element("td", value, element("br"), element("strong", ", ".join(cell.marked)))


def _column(text: str) -> Element:
    return element("th", text, scope="col")


def _row(text: str) -> Element:
    return element("th", text, scope="row", class_="short" if len(text) <= _SHORT else "long")


def _moved(report: Report) -> Iterator[Element]:
    if report.moved is not None:
        summary = element("p", report.moved.summary, class_="counts")
        yield _section(report.moved.title, summary, *map(_captioned, report.moved.tables))


def _above(report: Report) -> Iterator[Element]:
    if report.above:
        yield _section(report.above_title, *map(_risk, report.above))


def _risk(each: Above) -> Element:
    return element(
        "article",
        element("h3", f"{each.ref} {each.title}"),
        element("p", _badge(str(each.rating), fill(each.scheme, each.rating))),
        element("p", each.rating.explanation),
        element("p", each.told, class_="told"),
        element("p", each.outlook),
        class_="risk",
    )


def _gaps(report: Report) -> Iterator[Element]:
    if report.gaps.counts:
        caption = element("caption", "What is missing between objectives, risks, controls and assurances")
        table = _scroll(report.gaps.title, _table(report.gaps.table, caption))
        yield _section(report.gaps.title, table)


def _not_rated(report: Report) -> Iterator[Element]:
    if report.not_rated:
        caption = element("caption", "Assessments that have no rating, and why")
        yield _section(report.not_rated_table.title, _table(report.not_rated_table, caption))


def _measures(report: Report) -> Iterator[Element]:
    if report.performance.measures:
        title = report.performance.title
        yield _section(title, _scroll(title, _measured(report.performance)))


def _measured(performance: Performance) -> Element:
    """Write each measure in two rows, for the explanation is too long for a column beside six others."""
    caption = "The latest figure of each measure, its status against target and its trend; below each, why"
    heads = ("Measure", "Figure", "Period", STATUS, "Trend")
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *map(_column, heads))),
        *(_measure(each, heads) for each in performance.measures),
        class_="actions measures",
    )


def _measure(each: Measure, heads: tuple[str, ...]) -> Element:
    ref = element("span", each.judged.indicator.ref, class_="ref")
    name = element("th", ref, element("br"), each.judged.indicator.title, scope="row", class_="long")
    told = (each.figure, each.period or "", each.status, each.trend)
    why = element("td", each.explanation, colspan=len(heads), class_="explanation")
    return element("tbody", element("tr", name, *map(_data, heads[1:], told)), element("tr", why))


def _goals(report: Report) -> Iterator[Element]:
    if report.performance.goals:
        goals = (part for goal in report.performance.goals for part in _goal(goal))
        yield _section(report.performance.goals_title, *goals)


def _goal(goal: Goal) -> Iterator[Element]:
    yield element("h3", goal.title, class_="goal")
    if not goal.priorities:
        yield element("p", NO_PRIORITY)
    for table in goal.priorities:
        if table.rows:
            yield _captioned(table, "h4")
        else:
            yield element("h4", table.title)
            yield element("p", NO_ACTIVITY)


def _actions(report: Report) -> Iterator[Element]:
    if report.groups:
        yield _section(report.groups_title, *(_captioned(group.table) for group in report.groups))


def _captioned(table: Table, heading: str = "h3") -> Element:
    written = _scroll(table.title, _table(table, element("caption", element(heading, table.title))))
    if len(table.rows) <= _BRIEF:
        written.set("class", "scroll brief")
    return written


def _table(table: Table, caption: Element) -> Element:
    return element(
        "table",
        caption,
        element("thead", element("tr", *map(_column, table.heads))),
        element(
            "tbody",
            *(element("tr", _row(row[0]), *map(_data, table.heads[1:], row[1:])) for row in table.rows),
        ),
        class_="actions",
    )


def _data(head: str, text: str) -> Element:
    colour = RAG.get(text) if head == STATUS else None
    shown = _badge(text, colour) if colour else _together(text)
    return element("td", shown, class_=head.lower().replace(" ", "-"))


def _together(text: str) -> str:
    """Keep each arrow on a line with the words that say what it means."""
    for each in ARROWS:
        text = text.replace(str(each), str(each).replace(" ", "\N{NO-BREAK SPACE}"))
    return text


def _badge(text: str, colour: str) -> Element:
    return element("span", text, class_="rating", style=f"background:{colour};color:{ink(colour)}")


def _untold(report: Report) -> Iterator[Element]:
    if report.untold:
        sentences = (element("li", sentence) for sentence in report.untold)
        yield _section(report.untold_title, element("ul", *sentences))


def _assumed(report: Report) -> Iterator[Element]:
    if report.assumed:
        facts = (element("li", fact) for fact in report.assumed)
        yield _section(report.assumed_title, element("ul", *facts))
