"""Colours: the palette in order, and text that can be read on each of them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Band, Factor, Rag, Scheme
from govkit.report.palette import PALETTE, RAG, contrast, fill, ink


def scheme_of(bands, tolerance=None):
    return Scheme.matrix(
        "many",
        version="1",
        title="Many",
        source="test",
        across=Factor.numbered("likelihood", [f"L{n}" for n in range(1, 9)]),
        up=Factor.numbered("impact", ["Only"]),
        rows=[range(1, 9)],
        bands=[
            Band(key=f"b{n}", label=f"Band {n}", first=n, last=8 if n == bands else n)
            for n in range(1, bands + 1)
        ],
        tolerance=tolerance,
    )


def fills(scheme):
    cells = (scheme.rate({"likelihood": n, "impact": 1}) for n in range(1, 9))
    return list(dict.fromkeys(fill(scheme, rating) for rating in cells))


@pytest.mark.parametrize(
    ("bands", "places"), [(1, [0]), (2, [0, 4]), (3, [0, 2, 4]), (4, [0, 1, 3, 4]), (5, [0, 1, 2, 3, 4])]
)
def test_fewer_bands_are_spread_over_the_palette(bands, places):
    assert fills(scheme_of(bands)) == [PALETTE[place] for place in places]


def test_more_bands_lie_between_its_colours():
    found = fills(scheme_of(8))
    assert len(found) == 8
    assert (found[0], found[-1]) == (PALETTE[0], PALETTE[-1])
    assert found[1] == "#fee281"


@pytest.mark.parametrize(
    ("tolerance", "expected"), [(None, ["#ffffff"]), (8, ["#ffffff"]), (5, ["#ffffff", "#d9d9d9"])]
)
def test_without_bands_above_tolerance_is_grey(tolerance, expected):
    assert fills(scheme_of(0, tolerance)) == expected


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#777777", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(st.integers(0, 0xFFFFFF).map("#{:06x}".format))
def test_text_can_be_read_on_any_colour(colour):
    assert contrast(ink(colour), colour) >= 4.5


def test_statuses_differ_in_lightness_and_not_in_hue_alone():
    assert set(RAG) == set(Rag)
    pairs = combinations(RAG.values(), 2)
    assert min(contrast(one, other) for one, other in pairs) >= 1.9
