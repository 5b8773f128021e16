"""A scheme written as a file reads back as the same scheme."""

import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.errors import DefinitionError, MissingExtraError
from govkit.scoring import (
    Aggregation,
    Band,
    Category,
    Claims,
    Factor,
    FactorLevel,
    Interval,
    Scheme,
    Tolerance,
)
from govkit.scoring.written import to_toml

WORDS = st.sampled_from(
    ["Low", "Very high", "üble Folge", 'say "x"', "a\\b", "tab\there", "\x7f", "two\nlines", "007"]
)
CATEGORIES = (Category("money", "Money"), Category("f", "Fame", "What papers say"))


@st.composite
def factors(draw, key):
    labels = draw(st.lists(WORDS, min_size=1, max_size=3))
    categories = draw(st.sampled_from([(), CATEGORIES]))
    numbers = draw(st.lists(st.integers(0, 9), min_size=len(labels), max_size=len(labels), unique=True))
    levels = tuple(
        FactorLevel(
            number=draw(st.sampled_from([place, number + 10])),
            label=label,
            key=f"{key}-{place}",
            probability=draw(st.none() | st.just(Interval(0.1, 0.25))),
            description=draw(st.none() | WORDS),
            descriptors=draw(st.sampled_from([{}, {"f": "in the papers"}])) if categories else {},
        )
        for place, (label, number) in enumerate(zip(labels, numbers, strict=True), start=1)
    )
    label = draw(st.sampled_from([key.capitalize(), "How bad"]))
    return Factor(key=key, label=label, levels=levels, categories=categories)


@st.composite
def schemes(draw):
    across, up = draw(factors("likelihood")), draw(factors("impact"))
    value = st.sampled_from(draw(st.sampled_from([[1, 2, 3], ["A", "B"], [3, "C"]])))
    rows = [[draw(value) for _ in across.levels] for _ in up.levels]
    found = sorted({value for row in rows for value in row}, key=str)
    values = draw(st.permutations(found))
    keys = ["low", "high-risk"]
    by_cell = draw(st.booleans())
    bands = [
        Band(
            key="low", label="Low", first=None if by_cell else values[0], last=None if by_cell else values[-1]
        ),
    ]
    if by_cell:
        more = {"description": "bad", "response": "Act", "reported_to": "the board", "review": "monthly"}
        bands.append(Band(key="high-risk", label="High", assumed="all", **more))
    tolerance = draw(st.sampled_from([None, values[0], Tolerance(band="low"), "within"]))
    within = [[draw(st.booleans()) for _ in across.levels] for _ in up.levels]
    claims = [
        Claims(),
        Claims(injective=True, symmetric=True, strictly_monotone=True, ranked_by=["impact"]),
        Claims(equals="likelihood + impact"),
    ]
    return Scheme.matrix(
        draw(st.sampled_from(["s", "acme-2026"])),
        version="1",
        title=draw(WORDS),
        source=draw(WORDS),
        across=across,
        up=up,
        rows=rows,
        values=values,
        bands=bands,
        band_rows=[[draw(st.sampled_from(keys)) for _ in across.levels] for _ in up.levels]
        if by_cell
        else None,
        within_rows=within if tolerance == "within" else None,
        tolerance=None if tolerance == "within" else tolerance,
        aggregation=draw(st.sampled_from(list(Aggregation))),
        claims=draw(st.sampled_from(claims)),
        assumed=draw(st.lists(WORDS, max_size=2)),
    )


@given(schemes())
def test_whatever_two_factors_make_reads_back_as_it_was(scheme):
    assert Scheme.from_toml_text(to_toml(scheme)) == scheme


PLAIN = Scheme.matrix(
    "plain",
    version="1",
    title="Plain",
    source="here",
    across=Factor.numbered("likelihood", ["Rare", "Often"]),
    up=Factor.numbered("impact", ["Minor", "Major"], categories=CATEGORIES),
    rows=[[2, 4], [1, 3]],
    tolerance=2,
    bands=[Band(key="low", label="Low", first=1, last=2), Band(key="h", label="High", first=3, last=4)],
)


def test_the_matrix_is_written_as_papers_print_it_and_what_is_usual_is_left_out():
    assert to_toml(PLAIN) == (
        'id = "plain"\n'
        'version = "1"\n'
        'title = "Plain"\n'
        'source = "here"\n'
        "tolerance = 2\n"
        "bands = [\n"
        '    { label = "Low", first = 1, last = 2 },\n'
        '    { label = "High", key = "h", first = 3, last = 4 },\n'
        "]\n"
        "\n"
        "[[factors]]\n"
        'key = "likelihood"\n'
        "levels = [\n"
        '    "Rare",\n'
        '    "Often",\n'
        "]\n"
        "\n"
        "[[factors]]\n"
        'key = "impact"\n'
        "levels = [\n"
        '    "Minor",\n'
        '    "Major",\n'
        "]\n"
        "categories = [\n"
        '    "Money",\n'
        '    { label = "Fame", key = "f", description = "What papers say" },\n'
        "]\n"
        "\n"
        "[matrix]\n"
        'across = "likelihood"\n'
        'up = "impact"\n'
        "rows = [\n"
        "  [2, 4],\n"
        "  [1, 3],\n"
        "]\n"
    )


def test_three_factors_make_no_matrix_to_write():
    factors = [attrs.evolve(PLAIN.factors[0], key=key) for key in "abc"]
    scheme = Scheme.formula(
        "three", version="1", title="T", source="here", factors=factors, formula=lambda *n: sum(n)
    )
    with pytest.raises(DefinitionError, match="it has 3 factors, and a matrix has two; write it by hand"):
        to_toml(scheme)


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "tomli_w", None)
    with pytest.raises(MissingExtraError, match=r"writing TOML needs the extra \[toml\]"):
        to_toml(PLAIN)
