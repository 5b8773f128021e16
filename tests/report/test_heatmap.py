"""The map on true figures, and its edges."""

import re
from pathlib import Path

import attrs

from govkit import Assessment, BaseScheme, Factor, Register, Risk, Scheme, Tolerance, Toolkit, hookimpl
from govkit.report import heat_map
from govkit.report.document import Map

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
KIT = Toolkit.installed()

# Copied by eye from the map on the second page of the register of August 2019.
PAPER = {
    (2, 4): {"SR3.4", "SR4.4"},
    (3, 4): {"SR1.1", "SR3.1", "SR3.2"},
    (2, 3): {"SR3.3", "SR4.2", "SR4.3", "SR4.5"},
    (1, 2): {"SR3.5"},
    (2, 2): {"SR2.1", "SR2.2", "SR2.3", "SR4.1"},
}


def mapped(name, scheme):
    register = KIT.load(REGISTERS / name)
    return heat_map([KIT.rate(risk) for risk in register.risks], KIT.scheme(scheme))


def read_back(text, rows=5):
    """Read refs out of the drawing by their place, so that the test sees what a person sees."""
    cells, row = {}, rows + 1
    for line in text.splitlines():
        if re.match(r" +\+-", line):
            row -= 1
        elif "|" in line:
            for column, part in enumerate(line.split("|")[1:-1], start=1):
                refs = set(re.findall(r"S?R\d\.\d", part))
                if refs:
                    cells.setdefault((column, row), set()).update(refs)
    return cells


def test_the_drawn_map_is_the_papers_map():
    assert read_back(str(mapped("cambs-2019.yaml", "cambs-2019"))) == PAPER


def test_cells_show_value_and_tolerance():
    drawn = str(mapped("cambs-2019.yaml", "cambs-2019"))
    top = next(line for line in drawn.splitlines() if line.startswith("5 Catastrophic"))
    assert [part.strip() for part in top.split("|")[1:-1]] == ["15 !", "19 !", "22 !", "24 !", "25 !"]
    middle = next(line for line in drawn.splitlines() if line.startswith("3 Moderate"))
    assert [part.strip() for part in middle.split("|")[1:-1]] == ["6", "9", "13", "17 !", "20 !"]
    assert drawn.endswith("! above the tolerance of 13")


def test_a_scheme_without_tolerance_marks_nothing():
    drawn = str(mapped("cambs-2016.yaml", "cambs-2016"))
    assert "!" not in drawn
    assert sum(len(refs) for refs in read_back(drawn, rows=4).values()) == 19


def test_ratings_of_other_schemes_are_left_out():
    cells = mapped("cambs-2016.yaml", "cambs-2019").cells
    assert not cells


def test_no_map_for_three_factors():
    three = Scheme.formula(
        "three",
        version="1",
        title="Three",
        source="test",
        factors=[Factor.numbered(key, ["Low", "High"]) for key in ("a", "b", "c")],
        formula=lambda a, b, c: a * b * c,
    )
    register = Register(
        ref="r",
        title="T",
        risks=(
            Risk(ref="R1", title="A", current=Assessment(levels={"a": 1, "b": 1, "c": 1}, scheme="three")),
        ),
    )
    assert heat_map([KIT.rate(risk) for risk in register.risks], three) is None


def test_a_tolerance_that_is_a_band_or_marked_cells_is_named_as_such():
    factors = [
        Factor.numbered("likelihood", ["Rare", "Likely"]),
        Factor.numbered("impact", ["Minor", "Major"]),
    ]
    scheme = attrs.evolve(KIT.scheme("npsa-5x5"), tolerance=Tolerance(band="high"))
    assert heat_map([], scheme).key == "! above the tolerance, which ends with High"
    marked = Scheme.matrix(
        "marked",
        version="1",
        title="Marked",
        source="test",
        across=factors[0],
        up=factors[1],
        rows=[[2, 4], [1, 2]],
        within_rows=[[False, False], [True, True]],
    )
    assert heat_map([], marked).key == "! above the tolerance that the matrix marks"


@attrs.frozen(kw_only=True)
class Worse(BaseScheme):
    """The worse of two factors, of which the second may be left out."""

    def value_of(self, levels):
        return max(level.number for level in levels.values())


def test_no_map_where_a_factor_may_be_left_out_since_a_risk_without_it_has_no_cell():
    likelihood, impact = (Factor.numbered(key, ["Low", "High"]) for key in ("likelihood", "impact"))
    scheme = Worse(
        id="worse",
        version="1",
        title="Worse",
        source="test",
        factors=(likelihood, attrs.evolve(impact, optional=True)),
        values=(1, 2),
    )

    class Plugin:
        @hookimpl
        def govkit_schemes(self):
            return [scheme]

    kit = Toolkit(Plugin(), strict=True)
    rated = kit.rate(Risk(ref="R1", title="A", current=Assessment(levels={"likelihood": 2}, scheme="worse")))
    assert rated.current.value == 2
    assert heat_map([rated], scheme) is None
    assert Map(scheme, None).title == (
        "Current ratings under worse: no map, it has 2 factors, of which some may be left out"
    )
