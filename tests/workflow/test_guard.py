"""Guards: what they say is true, how they say it, and why not."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import pytest

from govkit.errors import DefinitionError
from govkit.model import WrittenDate
from govkit.workflow import AS_OF, All, Any_, Compare, Field, Guard, Not, Op, Present, View

DAY = date(2019, 10, 9)
N = Field("n", "the number")
M = Field("m", "the other number")
TEXT = Field("text")
FEW = Compare(N, Op.LT, 5)
MANY = Compare(N, Op.GE, 5)
SAID = Present(TEXT)
ALSO = Present(Field("m"))
LOST = Present(Field("lost"))
CHANGE = ", one of which has to change"


def look(before=None, facts=None, **fields):
    item = SimpleNamespace(**{"n": 3, "m": None, "text": "yes", **fields})
    return View(item, before, {"as_of": DAY, **(facts or {})})


def reasons(guard, view, *, wanted=True):
    return list(guard.reasons(view, wanted=wanted))


@pytest.mark.parametrize(
    "value", ["x", 0, False, (), DAY, WrittenDate("2019"), WrittenDate("no date")], ids=repr
)
def test_something_recorded_is_present(value):
    assert SAID(look(text=value)) is True


@pytest.mark.parametrize("value", [None, "", " ", "\t\n", WrittenDate(""), WrittenDate("  ")], ids=repr)
def test_nothing_and_what_is_blank_is_not_present(value):
    assert SAID(look(text=value)) is False


TRUTHS = {
    Op.LT: (True, False, False),
    Op.LE: (True, True, False),
    Op.EQ: (False, True, False),
    Op.NE: (True, False, True),
    Op.GE: (False, True, True),
    Op.GT: (False, False, True),
}


@pytest.mark.parametrize("op", Op)
def test_a_comparison_holds_as_its_relation_does(op):
    assert tuple(Compare(N, op, 5)(look(n=n)) for n in (4, 5, 6)) == TRUTHS[op]
    assert tuple(Compare(N, op, M)(look(n=n, m=5)) for n in (4, 5, 6)) == TRUTHS[op]
    assert tuple(Compare(N, op.value, 5)(look(n=n)) for n in (4, 5, 6)) == TRUTHS[op]


@pytest.mark.parametrize("op", Op)
def test_a_comparison_with_what_is_missing_is_false_and_its_opposite_true(op):
    for guard, view in (
        (Compare(N, op, 5), look(n=None)),
        (Compare(N, op, M), look()),
        (Compare(N, op, M), look(n=None)),
        (Compare(Field("m.year"), op, 5), look()),
    ):
        assert guard(view) is False
        assert Not(guard)(view) is True


@pytest.mark.parametrize(
    ("op", "words", "opposite"),
    [
        ("<", "comes before", "does not come before"),
        ("<=", "does not come after", "comes after"),
        ("==", "is", "is not"),
        ("!=", "is not", "is"),
        (">=", "does not come before", "comes before"),
        (">", "comes after", "does not come after"),
    ],
)
def test_a_comparison_says_itself_and_its_opposite(op, words, opposite):
    guard = Compare(N, op, 5)
    assert guard.sentence() == f"the number {words} 5"
    assert guard.sentence(wanted=False) == f"the number {opposite} 5"
    assert Not(guard).sentence() == f"the number {opposite} 5"
    assert Not(guard).sentence(wanted=False) == f"the number {words} 5"
    assert Compare(N, op, M).sentence() == f"the number {words} the other number"


ABOVE = "the risk is above tolerance"
WITHIN = "the risk is not above tolerance"


@pytest.mark.parametrize(
    ("label", "op", "answer", "sentence", "opposite"),
    [
        (f"whether {ABOVE}", "==", True, ABOVE, WITHIN),
        (f"whether {ABOVE}", "!=", True, WITHIN, ABOVE),
        (f"whether {ABOVE}", "==", False, WITHIN, ABOVE),
        (f"whether {ABOVE}", "!=", False, ABOVE, WITHIN),
        ("whether leads were named", "==", False, "leads were not named", "leads were named"),
        ("whether it needs a vote", "==", True, "it needs a vote", "it is not so that it needs a vote"),
        (
            "whether what is due is done",
            "==",
            False,
            "it is not so that what is due is done",
            "what is due is done",
        ),
        ("accepted", "==", True, "accepted is true", "accepted is not true"),
        ("accepted", "==", False, "accepted is false", "accepted is not false"),
        ("accepted", "!=", False, "accepted is not false", "accepted is false"),
    ],
)
def test_a_yes_or_no_is_said_as_a_statement(label, op, answer, sentence, opposite):
    guard = Compare(Field("n", label), op, answer)
    assert (guard.sentence(), guard.sentence(wanted=False)) == (sentence, opposite)
    for found in (True, False):
        wrong = guard if guard(look(n=found)) is False else Not(guard)
        said = opposite if wrong is guard else sentence
        assert reasons(wrong, look(n=found)) == list(wrong.reasons(look(n=found), values=False)) == [said]


def test_what_is_no_answer_to_a_yes_or_no_is_told_with_what_was_found():
    assert reasons(Compare(Field("text"), "==", True), look()) == ["text (yes) is not true"]
    assert reasons(Compare(Field("m", f"whether {ABOVE}"), "==", True), look()) == [
        f"whether {ABOVE} is not known"
    ]


def test_presence_says_itself_and_its_opposite():
    assert (SAID.sentence(), SAID.sentence(wanted=False)) == ("text is recorded", "text is not recorded")


@pytest.mark.parametrize(
    ("guard", "sentence", "opposite"),
    [
        (All(SAID, FEW), "text is recorded and the number comes before 5",
         "either text is not recorded or the number does not come before 5"),
        (Any_(SAID, FEW), "either text is recorded or the number comes before 5",
         "text is not recorded and the number does not come before 5"),
        (All(SAID, Any_(FEW, ALSO)), "text is recorded and either the number comes before 5 or m is recorded",
         "either text is not recorded or (the number does not come before 5 and m is not recorded)"),
        (All(Any_(FEW, ALSO), SAID), "(either the number comes before 5 or m is recorded) and text is recorded",
         "either (the number does not come before 5 and m is not recorded) or text is not recorded"),
        (All(SAID, Not(All(ALSO, FEW))),
         "text is recorded and either m is not recorded or the number does not come before 5",
         "either text is not recorded or (m is recorded and the number comes before 5)"),
        (Any_(Not(Not(All(SAID, FEW))), ALSO),
         "either (text is recorded and the number comes before 5) or m is recorded",
         "(either text is not recorded or the number does not come before 5) and m is not recorded"),
        (Not(Any_(SAID, FEW)), "text is not recorded and the number does not come before 5",
         "either text is recorded or the number comes before 5"),
        (All(SAID, All(FEW, ALSO)), "text is recorded, the number comes before 5, and m is recorded",
         "either text is not recorded, the number does not come before 5, or m is not recorded"),
        (All(SAID, Not(Any_(Not(SAID), MANY))),
         "text is recorded and the number comes before 5",
         "either text is not recorded or the number does not come before 5"),
        (All(SAID, Any_(SAID), All(SAID, SAID)), "text is recorded", "text is not recorded"),
        (Any_(All(SAID, FEW), All(SAID, FEW)), "text is recorded and the number comes before 5",
         "either text is not recorded or the number does not come before 5"),
    ],
)  # fmt: skip
def test_conditions_together_say_themselves_and_their_opposite_without_ambiguity(guard, sentence, opposite):
    assert guard.sentence() == sentence
    assert guard.sentence(wanted=False) == opposite


@pytest.mark.parametrize(("few", "said"), [*product([True, False], repeat=2)])
def test_all_any_and_not_hold_as_logic_does(few, said):
    view = look(n=3 if few else 7, text="yes" if said else "")
    assert All(FEW, SAID)(view) is (few and said)
    assert Any_(FEW, SAID)(view) is (few or said)
    assert Not(FEW)(view) is not few
    assert (All(FEW)(view), Any_(FEW)(view)) == (few, few)


@pytest.mark.parametrize(
    ("guard", "view", "said"),
    [
        (SAID, look(text=None), ["text is not recorded"]),
        (Not(SAID), look(text="soon"), ["text is recorded (soon)"]),
        (MANY, look(), ["the number (3) comes before 5"]),
        (MANY, look(n=None), ["the number is not known"]),
        (Compare(N, "==", M), look(), ["the other number is not known"]),
        (Compare(N, "==", M), look(m=4), ["the number (3) is not the other number (4)"]),
        (Not(FEW), look(), ["the number (3) comes before 5"]),
        (Compare(AS_OF, "<", date(2019, 1, 1)), look(),
         ["the day in question (2019-10-09) does not come before 2019-01-01"]),
        (All(SAID, MANY), look(), ["the number (3) comes before 5"]),
        (All(SAID, MANY), look(text=""), ["text is not recorded", "the number (3) comes before 5"]),
        (Any_(Not(SAID), MANY), look(),
         [f"text is recorded (yes) and the number (3) comes before 5{CHANGE}"]),
        (Not(All(SAID, FEW)), look(),
         [f"text is recorded (yes) and the number (3) comes before 5{CHANGE}"]),
        (Not(Any_(SAID, FEW)), look(), ["text is recorded (yes)", "the number (3) comes before 5"]),
        (Not(Any_(SAID, MANY)), look(), ["text is recorded (yes)"]),
        (Not(Not(MANY)), look(), ["the number (3) comes before 5"]),
        (All(SAID, Any_(MANY, All(Not(SAID), FEW))), look(),
         [f"the number (3) comes before 5 and text is recorded (yes){CHANGE}"]),
        (All(MANY, SAID, MANY), look(), ["the number (3) comes before 5"]),
        (Any_(MANY, Not(FEW)), look(), ["the number (3) comes before 5"]),
        (Any_(All(MANY, ALSO), MANY), look(), ["the number (3) comes before 5"]),
        (Any_(All(MANY, ALSO), All(Not(SAID), MANY)), look(),
         ["the number (3) comes before 5", f"m is not recorded and text is recorded (yes){CHANGE}"]),
        (Any_(All(MANY, ALSO), Not(SAID), Any_(Not(SAID))), look(),
         [f"(the number (3) comes before 5 and m is not recorded) and text is recorded (yes){CHANGE}"]),
        (Any_(All(MANY, ALSO), Not(SAID), MANY), look(),
         [f"text is recorded (yes) and the number (3) comes before 5{CHANGE}"]),
        (Any_(Any_(MANY, ALSO), All(SAID, Any_(Not(SAID), ALSO))), look(),
         [f"the number (3) comes before 5 and m is not recorded and text is recorded (yes){CHANGE}"]),
        (Any_(MANY, All(ALSO, Any_(Not(SAID), LOST))), look(lost=None),
         [("the number (3) comes before 5 and "
          f"(m is not recorded and (text is recorded (yes) and lost is not recorded{CHANGE})){CHANGE}")]),
    ],
)  # fmt: skip
def test_the_reasons_are_the_failing_parts_with_what_was_found(guard, view, said):
    assert guard(view) is False
    assert reasons(guard, view) == said


def test_reasons_without_values_read_the_same_for_every_item():
    guard = All(Not(SAID), Any_(MANY, Compare(N, ">", M)), Compare(M, ">", 9))
    assert list(guard.reasons(look(m=8), values=False)) == [
        "text is recorded",
        "the number comes before 5 and the number does not come after the other number, one of which has to change",
        "the other number does not come after 9",
    ]
    assert set(guard.reasons(look(n=2, m=4, text="no"), values=False)) == set(
        guard.reasons(look(m=8), values=False)
    )
    assert list(Compare(M, ">", 9).reasons(look(), values=False)) == ["the other number is not known"]


@pytest.mark.parametrize(
    ("guard", "canonical"),
    [
        (SAID, "present(text)"),
        (Compare(N, "<", 5), "compare(n < 5)"),
        (Compare(N, "<", M), "compare(n < m)"),
        (Compare(TEXT, "==", "m"), "compare(text == 'm')"),
        (Compare(AS_OF, ">", DAY), "compare(as_of > datetime.date(2019, 10, 9))"),
        (All(SAID, FEW), "all(present(text), compare(n < 5))"),
        (Any_(SAID, FEW), "any(present(text), compare(n < 5))"),
        (Not(SAID), "not(present(text))"),
    ],
)
def test_a_guard_writes_itself_in_a_form_that_never_changes(guard, canonical):
    assert guard.canonical() == canonical


DIFFERENT = [
    SAID, Present(N), FEW, MANY, Compare(N, "<", 6), Compare(M, "<", 5), Compare(N, "<", M), Compare(N, "<", "m"),
    All(FEW), Any_(FEW), All(FEW, SAID), All(SAID, FEW), Any_(FEW, SAID), Not(FEW), Not(Not(FEW)), All(Not(FEW), SAID),
    Not(All(FEW, SAID)),
]  # fmt: skip


def test_guards_that_differ_are_unequal_and_write_themselves_differently():
    assert len(set(DIFFERENT)) == len({guard.canonical() for guard in DIFFERENT}) == len(DIFFERENT)


def test_guards_made_alike_are_equal_and_hash_alike_whatever_their_words():
    def make(label):
        field = Field("n", label)
        return Not(All(Compare(field, "<", 5), Any_(Present(field), SAID)))

    one, other = make("the number"), make("how many")
    assert one == other
    assert hash(one) == hash(other)
    assert one.canonical() == other.canonical()
    assert one.sentence() != other.sentence()


@pytest.mark.parametrize(
    "guard", [SAID, FEW, All(FEW), Any_(FEW), Not(FEW)], ids=lambda guard: type(guard).__name__
)
def test_a_guard_has_no_truth_of_its_own(guard):
    assert isinstance(guard, Guard)
    with pytest.raises(TypeError, match=r"call it with a view, or combine with All, Any_, Not$"):
        bool(guard)
    with pytest.raises(TypeError, match="no truth of its own"):
        _ = guard and FEW


@pytest.mark.parametrize("kind", [All, Any_])
def test_conditions_together_are_at_least_one(kind):
    with pytest.raises(DefinitionError) as caught:
        kind()
    assert str(caught.value) == f"a guard: {kind.__name__} takes at least one condition"


@pytest.mark.parametrize(
    ("guard", "view", "problem"),
    [
        (FEW, look(n="three"), "the number comes before 5: str and int have no order"),
        (
            Compare(N, ">", M),
            look(m="x"),
            "the number comes after the other number: int and str have no order",
        ),
        (
            Compare(AS_OF, "<=", 5),
            look(),
            "the day in question does not come after 5: date and int have no order",
        ),
    ],
)
def test_what_has_no_order_is_a_fault_of_the_definition(guard, view, problem):
    with pytest.raises(DefinitionError) as caught:
        guard(view)
    assert (caught.value.subject, caught.value.problems) == ("a guard", (problem,))


def test_what_has_no_order_can_still_be_unequal():
    assert Compare(N, "==", "three")(look()) is False
    assert Compare(N, "!=", "three")(look()) is True


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("txet", 'SimpleNamespace has no "txet"; did you mean "text"?'),
        ("day.lats", 'WrittenDate has no "lats"; did you mean "last"?'),
        ("before.owner", 'SimpleNamespace has no "owner"; known: m, n'),
        ("as_of.yeer", 'date has no "yeer"; did you mean "year"?'),
    ],
)
def test_a_name_that_is_no_field_is_a_fault_of_the_definition(name, problem):
    view = look(before=SimpleNamespace(n=1, m=2), day=WrittenDate("2019"))
    with pytest.raises(DefinitionError) as caught:
        Present(Field(name))(view)
    assert (caught.value.subject, caught.value.problems) == ("a guard", (problem,))


def test_a_name_is_a_fact_a_part_of_a_field_or_what_was_before():
    view = look(
        before=SimpleNamespace(n=1, due=WrittenDate("2018")),
        facts={"n": 9},
        due=WrittenDate("2019"),
        gone=None,
    )
    assert view.value(("n",)) == 9
    assert view.value(("before", "n")) == 1
    assert view.value(("due", "last")) == date(2019, 12, 31)
    assert view.value(("before", "due", "last", "year")) == 2018
    assert view.value(("gone", "due", "last")) is None
    assert view.value(("as_of", "year")) == 2019


def test_a_field_is_spoken_of_by_its_name_unless_it_has_words():
    assert Field("before.due_by.last").label == "before due by last"
    assert Field("n", "the number").label == "the number"


def test_an_unknown_relation_is_refused():
    with pytest.raises(DefinitionError, match='Compare: op cannot be "~"; known: <, <=, ==, !=, >=, >'):
        Compare(N, "~", 5)
