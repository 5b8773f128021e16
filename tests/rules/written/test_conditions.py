"""What a condition in a file answers: yes, no, or what is missing to tell."""

import pytest

from govkit import (
    Action,
    Assessment,
    Assurance,
    Control,
    Fail,
    Origin,
    OriginKind,
    Register,
    Revision,
    Risk,
    Unknown,
)

RISK = Risk(
    ref="R1",
    title="The pier falls",
    executive_lead="Chief Executive",
    status_date="tomorrow",
    causes=("Wind", "Wear"),
    current=Assessment(levels={"likelihood": 2, "impact": 4}, printed="14", date="March 2019", by="Clerk"),
    target=Assessment(levels={"likelihood": 9, "impact": 9}, printed=9, date="  "),
    controls=(Control(ref="C1", title="Survey", effective=False),),
    actions=(
        Action(
            ref="A1",
            title="Renew the piles",
            owner="Engineer",
            deadline="2019-09-30",
            revisions=(Revision(deadline="2019-10-31"),),
            origin=Origin(kind=OriginKind.AUDIT),
        ),
    ),
    assurances=(Assurance(ref="S1", title="Audit", covers=("C1",)),),
)
REGISTER = Register(
    ref="harbour",
    title="Harbour",
    edition="2019-08-13",
    scheme="cambs-2019",
    risks=(RISK,),
    actions=(Action(ref="1", title="Paint"),),
)
YES, NO, MISSING = (
    {"present": "title"},
    {"not": {"present": "title"}},
    {"compare": {"left": "statement", "op": "==", "right": "x"}},
)


def compare(left, op, right):
    return {"compare": {"left": left, "op": op, "right": right}}


@pytest.fixture
def answer(asked):
    """Say what one condition answers of the risk, or of the first item there is."""

    def answered(condition, register=REGISTER, **changes):
        result = next(iter(asked(register, when=condition, message="{address}", **changes).values()))
        return True if isinstance(result, Fail) else False if result is None else result.missing

    return answered


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("title", True),
        ("statement", False),
        ("senior_lead", False),
        ("status_date", True),
        ("target.date", False),
        ("status_date.last", False),
        ("current", True),
        ("inherent", False),
        ("inherent.date", False),
        ("current.date.first", True),
        ("current.band", True),
        ("as_of", True),
        ("register.organisation", False),
    ],
)
def test_what_is_recorded_is_present(answer, name, there):
    assert answer({"present": name}) is there
    assert answer({"not": {"present": name}}) is not there


@pytest.mark.parametrize(
    ("left", "op", "right", "holds"),
    [
        ("title", "==", "The pier falls", True),
        ("title", "==", "the pier falls", False),
        ("title", "!=", "The pier falls", False),
        ("title", "in", ["The pier falls", "x"], True),
        ("title", "in", ["pier"], False),
        ("title", "contains", "pier", True),
        ("title", "contains", "Pier", False),
        ("title", "contains", {"name": "ref"}, False),
        ("title", "starts with", "The", True),
        ("title", "starts with", "pier", False),
        ("causes", "contains", "Wind", True),
        ("causes", "contains", "Win", False),
        ("executive_lead", "!=", {"name": "title"}, True),
        ("current.date.first", "<", {"day": "2019-03-02"}, True),
        ("current.date.last", "<=", {"day": "2019-03-30"}, False),
        ("current.date.last", "==", {"day": "2019-03-31"}, True),
        ("current.date.last", "in", [{"day": "2019-03-31"}], True),
        ("current.date.last", "<", {"name": "as_of"}, True),
        ("current.date.last.days_since", "==", 192, True),
        ("current.date.first.days_until", "==", -222, True),
        ("register.edition.last", ">=", {"name": "current.date.last"}, True),
        ("controls.count", "==", 1, True),
        ("assurances.count", ">", {"name": "controls.count"}, False),
        ("current.value", "==", 14, True),
        ("value", ">", 13, True),
        ("current.value", ">=", {"name": "value"}, True),
        ("band", "==", "medium-high", True),
        ("current.band", "!=", "high", True),
        ("current.band_label", "in", ["Medium-high"], True),
        ("current.band_label", "starts with", "Med", True),
        ("above_tolerance", "==", True, True),
        ("current.above_tolerance", "==", False, False),
        ("current.printed", "==", "14", True),
        ("target.printed", "<", 10, True),
        ("address", "==", "R1", True),
    ],
)  # fmt: skip
def test_what_is_known_is_compared(answer, left, op, right, holds):
    assert answer(compare(left, op, right)) is holds
    assert answer({"not": compare(left, op, right)}) is not holds


@pytest.mark.parametrize(
    ("condition", "missing"),
    [
        (compare("statement", "==", "x"), "statement is not recorded"),
        (compare("statement", "contains", "x"), "statement is not recorded"),
        (compare("inherent.date.last", "<", {"name": "as_of"}), "inherent date last is not recorded"),
        (compare("inherent.band", "==", "high"), "inherent band is not recorded"),
        (compare("inherent.value", ">", 13), "inherent value is not recorded"),
        (compare({"name": "notes", "label": "the note"}, "==", "x"), "the note is not recorded"),
        (
            compare("title", "!=", {"name": "statement"}),
            "statement is not recorded",
        ),
        (
            compare("statement", "!=", {"name": "notes", "label": "the note"}),
            "statement is not recorded; the note is not recorded",
        ),
        (
            compare("status_date.last", "<", {"name": "as_of"}),
            'status date last is not known: "tomorrow" is no date; write it as 31/03/2020, March 2020',
        ),
        (
            compare("status_date.last.days_since", ">", 9),
            'status date last days since is not known: "tomorrow" is no date; write it as 31/03/2020, March 2020',
        ),
        (
            compare("target.band", "==", "high"),
            "target band is not known: ",
        ),
        (
            compare("value", ">", {"name": "target.value"}),
            "target value is not known: ",
        ),
        ({"present": "target.band"}, "target band is not known: "),
        ({"present": "target.above_tolerance"}, "target above tolerance is not known: "),
        (compare("current.printed", "<", 15), 'current printed is the text "14", and it is compared with the number 15'),
        (
            compare("current.printed", "==", {"name": "target.printed"}),
            'current printed is the text "14", and target printed is the number 9',
        ),
        (
            compare("current.printed", "<", {"name": "current.printed"}),
            'current printed is the text "14", and current printed is the text "14"',
        ),
        (compare("current.band", "==", "hihg"), 'cambs-2019 has no band "hihg"; did you mean "high"?'),
        (compare("band", "in", ["red", "amber"]), 'cambs-2019 has no band "red"; known: low, '),
        (compare("band", "in", ["hihg", "low"]), 'cambs-2019 has no band "hihg"; did you mean "high"?'),
        (compare("current.band_label", "!=", "high"), 'cambs-2019 has no band "high"; did you mean "High"?'),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_its_opposite_is_as_unknown(answer, condition, missing):
    for asking in (condition, {"not": condition}):
        said = answer(asking)
        assert isinstance(said, str)
        assert said.startswith(missing) if missing.endswith((" ", ": ")) else missing in said


@pytest.mark.parametrize(
    ("condition", "answered"),
    [
        ({"all": [YES, YES]}, True),
        ({"all": [YES, NO]}, False),
        ({"all": [MISSING, NO]}, False),
        ({"all": [MISSING, YES]}, "statement is not recorded"),
        ({"all": [MISSING, MISSING, YES]}, "statement is not recorded"),
        ({"any": [NO, YES]}, True),
        ({"any": [NO, NO]}, False),
        ({"any": [MISSING, YES]}, True),
        ({"any": [NO, MISSING]}, "statement is not recorded"),
        ({"not": {"any": [NO, MISSING]}}, "statement is not recorded"),
    ],
)
def test_one_part_decides_whatever_is_missing_for_the_others(answer, condition, answered):
    assert answer(condition) == answered


@pytest.mark.parametrize(
    ("given", "when", "answered"),
    [
        (YES, YES, True),
        (NO, YES, False),
        (YES, NO, False),
        (MISSING, NO, False),
        (NO, MISSING, False),
        (MISSING, YES, "statement is not recorded"),
        (YES, MISSING, "statement is not recorded"),
    ],
)
def test_a_rule_fails_where_both_hold_and_cannot_tell_where_that_is_open(answer, given, when, answered):
    assert answer(when, given=given) == answered


def test_a_scheme_without_bands_or_tolerance_leaves_both_unknown(answer):
    register = Register(
        ref="r",
        title="T",
        scheme="cambs-2016",
        risks=(Risk(ref="R1", title="A", current=Assessment(levels={"likelihood": 2, "impact": 4})),),
    )
    assert answer(
        compare("band", "==", "high"), register
    ) == "current band is not known: cambs-2016 has no bands" or (
        answer(compare("band", "==", "high"), register) == "band is not known: cambs-2016 has no bands"
    )
    said = answer(compare("above_tolerance", "==", True), register)
    assert said == "above tolerance is not known: cambs-2016 sets no tolerance"
    assert answer(compare("value", "==", 8), register) is True


def test_actions_know_their_risk_and_lines_of_a_log_have_none(asked):
    found = asked(
        REGISTER, over="action", when=compare("risk.band", "==", "medium-high"), message="{risk.ref}"
    )
    assert found["R1/A1"].values == {"risk_ref": "R1"}
    assert found["1"] == Unknown("risk band is not recorded", "")
    for name in ("risk.above_tolerance", "above_tolerance"):
        found = asked(REGISTER, over="action", when=compare(name, "==", True), message="{ref}")
        assert isinstance(found["R1/A1"], Fail)
    found = asked(REGISTER, over="action", when={"not": {"present": "risk"}}, message="{ref}")
    assert found == {"R1/A1": None, "1": Fail("", {"ref": "1"}, "It fails because risk is not recorded.")}


def test_assessments_know_their_phase_risk_and_register(asked):
    found = asked(
        REGISTER,
        over="assessment",
        given=compare("phase", "==", "current"),
        when={"all": [compare("risk.ref", "==", "R1"), compare("register.ref", "==", "harbour")]},
        message="{phase} {address} {value}",
    )
    assert found["R1/current"].values == {"phase": "current", "address": "R1/current", "value": 14}
    assert found["R1/target"] is None


def test_the_whole_register_is_one_item(asked):
    found = asked(
        REGISTER, over="register", when=compare("risks.count", "<", 2), message="{risks.count} of {title}"
    )
    assert found == {
        "harbour": Fail(
            "", {"risks_count": 1, "title": "Harbour"}, "It fails because risks count is less than 2."
        )
    }


def test_a_choice_is_compared_by_its_word(asked):
    found = asked(
        REGISTER, over="action", when=compare("origin.kind", "==", "audit"), message="{times_moved}"
    )
    assert found["R1/A1"].values == {"times_moved": 1}
    assert found["1"] == Unknown("origin kind is not recorded", "/origin")


def test_days_count_whole_numbers_only(made):
    rule = made(when=compare("current.date.last.days_since", ">", 365))
    assert rule.condition == "current date last days since is more than 365"
