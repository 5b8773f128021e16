"""Rules that give something other than results are told what a rule gives."""

import pytest
from made_rules import make, run

from govkit import Fail, Register, Risk, Unknown

ONE = Register(ref="r", title="T", risks=(Risk(ref="R1", title="A"),))


async def later(_, __):
    yield Fail()


def found(function):
    return [finding.message for finding in run(make(function, message="m"), register=ONE)]


@pytest.mark.parametrize(
    ("function", "given"),
    [
        (lambda _, __: None, "NoneType"),
        (lambda _, __: True, "bool"),
        (lambda _, __: Fail(), "Fail"),
        (lambda _, __: "wrong", "str"),
        (lambda _, __: [Unknown], "type"),
        (lambda _, __: {"path": ""}, "str"),
        (later, "async_generator"),
    ],
)
def test_what_is_no_result_is_said_in_a_sentence(function, given):
    (said,) = found(function)
    assert said == (
        f"ACMXXX001 shows of acme-rules 2.0 raised DefinitionError: shows: it gave {given}; "
        "a rule yields Fail or Unknown, or returns a list of them, here; it did not finish"
    )


def test_a_list_will_do_and_so_will_nothing():
    assert found(lambda _, __: [Fail(), Unknown("a")]) == ["m", "not evaluated: a"]
    assert found(lambda _, __: ()) == []
