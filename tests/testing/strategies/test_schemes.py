"""Drawn schemes: coherent unless anything is asked for, and of every shape that there is."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis.errors import NoSuchExample

from govkit import Scheme, coherence
from govkit.scoring import Aggregation
from govkit.scoring.coherence import Kind
from govkit.testing import SCHEME_CHECKS
from govkit.testing.strategies import factors, schemes

QUICK = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate])


@given(schemes())
def test_a_drawn_scheme_is_coherent(scheme):
    assert coherence(scheme).faults == ()


@given(schemes())
@settings(max_examples=30)
def test_a_drawn_scheme_passes_the_whole_conformance_kit(scheme):
    for check in SCHEME_CHECKS:
        check(scheme)


@given(schemes(monotone=False))
def test_whatever_is_drawn_is_a_scheme(scheme):
    assert isinstance(scheme, Scheme)
    assert list(scheme.faults()) == []


def test_schemes_that_need_not_be_coherent_have_every_fault_a_table_can_have():
    scheme = find(schemes(monotone=False), lambda scheme: len(kinds(scheme)) > 1, settings=QUICK)
    assert {Kind.FAULT, Kind.CLAIM} <= kinds(scheme)
    for check in ("weakly-monotone", "bands-follow-rank", "tolerance-follows-levels", "tolerance-separates"):
        assert find(
            schemes(monotone=False), lambda each, check=check: coherence(each).of(check), settings=QUICK
        )


def kinds(scheme):
    return {entry.kind for entry in coherence(scheme).faults}


def falls(scheme):
    numbers = [value for value in scheme.values if not isinstance(value, str)]
    return len(numbers) == len(scheme.values) > 1 and numbers[0] > numbers[-1]


KINDS = {
    "one factor": lambda scheme: len(scheme.factors) == 1,
    "three factors": lambda scheme: len(scheme.factors) == 3,
    "not square": lambda scheme: len({len(factor.levels) for factor in scheme.factors}) > 1,
    "labels": lambda scheme: all(isinstance(value, str) for value in scheme.values),
    "decimals": lambda scheme: any(isinstance(value, Decimal) for value in scheme.values),
    "mixed values": lambda scheme: len({type(value) for value in scheme.values}) > 2,
    "lower is worse": falls,
    "spare values": lambda scheme: set(scheme.values) - set(scheme.table.values()),
    "categories": lambda scheme: any(factor.categories for factor in scheme.factors),
    "worst rating": lambda scheme: scheme.aggregation is Aggregation.WORST_RATING,
    "no bands": lambda scheme: not scheme.bands,
    "bands by value, some end where no cell is": lambda scheme: (
        scheme.cell_bands is None and len(scheme.bands) > 1 and ends_between(scheme)
    ),
    "bands by cell": lambda scheme: len(set((scheme.cell_bands or {}).values())) > 1,
    "no tolerance": lambda scheme: scheme.tolerance is None,
    "by value": lambda scheme: scheme.tolerance and scheme.tolerance.value is not None,
    "tolerance by band": lambda scheme: scheme.tolerance and scheme.tolerance.band,
    "tolerance by cell": lambda scheme: scheme.tolerance and scheme.tolerance.cells,
    "injective": lambda scheme: scheme.claims.injective and len(scheme.table) > 1,
    "symmetric": lambda scheme: scheme.claims.symmetric and len(scheme.table) > 1,
    "strict": lambda scheme: scheme.claims.strictly_monotone and len(scheme.table) > 1,
}


@pytest.mark.parametrize("monotone", [True, False])
def test_schemes_of_every_kind_are_drawn(monotone):
    missing = dict(KINDS)

    def was_the_last_kind(scheme):
        for name in [name for name, wanted in missing.items() if wanted(scheme)]:
            del missing[name]
        return not missing

    with suppress(NoSuchExample):
        find(schemes(monotone=monotone), was_the_last_kind, settings=QUICK)
    assert list(missing) == []


def ends_between(scheme):
    return any(band.last not in scheme.values for band in scheme.bands)


@given(schemes(min_factors=2, max_factors=2), schemes(monotone=False, min_factors=2))
def test_the_number_of_factors_is_what_was_asked_for(matrix, larger):
    assert len(matrix.factors) == 2
    assert 2 <= len(larger.factors) <= 3


@given(factors(min_levels=2, max_levels=4), factors("impact"))
def test_factors_are_such_that_a_scheme_takes_them(any_key, impact):
    assert 2 <= len(any_key.levels) <= 4
    assert impact.key == "impact"
    assert [*any_key.faults(), *impact.faults()] == []
    assert not any_key.optional


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(lambda factor: len({level.label for level in factor.levels}) < len(factor.levels), id="one label twice"),
        pytest.param(lambda factor: any(level.own_key for level in factor.levels), id="keys of their own"),
        pytest.param(lambda factor: len(factor.levels) > 1 and not any(level.own_key for level in factor.levels), id="keys that follow from labels"),
        pytest.param(lambda factor: [level.number for level in factor.levels] != sorted(level.number for level in factor.levels), id="numbers that fall"),
        pytest.param(lambda factor: any(level.descriptors for level in factor.levels), id="descriptors"),
        pytest.param(lambda factor: len(factor.levels) > 1 and all(level.probability for level in factor.levels), id="probabilities"),
        pytest.param(lambda factor: 0 < sum(level.probability is not None for level in factor.levels) < len(factor.levels), id="some probabilities"),
    ],
)  # fmt: skip
def test_factors_of_every_kind_are_drawn(wanted):
    assert wanted(find(factors(), wanted, settings=QUICK))
