"""The page about shipped schemes: every one is on it, and what the page says of it is what it is."""

import re
from pathlib import Path

import pytest

from govkit import Toolkit

PAGE = Path(__file__).parents[2].joinpath("docs", "reference", "schemes.md").read_text(encoding="utf-8")
KIT = Toolkit.installed()
SHIPPED = {key: scheme for key, scheme in KIT.schemes.items() if KIT.origin(scheme).distribution == "govkit"}
ROWS = dict(re.findall(r"^\| `([^`]+)` (\|.*\|)$", PAGE, re.MULTILINE))
SECTIONS = dict(re.findall(r"^## ([a-z0-9-]+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
MANY = 3


def shape(scheme):
    if len(scheme.factors) > MANY:
        optional = sum(factor.optional for factor in scheme.factors)
        return f"{len(scheme.factors)} factors, {optional} of them optional; no table"
    parts = []
    for factor in scheme.factors:
        categories = f" (per category, {len(factor.categories)})" if factor.categories else ""
        parts.append(f"{factor.key} {len(factor.levels)}{categories}")
    return " × ".join(parts)


def values(scheme):
    least, worst = scheme.values[0], scheme.values[-1]
    if isinstance(least, str):
        return ", ".join(scheme.values)
    return f"{least}–{worst}" if least < worst else f"{least}–{worst}, {worst} is worst"


def bands(scheme):
    if all(band.first == band.last == band.label for band in scheme.bands):
        return "one per value" if scheme.bands else "none"
    return ", ".join(f"{band.label} {band.first}–{band.last}" for band in scheme.bands)


def test_every_shipped_scheme_has_a_row_and_a_section_in_order_and_nothing_else_has():
    assert list(ROWS) == list(SHIPPED) == list(SECTIONS)
    assert len(SHIPPED) == 8


@pytest.mark.parametrize("name", SHIPPED)
def test_a_row_says_what_the_scheme_is(name):
    scheme = SHIPPED[name]
    tolerance = "none" if scheme.tolerance is None else str(scheme.tolerance)
    cells = [shape(scheme), values(scheme), bands(scheme), tolerance]
    assert ROWS[name] == f"| {' | '.join(cells)} |"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_section_gives_title_version_and_source_and_all_that_is_assumed_word_by_word(name):
    scheme = SHIPPED[name]
    words = " ".join(SECTIONS[name].split())
    head, _, listed = words.partition(" Assumed: ")
    assert head.startswith(f"{scheme.title}. Version {scheme.version}. Source: {scheme.source}.")
    sentences = [sentence.strip() for sentence in re.split(r"(?:^| )- ", listed) if sentence.strip()]
    assert tuple(sentences) == scheme.assumed
    assert ("Nothing is assumed." in words) is (scheme.assumed == ())
