"""The report as a page of HTML: whole, closed in itself, and safe whatever the register holds."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import Assessment, DeliveryActivity, Indicator, Objective, PriorityAction, Register, Risk
from govkit.history import RefMap
from govkit.report import html_report, report_on
from govkit.report.visible import visible

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
VOID = {"br", "meta"}
LOADING = {"src", "srcset", "href", "action", "data", "poster", "background", "xlink:href"}


def report(register, **at_hand):
    return html_report(report_on(register, **at_hand))


class Node:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, attributes, []

    def find(self, tag, **attributes):
        """Every element of that name with these attributes, in order."""
        return [
            node
            for child in self.children
            if isinstance(child, Node)
            for node in (child, *child.find(tag, **attributes))
            if node is not child or _is(child, tag, attributes)
        ]

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def _is(node, tag, attributes):
    return node.tag == tag and all(
        node.attributes.get(name.rstrip("_")) == value for name, value in attributes.items()
    )


class Page(HTMLParser):
    """A page read back strictly: every element is closed, in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]
        self.feed(text)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        assert len(node.attributes) == len(attrs)
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        self.open[-1].children.append(data)


@pytest.fixture(scope="module")
def text(august_2019, at_hand):
    return report(august_2019, **at_hand)


@pytest.fixture(scope="module")
def page(text):
    return Page(text).root


def section(page, title):
    (found,) = [node for node in page.find("section") if node.find("h2")[0].text == title]
    return found


def rows_of(table):
    return [
        [cell.text for cell in row.children if isinstance(cell, Node)]
        for body in table.find("tbody")
        for row in body.find("tr")
    ]


def test_it_is_one_page_in_english(text, page):
    assert text.startswith('<!doctype html>\n<html lang="en-GB">')
    assert page.find("title")[0].text == "Strategic risk register, August 2019, as of 2019-10-09"
    assert [node.text for node in page.find("h1")] == ["Strategic risk register, August 2019"]
    assert [node.text for node in page.find("h2")] == [
        "Current ratings under cambs-2019 2019-08",
        "Above tolerance (5)",
        "Assurance gaps (54)",
        "Actions by state on 2019-10-09",
        "Not evaluated",
        "Assumed, because the source does not state it",
    ]
    assert len(page.find("main")) == len(page.find("header")) == 1


def test_it_asks_nobody_for_anything(text, page):
    nodes = [page, *(node for tag in set(re.findall(r"<(\w+)", text)) for node in page.find(tag))]
    assert not {node.tag for node in nodes} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
    }
    assert not {
        name for node in nodes for name in node.attributes if name in LOADING or name.startswith("on")
    }
    assert "url(" not in text
    assert "@import" not in text
    policy = page.find("meta", **{"http-equiv": "Content-Security-Policy"})[0].attributes["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")


def test_it_counts(page):
    boxes = [
        (box.find("dt")[0].text, [dd.text for dd in box.find("dd")]) for box in page.find("dl")[0].find("div")
    ]
    assert boxes == [
        ("Risks: 14", ["9 within tolerance", "5 above tolerance"]),
        ("Bands", ["5 Medium-high", "5 Low", "4 Medium"]),
        ("Actions: 53", ["49 open", "4 overdue"]),
    ]


def test_the_map_is_drawn_and_stands_in_a_table_too(page, paper):
    (figure,) = page.find("figure")
    assert [svg.attributes["role"] for svg in figure.find("svg")] == ["img"]
    (table,) = figure.find("table")
    assert table.find("caption")[0].text == (
        "Impact up, likelihood across; ! above the tolerance of 13; "
        "▽ Likelihood expected to decrease; ◁ Impact expected to decrease"
    )
    assert [th.text for th in table.find("th", scope="col")] == [
        "1 Unlikely", "2 Possible", "3 Likely", "4 More likely than not", "5 Probable",
    ]  # fmt: skip
    rows = rows_of(table)
    found = {
        (column, 5 - down): set(re.findall(r"SR\d\.\d", cell))
        for down, row in enumerate(rows)
        for column, cell in enumerate(row)
        if "SR" in cell
    }
    assert found == paper
    assert rows[1][:3] == ["4 Significant", "10 Medium", "14 ! Medium-highSR3.4 ◁, SR4.4 ▽"]
    assert "open" not in figure.find("details")[0].attributes


def test_what_is_above_tolerance_says_why_and_what_is_done(page):
    risks = section(page, "Above tolerance (5)").find("article")
    assert [risk.find("h3")[0].text.split()[0] for risk in risks] == [
        "SR1.1",
        "SR3.1",
        "SR3.2",
        "SR3.4",
        "SR4.4",
    ]
    rating = risks[0].find("span", class_="rating")[0]
    assert (rating.text, rating.attributes["style"]) == (
        "18, Medium-high, above tolerance",
        "background:#fd8d3c;color:#000000",
    )
    explanation, told, outlook = (p.text.strip() for p in risks[1].find("p")[1:])
    assert explanation.startswith("Likelihood 3 Likely and impact 4 Significant make 18 under cambs-2019.")
    assert "It is above the tolerance of 13." in explanation
    assert told == "Whether it was reported to the relevant Executive Board is not recorded."
    assert outlook == "Actions: 5 open, 1 overdue. Target: 3, Low, within tolerance."


def test_actions_are_tables_with_captions_and_heads(page):
    overdue, open_ = section(page, "Actions by state on 2019-10-09").find("table")
    assert [table.find("caption")[0].text.strip() for table in (overdue, open_)] == [
        "overdue (4)",
        "open (49)",
    ]
    assert [th.text for th in overdue.find("th", scope="col")] == ["Ref", "Action", "Due", "Since"]
    assert [row[0] for row in rows_of(overdue)] == ["SR3.1/A2", "SR3.3/A5", "SR4.2/A3", "SR4.4/A2"]
    assert [th.text for th in overdue.find("th", scope="row")] == [
        "SR3.1/A2",
        "SR3.3/A5",
        "SR4.2/A3",
        "SR4.4/A2",
    ]
    assert len(rows_of(open_)) == 49
    for table in page.find("table"):
        assert len(table.find("caption")) == 1
        assert all("scope" in th.attributes for th in table.find("th"))


def test_what_moved_stands_in_tables_and_on_the_map(november_2019, august_2019, at_hand):
    page = Page(report(november_2019, **at_hand, before=august_2019)).root
    moved = section(page, "What moved since 2019-08-13")
    assert moved.find("p")[0].text == "New: 2. Closed: 1. Continuing: 13, of which 5 moved, 8 stayed."
    new, closed, continuing, changed = moved.find("table")
    assert [table.find("h3")[0].text for table in (new, closed, continuing, changed)] == [
        "New (2)", "Closed (1)", "Continuing (13)", "Other fields that changed (1)",
    ]  # fmt: skip
    assert [row[0] for row in rows_of(new) + rows_of(closed)] == ["SR5.1", "SR5.2", "SR3.5"]
    assert rows_of(continuing)[0][4] == "moved (▲\xa0likelihood\xa0up, ◀\xa0impact\xa0down)"
    assert [part.attributes["class"] for part in moved.find("div")] == [
        "scroll brief",
        "scroll brief",
        "scroll",
        "scroll brief",
    ]
    (figure,) = page.find("figure")
    drawn = [text.text for text in figure.find("svg")[0].find("text")]
    assert {"SR5.1 new ▽◁", "SR1.1 ▲◀ ▽◁", "▲ Likelihood increased", "◁ Impact expected to decrease"} <= set(
        drawn
    )
    assert "SR5.1 new ▽◁" in rows_of(figure.find("table")[0])[1][2]
    assert "▲ Likelihood increased" in figure.find("caption")[0].text


def test_a_status_is_a_word_and_never_a_colour_alone(measured, at_hand):
    page = Page(report(measured, **at_hand)).root
    colours = {
        "green": "background:#009e73;color:#000000",
        "amber": "background:#fdb863;color:#000000",
        "red": "background:#b2182b;color:#ffffff",
    }
    for title in ("Indicators (5)", "Objectives and delivery (2)"):
        part = section(page, title)
        assert {
            badge.text: badge.attributes["style"] for badge in part.find("span", class_="rating")
        } == colours
    statuses = [cell.text for cell in page.find("td", class_="status")]
    assert statuses == [
        "green",
        "amber",
        "red",
        "not evaluated",
        "not evaluated",
        "green",
        "amber",
        "red",
        "not recorded",
    ]


def test_each_measure_stands_with_its_explanation(measured, at_hand):
    part = section(Page(report(measured, **at_hand)).root, "Indicators (5)")
    (table,) = part.find("table")
    assert [th.text for th in table.find("th", scope="col")] == [
        "Measure",
        "Figure",
        "Period",
        "Status",
        "Trend",
    ]
    third = table.find("tbody")[2]
    first, why = third.find("tr")
    assert [cell.text for cell in first.children if isinstance(cell, Node)] == [
        "M3Measure M3", "70.5 %", "June 2019", "red", "worsening",
    ]  # fmt: skip
    (explanation,) = why.find("td")
    assert explanation.attributes["colspan"] == "5"
    assert explanation.text.endswith("It misses the target of 90 by 19.5. Told twice.")


def test_objectives_have_headings_of_their_own(measured, at_hand):
    part = section(Page(report(measured, **at_hand)).root, "Objectives and delivery (2)")
    assert [node.text for node in part.find("h3")] == ["o1 First", "o2 Second"]
    assert [node.text for node in part.find("h4")] == ["01 Answer calls", "02 Nothing yet"]
    assert [node.text for node in part.find("p")] == [
        "No activity is recorded.",
        "No priority action is recorded.",
    ]


SAID = st.text(st.characters(codec=None), min_size=1, max_size=30).filter(lambda text: text.strip())
TEXTS = SAID | st.sampled_from([
    "<script>alert(1)</script>", "</td></table>", "--><b>", "&amp;", "]]>", "\u202eR1", "javascript:1", "a" * 80,
])  # fmt: skip


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=6, max_size=6, unique=True), st.data())
def test_whatever_refs_and_titles_hold_the_new_sections_show_it_as_text(at_hand, texts, data):
    def edition(refs):
        level = st.fixed_dictionaries({"likelihood": st.integers(1, 5), "impact": st.integers(1, 5)})
        risks = (
            Risk(
                ref=ref,
                title=data.draw(TEXTS),
                current=Assessment(levels=data.draw(level), scheme="cambs-2019"),
                target=Assessment(levels=data.draw(level), scheme="cambs-2019"),
            )
            for ref in refs
        )
        return Register(ref="r", title="T", edition=data.draw(TEXTS), risks=tuple(risks))

    new, closed, same, old, ref, title = texts
    before = edition([closed, same, old])
    activity = DeliveryActivity(ref=ref, title=title, lead=new, delivery_lead=old, opportunities=same)
    after = attrs.evolve(
        edition([new, same, ref]),
        indicators=(Indicator(ref=ref, title=title, unit=new, notes=old, assumed=(same,)),),
        objectives=(
            Objective(
                ref=old, title=ref, priorities=(PriorityAction(ref=new, title=same, activities=(activity,)),)
            ),
        ),
    )
    ref_map = RefMap({same: same, old: ref})
    text = report(after, **at_hand, before=before, ref_map=ref_map)
    page = Page(text).root
    assert not any(page.find(tag) for tag in ("script", "b", "a"))
    moved = section(page, f"What moved since {visible(str(before.edition))}")
    tables = moved.find("table")
    changed = [table for table in tables if table.find("th", scope="col")[-1].text == "Changed"]
    shown = [row[0] for table in tables if table not in changed for row in rows_of(table)]
    assert sorted(shown) == sorted(map(visible, (new, closed, same, ref)))
    assert {row[0] for table in changed for row in rows_of(table)} <= set(map(visible, (same, ref)))
    (table,) = section(page, "Indicators (1)").find("table")
    assert rows_of(table)[0][0] == visible(ref) + visible(title)
    (table,) = section(page, "Objectives and delivery (1)").find("table")
    assert rows_of(table) == [[*map(visible, (ref, title, new, old)), "not recorded", visible(same)]]
    drawing = re.search(r"<svg.*?</svg>", text, re.DOTALL)[0]
    assert fromstring(drawing).get("role") == "img"  # noqa: S314 - our own drawing


def test_the_same_register_gives_the_same_page(text, august_2019, at_hand):
    assert report(august_2019, **at_hand) == text


def test_text_of_a_hostile_register_stays_text(hostile, at_hand, markup):
    _, seen = markup
    text = report(hostile, **at_hand)
    page = Page(text).root
    assert not page.find("script")
    assert "\u202e" not in text
    assert "\x07" not in text
    assert page.find("h1")[0].text == seen
    assert page.find("title")[0].text == f"{seen}, as of 2019-10-09"
    assert page.find("article")[0].find("h3")[0].text == f"<b>| {seen}"
    assert rows_of(section(page, "Not rated (1)").find("table")[0])[0][:3] == ["R2", seen, "current"]
    actions = section(page, "Actions by state on 2019-10-09").find("table")[0]
    assert rows_of(actions) == [["<b>|/A|1", seen, seen]]
    assert "25 ! Critical<b>|" in page.find("figure")[0].find("table")[0].text


def test_a_long_ref_may_be_broken(at_hand):
    risks = [Risk(ref=ref, title="T", current=Assessment(scheme="none")) for ref in ("R1", "R" * 40)]
    page = Page(report(Register(ref="r", title="T", risks=tuple(risks)), **at_hand)).root
    rows = section(page, "Not rated (2)").find("th", scope="row")
    assert [th.attributes["class"] for th in rows] == ["short", "long"]


def test_a_map_too_high_for_a_page_opens_its_table(august_2019, at_hand):
    (risk,) = [risk for risk in august_2019.risks if risk.ref == "SR3.5"]
    many = tuple(attrs.evolve(risk, ref=f"R{n}") for n in range(200))
    page = Page(report(Register(ref="r", title="T", risks=many), **at_hand)).root
    (figure,) = page.find("figure")
    assert figure.attributes["class"] == "map tall"
    assert "open" in figure.find("details")[0].attributes
    assert figure.find("table")[0].text.count("R") >= 200


def test_a_scheme_without_bands_tolerance_or_map(three, of_three, at_hand, kit):
    old = Page(report(kit.load(REGISTERS / "cambs-2016.yaml"), **at_hand)).root
    assert old.find("caption")[0].text == "Impact up, likelihood across"
    assert rows_of(old.find("table")[0])[3] == ["1 Minor", "1", "2", "3", "4"]
    page = Page(report(of_three, **at_hand | {"schemes": {"three": three}})).root
    assert page.find("h2")[0].text == "Current ratings under three: no map, it has 3 factors"
    assert not page.find("figure")
    table = page.find("table")[0]
    assert table.find("caption")[0].text.strip() == "Current ratings (1), the worst first"
    assert rows_of(table) == [["R1", "A", "8", "above"]]


def test_an_empty_register_is_its_heading_and_what_made_it(at_hand, made):
    page = Page(report(Register(ref="r", title="Empty"), **at_hand)).root
    assert " ".join(page.find("body")[0].text.split()) == f"Empty as of 2019-10-09 {made}"
