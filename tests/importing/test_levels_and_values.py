"""What stands in a cell: levels, numbers, choices, dates."""

import string
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import KIT

from govkit.formats import Cell, Position
from govkit.importing import UnreadableLevelError, level_in
from govkit.importing.values import value_in
from govkit.model import BodyKind, WrittenDate
from govkit.scoring import Factor

LIKELIHOOD = KIT.scheme("cambs-2019").factors[0]


def value(held, kind, text=None):
    return value_in(Cell(held, str(held) if text is None else text, Position(1, 1)), kind)


@pytest.mark.parametrize("level", LIKELIHOOD.levels, ids=str)
@pytest.mark.parametrize(
    "form", ["{n}", "{l}", "{n} {l}", "{n} - {l}", "{l} ({n})", "{n}. {l}", "{n}: {l}", " {n}\n{l} "]
)
@pytest.mark.parametrize("case", [str, str.upper, str.casefold])
def test_levels_are_read_by_number_label_or_both(level, form, case):
    assert level_in(case(form.format(n=level.number, l=level.label)), LIKELIHOOD) == level.number


@pytest.mark.parametrize("text", ["9", "3 Rare", "-", "3.0", "33", "Unlikely or likely"])
def test_what_is_no_level_is_refused_with_the_choices(text):
    with pytest.raises(UnreadableLevelError, match=r"is no level of likelihood; .*"):
        level_in(text, LIKELIHOOD)


def test_what_may_be_two_levels_is_refused_with_both():
    factor = Factor.numbered("a", ["2", "Low", "High"])
    with pytest.raises(UnreadableLevelError) as caught:
        level_in("2", factor)
    assert str(caught.value) == '"2" may be level 1 2 or 2 Low of a; write number and label'
    assert [level_in(text, factor) for text in ("1 2", "2 low")] == [1, 2]


@pytest.mark.parametrize(
    ("held", "kind", "expected"),
    [
        ("Yes", bool, True),
        ("n", bool, False),
        (True, bool, True),
        ("perhaps", bool, "perhaps"),
        ("1,234", int, 1234),
        ("1,23", Decimal, "1,23"),
        ("95 %", Decimal, 95),
        ("95.50%", Decimal, Decimal("95.50")),
        ("95.0", int, 95),
        ("95.0", Decimal, Decimal("95.0")),
        ("9.5", int, Decimal("9.5")),
        ("nan", Decimal, "nan"),
        ("1e999999999", int, "1e999999999"),
        ("many", int, "many"),
        ("Board", BodyKind, "board"),
        ("Bored", BodyKind, "Bored"),
        ("16", (int, str), 16),
        ("-3", (int, str), -3),
        ("016", (int, str), "016"),
        ("High", (int, str), "High"),
        (date(2019, 5, 1), WrittenDate, "2019-05-01"),
        (datetime(2019, 5, 1), WrittenDate, "2019-05-01"),
        (datetime(2019, 5, 1, 9, 30), WrittenDate, "2019-05-01 09:30:00"),
        (" May 2020 ", WrittenDate, "May 2020"),
    ],
)
def test_a_cell_is_what_a_file_would_hold(held, kind, expected):
    found = value(held, kind)
    assert (found, type(found)) == (expected, type(expected))


@given(st.text(string.digits + ".,%+-eE _", max_size=14), st.sampled_from([int, Decimal]))
def test_whatever_looks_like_a_number_is_one_of_few_digits_or_stays_text(text, kind):
    found = value(text, kind)
    assert found == text.strip() if isinstance(found, str) else len(str(abs(found))) < 60
