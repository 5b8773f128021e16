"""The heat map as SVG: the paper's cells, the line of tolerance, and refs of every kind and number."""

import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from immutabledict import immutabledict

from govkit import Band, Factor, Scheme, Toolkit
from govkit.report import HeatMap, heat_map, svg_heat_map
from govkit.report.measure import is_known, width
from govkit.report.palette import PALETTE, contrast
from govkit.report.visible import visible

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
KIT = Toolkit.installed()
SVG = "{http://www.w3.org/2000/svg}"

# The matrix of the register of August 2019, worst row on top.
MATRIX = [[15, 19, 22, 24, 25], [10, 14, 18, 21, 23], [6, 9, 13, 17, 20], [3, 5, 8, 12, 16], [1, 2, 4, 7, 11]]
BANDS = {"Low": 0, "Medium": 1, "Medium-high": 2, "High": 3, "Critical": 4}


def mapped(name="cambs-2019", **options):
    register = KIT.load(REGISTERS / f"{name}.yaml")
    return heat_map([KIT.rate(risk) for risk in register.risks], KIT.scheme(name), **options)


def placed(*refs, scheme="cambs-2019", cell=(2, 4), **options):
    return HeatMap(scheme=KIT.scheme(scheme), cells=immutabledict({cell: refs}), **options)


def box(cell):
    rect = cell.find(f"{SVG}rect")
    return tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))


class Drawing:
    """A drawing read back by where things stand in it, as a person reads it."""

    def __init__(self, text):
        self.root = fromstring(text)  # noqa: S314 - our own drawing
        found = [g for g in self.root.iter(f"{SVG}g") if g.find(f"{SVG}rect") is not None]
        self.xs = sorted({box(cell)[0] for cell in found})
        self.ys = sorted({box(cell)[1] for cell in found})
        self.right = self.xs[-1] + box(found[0])[2]
        self.cells = {self.place(cell): cell for cell in found}
        assert len(self.cells) == len(found) == len(self.xs) * len(self.ys)

    def place(self, cell):
        x, y, *_ = box(cell)
        return self.xs.index(x) + 1, len(self.ys) - self.ys.index(y)

    def texts(self, column, row):
        return [text.text for text in self.cells[column, row].iter(f"{SVG}text")]

    def title(self, column, row):
        return self.cells[column, row].findtext(f"{SVG}title")

    def loose(self):
        """Texts outside of the cells."""
        inside = {id(text) for cell in self.cells.values() for text in cell.iter(f"{SVG}text")}
        return [text.text for text in self.root.iter(f"{SVG}text") if id(text) not in inside]

    def line(self):
        """The line of tolerance as edges between two cells, each cell by its column and row."""
        edges = set()
        paths = [(path.get("stroke-width"), path.get("d")) for path in self.root.iter(f"{SVG}path")]
        if len(paths) < 2:  # the key has a piece of the line in any case
            return edges
        (_, rim), (thickness, line), _ = paths
        assert (thickness, line) == ("4", rim)
        for x, y, to, end in re.findall(r"M([\d.]+) ([\d.]+)([HV])([\d.]+)", line):
            column = self.xs.index(float(x)) + 1
            row = len(self.ys) - self.ys.index(float(y))
            edges.add(((column - 1, row), (column, row)) if to == "V" else ((column, row), (column, row + 1)))
            left, top, wide, high = box(self.cells[column, row])
            assert float(end) == pytest.approx(top + high if to == "V" else left + wide, abs=0.1)
        return edges


def test_the_cells_are_the_papers(paper):
    drawing = Drawing(mapped().svg())
    assert {
        place: set(texts[2:]) for place in drawing.cells if len(texts := drawing.texts(*place)) > 2
    } == paper
    for place in drawing.cells:
        column, row = place
        value = MATRIX[5 - row][column - 1]
        head, band, *_ = drawing.texts(*place)
        assert head == (f"{value} !" if value > 13 else f"{value}")
        assert drawing.cells[place].find(f"{SVG}rect").get("fill") == PALETTE[BANDS[band]]
        assert f"impact {row} " in drawing.title(*place)
        assert f"Likelihood {column} " in drawing.title(*place)


def test_the_bold_line_is_the_edge_of_tolerance():
    assert Drawing(mapped().svg()).line() == {
        ((1, 4), (1, 5)), ((1, 4), (2, 4)), ((2, 3), (2, 4)), ((3, 3), (3, 4)), ((3, 3), (4, 3)),
        ((4, 2), (4, 3)), ((4, 2), (5, 2)), ((5, 1), (5, 2)),
    }  # fmt: skip


def test_axes_levels_and_key_stand_around_it():
    loose = Drawing(mapped().svg()).loose()
    assert loose == [
        "5 Catastrophic", "4 Significant", "3 Moderate", "2 Minor", "1 Insignificant",
        "1 Unlikely", "2 Possible", "3 Likely", "4 More likely", "than not", "5 Probable",
        "Likelihood", "Impact", "! above the tolerance of 13",
    ]  # fmt: skip


def test_it_says_what_it_shows_in_words():
    root = Drawing(mapped().svg()).root
    assert root.get("role") == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Current ratings under cambs-2019 2019-08"
    assert (
        "Likelihood 2 Possible, impact 4 Significant: 14, Medium-high, above tolerance: SR3.4, SR4.4."
        in root[1].text
    )
    assert root[1].text.endswith("No risk stands in any other cell. ! above the tolerance of 13.")
    assert heat_map([], KIT.scheme("cambs-2019"), phase="target").title.startswith("Target ratings")
    assert "No risk stands in any cell." in heat_map([], KIT.scheme("cambs-2019")).svg()


def test_text_can_be_read_on_its_cell():
    for cell in Drawing(mapped().svg()).cells.values():
        assert contrast(cell.find(f"{SVG}rect").get("fill"), cell.get("fill")) >= 4.5


def test_without_bands_and_tolerance_it_is_white_and_has_no_line():
    drawing = Drawing(mapped("cambs-2016").svg())
    assert {cell.find(f"{SVG}rect").get("fill") for cell in drawing.cells.values()} == {"#ffffff"}
    assert not drawing.line()
    assert drawing.root.find(f"{SVG}path") is None
    assert not any("tolerance" in text for text in drawing.root.itertext())
    assert sum(len(drawing.texts(*place)) - 1 for place in drawing.cells) == 19


def test_arrows_stand_behind_their_refs_and_are_explained():
    movements = {"SR3.4": "▲", "SR4.4": "◁ ▷", "SR4.3": "new", "SR3.5": "", "R9": "▼"}
    drawing = Drawing(mapped(movements=movements).svg())
    assert drawing.texts(2, 4)[2:] == ["SR3.4 ▲", "SR4.4 ◁ ▷"]
    assert "SR4.3 new" in drawing.texts(2, 3)
    assert drawing.texts(1, 2)[2:] == ["SR3.5"]
    assert drawing.title(2, 4).endswith(": SR3.4 ▲, SR4.4 ◁ ▷")
    assert [text for text in drawing.loose() if "crease" in text] == [
        "▲ Likelihood increased", "▷ Impact expected to increase", "◁ Impact expected to decrease",
    ]  # fmt: skip


def test_it_is_the_same_every_time_and_from_everywhere():
    drawn = mapped()
    assert drawn.svg() == mapped().svg() == svg_heat_map(drawn) == mapped(movements={}).svg()


def test_many_refs_make_the_cell_grow():
    refs = [f"R{n}" for n in range(300)]
    drawing = Drawing(placed(*refs).svg())
    assert drawing.texts(2, 4)[2:] == refs
    assert box(drawing.cells[2, 4])[3] > 1000 > box(drawing.cells[2, 3])[3]


def test_a_long_ref_is_broken_and_leaves_the_short_ones_side_by_side():
    long = "A-very-long-reference-" * 4
    drawing = Drawing(placed("R1", "R2", long, "R3", "R4", "R5", "R6").svg())
    texts = list(drawing.cells[2, 4].iter(f"{SVG}text"))[2:]
    rows = {}
    for text in texts:
        rows.setdefault(float(text.get("y")), []).append(text.text)
    lines = [" ".join(rows[y]) for y in sorted(rows)]
    assert (lines[0], lines[-2:]) == ("R1 R2", ["g-reference-", "R3 R4 R5 R6"])
    assert "".join(lines[1:-1]) == long
    assert drawing.title(2, 4).endswith(f": R1, R2, {long}, R3, R4, R5, R6")


def test_what_would_be_markup_is_text():
    refs = ('<script>alert("1")</script>', "</title><a>", "&amp;", "]]>", "turned \u202eround", "bell \x07")
    text = placed(*refs, movements={"&amp;": "<b>"}).svg()
    assert "<script" not in text
    drawing = Drawing(text)
    assert not {"script", "a", "b"} & {node.tag.removeprefix(SVG) for node in drawing.root.iter()}
    title = drawing.title(2, 4)
    for shown in (*refs[:2], "&amp; <b>", "]]>", r"turned \u202eround", r"bell \x07"):
        assert shown in title


def test_scripts_whose_width_nobody_knows_are_fitted_in():
    texts = {
        text.text: text
        for text in Drawing(placed("漢字", "R1", "\u0301").svg()).cells[2, 4].iter(f"{SVG}text")
    }
    assert texts["漢字"].get("textLength") == "31.2"
    assert texts["R1"].get("textLength") is None
    assert texts["\u0301"].get("textLength") is None


def wordy():
    """A scheme with labels for values, two bands with long names and factors nobody has room for."""
    levels = ["Level with a name that goes on and on", "Incomprehensibilities", "-"]
    return Scheme.matrix(
        "wordy",
        version="1",
        title="Wordy",
        source="test",
        across=Factor.numbered("likelihood-" * 9, levels),
        up=Factor.numbered("impact-" * 30, levels[:2]),
        rows=[["B", "C", "D"], ["A", "B", "C"]],
        values=["A", "B", "C", "D"],
        bands=[
            Band(key="b1", label="Everything that can be left for another year", first="A", last="C"),
            Band(key="b2", label="Donaudampfschifffahrtsgesellschaft", first="D", last="D"),
        ],
        tolerance="D",
    )


def test_long_names_are_broken_too():
    drawing = Drawing(heat_map([], wordy()).svg())
    assert drawing.texts(3, 2) == ["D", "Donaudampfschi", "fffahrtsgesellsch", "aft"]
    assert not drawing.line()
    assert "".join(drawing.loose()).count("mpact-") == 30


@pytest.mark.parametrize("scheme", [wordy(), KIT.scheme("cambs-2019"), KIT.scheme("cambs-2016")])
@settings(max_examples=examples(40))
@given(st.data())
def test_whatever_the_refs_it_is_xml_and_holds_them_inside_their_cells(scheme, data):
    places = st.tuples(*(st.integers(1, len(factor.levels)) for factor in scheme.factors))
    texts = st.text(st.characters(codec=None), min_size=1, max_size=60) | st.from_regex(r"S?R[0-9]\.[0-9]")
    cells = data.draw(
        st.dictionaries(places, st.lists(texts, min_size=1, max_size=12).map(tuple), max_size=4)
    )
    movements = data.draw(st.dictionaries(texts, st.sampled_from("▲▼△▽▶◀▷◁") | texts, max_size=3))
    drawn = HeatMap(scheme=scheme, cells=immutabledict(cells), movements=movements)
    text = drawn.svg()
    assert text == drawn.svg()
    drawing = Drawing(text)
    for place, refs in cells.items():
        assert all(visible(ref) in drawing.title(*place) for ref in refs)
        drawn_chars = Counter("".join("".join(drawing.texts(*place)).split()))
        assert Counter("".join(visible("".join(refs)).split())) <= drawn_chars
    for cell in drawing.cells.values():
        left, top, wide, high = box(cell)
        for line in cell.iter(f"{SVG}text"):
            size = float(line.get("font-size", 13))
            room = width(line.text) * size
            assert line.get("textLength") == (None if is_known(line.text) or not room else f"{room:.1f}")
            assert left < float(line.get("x")) <= float(line.get("x")) + room <= left + wide
            assert top < float(line.get("y")) - size <= float(line.get("y")) < top + high
