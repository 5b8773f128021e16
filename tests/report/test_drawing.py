"""A scheme as a drawn matrix."""

from govkit.report import cell_in_words, draw
from govkit.scoring import Factor, Scheme

ABOUT = {"version": "1", "title": "S", "source": "here"}
ACROSS = Factor.numbered("likelihood", ["Rare", "Often, and more often than anybody likes"])
UP = Factor.numbered("impact", ["Minor", "Major"])


def test_marked_cells_stand_in_brackets_and_long_labels_are_wrapped():
    scheme = Scheme.matrix("s", across=ACROSS, up=UP, rows=[[2, 4], [1, 3]], **ABOUT)
    assert str(draw(scheme, marked=[(1, 1)])) == (
        "Impact up, likelihood across\n"
        "         +------------+------------+\n"
        "2 Major  | 2          | [4]        |\n"
        "         +------------+------------+\n"
        "1 Minor  | 1          | 3          |\n"
        "         +------------+------------+\n"
        "           1 Rare       2 Often, and\n"
        "                        more often\n"
        "                        than anybody\n"
        "                        likes"
    )


def test_a_scheme_that_is_no_table_of_two_factors_has_no_drawing_but_its_cells_have_words():
    factors = [UP, ACROSS, Factor.numbered("detection", ["Sure", "Blind"])]
    scheme = Scheme.formula("s", factors=factors, formula=lambda *n: sum(n), **ABOUT)
    assert draw(scheme) is None
    assert cell_in_words(scheme, (0, 0, 1)) == "impact 1 Minor, likelihood 1 Rare, detection 2 Blind"
