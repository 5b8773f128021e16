"""The small arithmetic of scheme files."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.scoring.expression import Expression, ExpressionError, name_of

NAMES = ("likelihood", "impact")


def value(text, likelihood=2, impact=5):
    return Expression(text, NAMES)({"likelihood": likelihood, "impact": impact})


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("likelihood * impact", 10),
        ("likelihood + 2 * impact", 12),
        ("(likelihood + 2) * impact", 20),
        ("impact - likelihood", 3),
        ("-likelihood + +impact", 3),
        ("impact / likelihood", Decimal("2.5")),
        ("0.1 * impact", Decimal("0.5")),
        ("max(likelihood, impact) - min(likelihood, impact)", 3),
        ("mean(likelihood, impact)", Decimal("3.5")),
        ("min(likelihood) + max(impact) - mean(likelihood)", 5),
        ("round(impact / likelihood)", 3),
        ("round(-impact / likelihood)", -3),
        ("round(impact / 3)", 2),
        ("floor(impact / likelihood)", 2),
        ("ceil(impact / likelihood)", 3),
        ("  impact\n", 5),
    ],
)
def test_it_is_worked_out_exactly(text, result):
    found = value(text)
    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("likelihood * inpact", 'has no factor "inpact"; did you mean "impact"?'),
        ("", "is no arithmetic; write for example likelihood * impact"),
        ("likelihood *", "is no arithmetic; write for example likelihood * impact"),
        ("likelihood\x00", "is no arithmetic; write for example likelihood * impact"),
        ("sum(likelihood, impact)", 'has no function "sum"; known: min, max, mean, round, floor, ceil'),
        ("round(likelihood, 2)", "gives round 2 numbers; it takes one"),
        ("0x10 * impact", 'has "0x10"; write numbers plainly, as 12 or 0.5'),
        ("1e999999999 * impact", 'has "1e999999999"; write numbers plainly, as 12 or 0.5'),
        ("1_000", 'has "1_000"; write numbers plainly, as 12 or 0.5'),
        ("(" * 60 + "impact" + ")" * 60 + "+" + "-" * 60 + "impact", "is nested more than 50 levels deep"),
        ("impact+" * 60 + "impact", "is nested more than 50 levels deep"),
        ("impact" + " " * 500, "has 506 characters; 500 at most are read"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(text, problem):
    with pytest.raises(ExpressionError) as caught:
        value(text)
    assert caught.value.problem == problem
    assert str(caught.value) == f'the expression "{text[:60]}" {problem}'


@pytest.mark.parametrize(
    "text",
    [
        "likelihood ** impact",
        "likelihood // impact",
        "likelihood % impact",
        "~likelihood",
        "not likelihood",
        "likelihood < impact",
        "likelihood if impact else 1",
        "'text'",
        "True",
        "None",
        "1j",
        "[likelihood]",
        "likelihood.real",
        "likelihood[0]",
        "(lambda: 1)()",
        "__import__('os').system('true')",
        "max(*[1, 2])",
        "min()",
        "max(1, key=2)",
        "(x := 1)",
        "f'{likelihood}'",
    ],
)
def test_nothing_of_python_is_let_through(text):
    with pytest.raises(ExpressionError, match=r"uses what is not part of the arithmetic"):
        value(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("likelihood / (impact - 5)", "divides by 0 for likelihood 2, impact 5"),
        ("likelihood / 3", "gives 2/3 for likelihood 2, impact 5, which no decimal number is; round it"),
    ],
)
def test_a_result_that_is_none_is_a_fault_and_not_a_guess(text, problem):
    with pytest.raises(ExpressionError) as caught:
        value(text)
    assert caught.value.problem == problem


def test_a_key_with_hyphens_is_written_with_underscores():
    assert name_of("time-to-detect") == "time_to_detect"


@given(st.integers(-99, 99), st.integers(-99, 99), st.sampled_from("+-*"), st.integers(0, 9))
def test_it_agrees_with_fractions(left, right, sign, number):
    text = f"(likelihood {sign} {number}) {sign} impact"
    first, second = Fraction(left), Fraction(right)
    do = {"+": Fraction.__add__, "-": Fraction.__sub__, "*": Fraction.__mul__}[sign]
    assert value(text, left, right) == do(do(first, Fraction(number)), second)


@given(st.text(max_size=30) | st.text("likelhodmpact+-*/().,0123456789 ", max_size=40))
def test_whatever_is_written_there_is_a_value_or_a_sentence(text):
    try:
        said = value(text)
    except ExpressionError as error:
        said = error
    assert type(said) in (int, Decimal, ExpressionError)
    assert str(said)
