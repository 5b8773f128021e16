"""A scheme written as a file reads back as the same scheme."""

import sys

import attrs
import pytest
from hypothesis import given

from govkit.errors import DefinitionError, MissingExtraError
from govkit.scoring import Band, Category, Factor, Scheme
from govkit.scoring.written import to_toml
from govkit.testing.strategies import schemes

CATEGORIES = (Category("money", "Money"), Category("f", "Fame", "What papers say"))


@given(schemes(min_factors=2, max_factors=2) | schemes(monotone=False, min_factors=2, max_factors=2))
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
