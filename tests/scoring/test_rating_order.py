"""How ratings compare and how they read."""

import operator
from itertools import permutations

import attrs
import pytest

from govkit.errors import SchemeMismatchError
from govkit.scoring import Band, Factor, Rating, Scheme
from govkit_schemes.cambs_2019 import CAMBS_2019

SCHEME = Scheme.formula(
    "s",
    version="1",
    title="S",
    source="here",
    factors=[Factor.numbered("f", ["A", "B", "C", "D"])],
    formula=lambda number: ("low", "mid", "mid", "high")[number - 1],
    values=["low", "mid", "high"],
)
LOW, MID, OTHER_MID, HIGH = (SCHEME.rate({"f": number}) for number in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("left", "right", "truths"),
    [
        (LOW, HIGH, (True, True, False, False)),
        (HIGH, LOW, (False, False, True, True)),
        (MID, OTHER_MID, (False, True, False, True)),
        (MID, MID, (False, True, False, True)),
    ],
)
def test_ratings_of_one_scheme_are_ordered_by_rank(left, right, truths):
    assert (left < right, left <= right, left > right, left >= right) == truths


def test_ratings_of_one_scheme_sort():
    for shuffled in permutations([LOW, MID, HIGH]):
        assert sorted(shuffled) == [LOW, MID, HIGH]
        assert max(shuffled) is HIGH


def test_equal_rank_from_another_cell_is_not_the_same_rating():
    assert MID != OTHER_MID
    assert len({LOW, MID, OTHER_MID, HIGH, SCHEME.rate({"f": "B"})}) == 4


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize(
    ("change", "name"), [({"id": "t"}, "t 1"), ({"version": "2"}, "s 2")], ids=["scheme", "version"]
)
def test_ratings_of_different_schemes_or_versions_refuse_to_compare(compare, change, name):
    other = attrs.evolve(SCHEME, **change).rate({"f": 2})
    for left, right, names in ((MID, other, ("s 1", name)), (other, MID, (name, "s 1"))):
        with pytest.raises(SchemeMismatchError) as caught:
            compare(left, right)
        assert (caught.value.left, caught.value.right) == names
        assert all(each in str(caught.value) for each in names)
    assert other != MID


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"within_tolerance": False}, "14, Medium-high, above tolerance"),
        ({"within_tolerance": True}, "14, Medium-high, within tolerance"),
        ({}, "14, Medium-high"),
        ({"band": None, "within_tolerance": False}, "14, above tolerance"),
        ({"band": None}, "14"),
    ],
)
def test_a_rating_reads_as_value_band_and_side_of_tolerance(changes, text):
    band = Band(key="medium-high", label="Medium-high", first=14, last=18)
    plain = {"scheme": "s", "version": "1", "value": 14, "rank": 13, "levels": {}, "band": band}
    assert str(Rating(**{**plain, **changes})) == text


@pytest.mark.parametrize("other", [14, None, "14"])
def test_a_rating_has_no_order_against_what_is_none(other):
    rating = CAMBS_2019.rate({"likelihood": 2, "impact": 4})
    with pytest.raises(TypeError, match="a Rating has no order against"):
        assert rating < other
