"""Which levels and bands are suggested for one that is unknown, and which never are."""

import string

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Band, DefinitionError, Factor, FactorLevel, RatingError, Scheme, Tolerance, Toolkit
from govkit.scoring.names import hint, nearest

LIKELY = Factor.numbered("likelihood", ["Remote", "Unlikely", "Possible", "Very possible"])
SHIPPED = Toolkit.installed().schemes
KNOWN = "known: 1 Remote, 2 Unlikely, 3 Possible, 4 Very possible"
ABOUT = {"version": "1", "title": "S", "source": "here"}


def said(factor, level):
    scheme = Scheme.formula("s", factors=[factor], formula=lambda number: number, **ABOUT)
    with pytest.raises(RatingError) as caught:
        scheme.rate({factor.key: level})
    (problem,) = caught.value.problems
    return problem.removeprefix(f'{factor.key} has no level "{level}"')


@pytest.mark.parametrize(
    ("level", "clause"),
    [
        ("Likely", f"; {KNOWN}"),
        ("Very", f"; {KNOWN}"),
        ("Remote indeed", f"; {KNOWN}"),
        ("UNLIKELY", f'; did you mean "Unlikely"? {KNOWN}'),
        (" very  Possible ", f'; did you mean "Very possible"? {KNOWN}'),
        ("Posible", f'; did you mean "Possible"? {KNOWN}'),
        ("Remoote", f'; did you mean "Remote"? {KNOWN}'),
        ("Often", f"; {KNOWN}"),
        ("", f"; {KNOWN}"),
        (5, f"; {KNOWN}"),
        (0, f"; {KNOWN}"),
        (1.0, f"; {KNOWN}"),
        ("5", f"; {KNOWN}"),
    ],
)
def test_the_known_levels_are_always_listed_and_an_opposite_is_never_suggested(level, clause):
    assert said(LIKELY, level) == clause


def test_a_number_in_quotes_is_told_to_go_without_them():
    assert said(LIKELY, "3") == ('likelihood has no level called "3"; write the number 3 without quotes')


@pytest.mark.parametrize("level", [0, 11, -1, "High", 10.0])
def test_levels_that_are_their_numbers_are_told_as_a_range(level):
    with pytest.raises(RatingError) as caught:
        SHIPPED["fmea-rpn"].rate({"severity": level, "occurrence": 1, "detection": 1})
    assert caught.value.problems == (f'severity has no level "{level}"; severity takes 1 to 10',)


def test_levels_that_are_numbers_with_gaps_are_listed():
    levels = tuple(FactorLevel(number=number, label=str(number)) for number in (1, 3, 9))
    assert said(Factor(key="f", label="F", levels=levels), 2) == "; known: 1, 3, 9"


def test_of_many_levels_a_number_is_told_the_range_and_a_name_the_nearest():
    many = Factor.numbered("f", [f"Level {letter}" for letter in string.ascii_uppercase])
    assert said(many, 27) == "; f takes 1 to 26"
    assert said(many, "level b") == '; did you mean "Level B"?'
    listed = ", ".join(f"{number} Level {letter}" for number, letter in enumerate("ABCDEFGHIJKL", start=1))
    assert said(many, "Often") == f"; known: {listed}, …"


def test_keys_are_listed_where_labels_do_not_tell_them():
    with pytest.raises(RatingError) as caught:
        SHIPPED["mil-std-882d"].rate({"severity": "V", "probability": "F"})
    assert caught.value.problems == (
        'severity has no level "V"; known: 4 Negligible (IV), 3 Marginal (III), 2 Critical (II), 1 Catastrophic (I)',
        (
            'probability has no level "F"; known: 5 Improbable (E), 4 Remote (D), 3 Occasional (C), 2 Probable (B), '
            "1 Frequent (A)"
        ),
    )


def test_a_factor_without_levels_knows_none():
    assert Factor(key="f", label="F", levels=()).unknown("High") == 'f has no level "High"; there are none'


def test_a_band_that_is_not_there_is_told_all_that_are_each_once():
    bands = (
        Band(key="accept", label="Accept", first=1, last=1),
        Band(key="watch", label="Watch", first=2, last=3),
        Band(key="watch", label="Watch", first=4, last=4),
    )
    with pytest.raises(DefinitionError) as caught:
        Scheme.formula(
            "s",
            factors=[LIKELY],
            formula=lambda n: n,
            bands=bands,
            tolerance=Tolerance(band="Watch"),
            **ABOUT,
        )
    assert caught.value.problems == (
        'two bands have the key "watch"',
        'there is no band "Watch" for the tolerance; did you mean "watch"? known: accept, watch',
    )


@given(st.text(), st.lists(st.text(min_size=1), max_size=20))
def test_what_is_suggested_is_known_and_neither_contains_what_was_written_nor_is_contained(name, known):
    found = nearest(name, known)
    if found is not None:
        assert found in known
        wanted, meant = " ".join(name.split()).casefold(), found.casefold()
        assert wanted == meant or (wanted not in meant and meant not in wanted)


@given(st.text(), st.lists(st.text(min_size=1), max_size=12, min_size=1))
def test_up_to_twelve_names_are_all_listed(name, known):
    assert hint(name, known, known).endswith(f"known: {', '.join(known)}")


@pytest.mark.parametrize("scheme", SHIPPED.values(), ids=SHIPPED)
def test_every_level_of_a_shipped_scheme_is_found_whatever_its_capitals(scheme):
    for factor in scheme.factors:
        for name in (name for name in factor.places if isinstance(name, str) and not name.isdigit()):
            for written in (name.upper(), name.lower()):
                if written not in factor.places:
                    meant = nearest(written, [each for each in factor.places if isinstance(each, str)])
                    assert factor.places[meant] == factor.places[name]


def test_a_label_that_several_levels_share_is_not_suggested():
    twins = attrs.evolve(LIKELY, levels=(*LIKELY.levels, FactorLevel(number=5, label="Remote", key="far")))
    assert said(twins, "Remoote") == (
        '; did you mean "remote"? known: 1 Remote, 2 Unlikely, 3 Possible, 4 Very possible, 5 Remote (far)'
    )
