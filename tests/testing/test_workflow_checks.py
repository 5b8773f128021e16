"""The conformance kit of lifecycles, proved by lifecycles with one fault each."""

import re
import sys
from pathlib import Path

import attrs
import pytest

from govkit import Toolkit, Workflow
from govkit.errors import DefinitionError, MissingExtraError
from govkit.testing import WORKFLOW_CHECKS, workflow_checks
from govkit.testing.made_up import takings
from govkit.workflow import (
    AS_OF,
    BY,
    WHY,
    All,
    Any_,
    Compare,
    Field,
    Guard,
    Not,
    Predicate,
    Present,
    Row,
    State,
)
from govkit.workflow.verify import CHECKS, Kind

pytest_plugins = ["pytester"]

OWNER = Field("owner", "an owner")
END = Field("end", "an end date")
UNPICKLED = Predicate("ended-1", "it has ended", "it goes on", lambda item, facts: item.end is not None)
DUE = Field("due.last", "the last day of the deadline")
DUE_BEFORE = Field("before.due.last", "the deadline so far")
CHECK = {check.name: check for check in WORKFLOW_CHECKS}


def lifecycle(guard=None, *rows, cls=Workflow, **changes):
    """A lifecycle from "open" to "done", with more rows."""
    plain = {
        "id": "good",
        "title": "Good",
        "kind": "action",
        "initial": "open",
        "states": (State("open", "Open"), State("done", "Done", final=True)),
        "rows": (Row("finish", "open", "done", guard=guard), *rows),
        "source": "here",
    }
    return cls(**{**plain, **changes})


GOOD = lifecycle(Present(END))


def guard_that(**does):
    """A guard of a class of one's own that does something as no guard of govkit's would."""
    body = {
        "__call__": lambda self, view: True,
        "sentence": lambda self, *, wanted=True: f"it is {'' if wanted else 'not '}so",
        "canonical": lambda self: "own()",
        "reasons": lambda self, view, *, wanted=True: iter(["it is not so"]),
    }
    return attrs.frozen(type("Own", (Guard,), body | does))()


def present_that(**does):
    """A presence that does something else; its fields are known."""
    return attrs.frozen(type("Own", (Present,), does))(END)


@attrs.frozen(kw_only=True)
class Restless(Workflow):
    """A lifecycle whose version is never the same."""

    @property
    def version(self):
        return str(id(self))


@attrs.frozen(kw_only=True)
class Elsewhere(Workflow):
    """A lifecycle whose version depends on how the process was started."""

    @property
    def version(self):
        return str(hash("as Python likes to start"))


@attrs.frozen(kw_only=True)
class Nameless(Workflow):
    """A lifecycle with a blank version."""

    @property
    def version(self):
        return " "


@attrs.frozen(kw_only=True)
class Titled(Workflow):
    """A lifecycle whose version depends on its title."""

    @property
    def version(self):
        return self.title


class Changeable(Workflow):
    """A lifecycle that can be changed."""

    __setattr__ = object.__setattr__


@attrs.frozen(kw_only=True)
class Rebuilding(Workflow):
    """A lifecycle whose machine is built again and again."""

    @property
    def machine(self):
        return lifecycle(Present(END)).machine


@attrs.frozen(kw_only=True)
class Reversed(Workflow):
    """A lifecycle that tries its rows in another order than it has them."""

    def table(self, trigger, state):
        return tuple(reversed(super().table(trigger, state)))


@attrs.frozen(kw_only=True)
class Another(Workflow):
    """A lifecycle with the machine of another."""

    machine = attrs.evolve(GOOD, states=(*GOOD.states, State("late", "Late"))).machine


@attrs.frozen(kw_only=True)
class Astray(Workflow):
    """A lifecycle that leads elsewhere than its rows say."""

    def table(self, trigger, state):
        (transition,) = super().table(trigger, state)
        other = attrs.evolve(transition.row, target="open")
        return lifecycle(rows=(other,)).table(trigger, state)


@attrs.frozen(kw_only=True)
class Keeping(Workflow):
    """A lifecycle that does not clear what its rows say."""

    def table(self, trigger, state):
        return tuple(
            lifecycle(rows=(attrs.evolve(each.row, clears=()),)).table(trigger, state)[0]
            for each in super().table(trigger, state)
        )


class Unlike(Workflow):
    """A lifecycle that is equal to nothing but itself."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class Forgetful(Workflow):
    """A lifecycle that is another one once it was sent somewhere."""

    def __reduce__(self):
        return Forgetful._made, ()

    @staticmethod
    def _made():
        return lifecycle(Present(OWNER))


@attrs.frozen(kw_only=True)
class Unoriginal(Workflow):
    """A lifecycle that keeps no plug-in's name."""

    def __attrs_post_init__(self):
        object.__setattr__(self, "origin", "")


@attrs.frozen(kw_only=True)
class Stubborn(Workflow):
    """A lifecycle that refuses a plug-in's name."""

    def __attrs_post_init__(self):
        if self.origin:
            raise ValueError("none of your business")


def soon(item, facts):
    return item.due.last > facts["as_of"]


UNTRUE = {"__call__": lambda self, view: False}


FAULTY = {
    "names-itself": [
        (attrs.evolve(GOOD, source=" "), "its source is to be a text, not ' '"),
        (attrs.evolve(GOOD, kind=""), "its kind is to be a text, not ''"),
        (attrs.evolve(GOOD, id="a/b"), 'its id "a/b" cannot be a reference: no / or #, nothing blank around'),
    ],
    "builds-its-machine": [
        (lifecycle(cls=Another), "the machine has the states {'open': False, 'done': True, 'late': False}"),
        (
            lifecycle(None, Row("finish", "open", None), cls=Reversed),
            'finish from "open" tries others than the 2 rows that start there, or in another order',
        ),
    ],
    "explains-every-refusal": [
        (lifecycle(guard_that(sentence=lambda self, *, wanted=True: " ")), "a condition has no words"),
        (
            lifecycle(guard_that(sentence=lambda self, *, wanted=True: "it is so")),
            'a condition and its opposite are both "it is so"',
        ),
        (
            lifecycle(present_that(reasons=lambda self, view, *, wanted=True: iter([" "]))),
            'no reason why not "an end date is recorded"',
        ),
    ],
    "answers-for-a-plain-item": [
        (
            lifecycle(All(Present(DUE), Predicate("soon-1", "it is soon", "it is late", soon))),
            'row 1 (finish from "open" to "done"): asked of a plain action in "open", "it is soon": soon-1 raised Attr',
        ),
        (
            lifecycle(states=(GOOD.states[0], attrs.evolve(GOOD.states[1], holds=Not(guard_that(__call__=lambda self, view: 3))))),
            'what holds in "done": asked of a plain action in "done", "it is so" answers 3',
        ),
        (
            lifecycle(guard_that(**UNTRUE, reasons=lambda self, view, *, wanted=True: iter([" "]))),
            'in "open", "it is so" gives no reason why not',
        ),
        (
            lifecycle(guard_that(**UNTRUE, reasons=lambda self, view, *, wanted=True: iter([view.item.due.last]))),
            '"it is so" raised AttributeError: \'NoneType\' object has no attribute \'last\' (test_workflow_checks.py, line ',
        ),
        (
            lifecycle(Predicate("by-1", "it is hers", "it is his", lambda item, facts: facts["by"].istitle()), kind="risk"),
            "asked of a plain risk",
        ),
    ],
    "answers-yes-or-no": [
        (
            lifecycle(present_that(__call__=lambda self, view: "yes")),
            '"an end date is recorded" answers \'yes\'',
        ),
        (lifecycle(guard_that(__bool__=lambda self: True)), '"it is so" has a truth of its own'),
    ],
    "takes-every-row": [
        (
            lifecycle(present_that(__call__=lambda self, view: view.item is None)),
            'row 1 (finish from "open" to "done") from "open" is not taken',
        ),
        (lifecycle(Present(END), cls=Astray), "was to make ('finish', 'open', 'done'"),
        (
            lifecycle(Present(END), rows=(Row("finish", "open", "done", clears=("end",)),), cls=Keeping),
            "does not clear end",
        ),
    ],
    "keeps-its-version": [
        (lifecycle(cls=Restless), "a copy has the version"),
        (lifecycle(cls=Titled), "one with another title has the version Another title, and it has Good"),
        (lifecycle(cls=Elsewhere), "in another process its version is"),
        (lifecycle(cls=Nameless), "its version is to be a text, not ' '"),
        (lifecycle(UNPICKLED), "the lifecycle cannot be pickled"),
    ],
    "travels": [
        (lifecycle(Present(END), cls=Changeable), "the lifecycle can be changed; make its class with attrs.frozen"),
        (lifecycle(Present(END), cls=Rebuilding), "the lifecycle builds its machine again and again"),
        (lifecycle(cls=Unlike), "a copy of the lifecycle has another hash"),
        (lifecycle(cls=Forgetful), "the lifecycle comes back from pickle as another one"),
        (lifecycle(UNPICKLED), "the lifecycle cannot be pickled"),
    ],
    "works-as-a-plugin": [
        (lifecycle(cls=Stubborn), "a toolkit does not take it"),
        (lifecycle(Present(END), cls=Unoriginal), "the toolkit could not write the plug-in's name into origin"),
    ],
}  # fmt: skip


@workflow_checks([GOOD, *Toolkit.installed().workflows.values()])
def test_a_good_lifecycle_and_every_shipped_one_keep_every_check(workflow, check):
    check(workflow)


@pytest.mark.parametrize(
    ("name", "workflow", "message"),
    [(name, *case) for name, cases in FAULTY.items() for case in cases],
)
def test_a_fault_of_conduct_is_found_with_its_evidence(name, workflow, message):
    with pytest.raises(AssertionError) as caught:
        CHECK[name](workflow)
    assert str(caught.value).startswith(f"{workflow.id} does not keep {name}: ")
    assert message in str(caught.value)


def test_the_checks_are_the_faults_that_verify_finds_and_those_of_conduct():
    faults = [check.name for check in CHECKS if check.kind is Kind.FAULT]
    names = [check.name for check in WORKFLOW_CHECKS]
    assert names[: len(faults)] == faults
    assert set(names[len(faults) :]) == set(FAULTY)


def test_code_that_answers_for_a_plain_item_keeps_the_check_and_of_other_kinds_none_is_asked():
    def looks_first(item, facts):
        return item.due is not None and soon(item, facts) and facts["late"] is None

    good = Predicate("soon-2", "it is soon", "it is late", looks_first)
    CHECK["answers-for-a-plain-item"](lifecycle(Any_(good, Present(BY)), facts=(Field("late"),)))
    other = Predicate("soon-1", "it is soon", "it is late", soon)
    CHECK["answers-for-a-plain-item"](lifecycle(other, kind="meeting"))


def test_what_verify_finds_fails_the_check_of_its_name():
    stuck = lifecycle(None, Row("hold", "open", "held"), states=(*GOOD.states, State("held", "Held")))
    with pytest.raises(AssertionError) as caught:
        CHECK["end-in-reach"](stuck)
    assert str(caught.value) == (
        'good does not keep end-in-reach: from "held" no final state can be reached: no row leads out of it'
    )


def test_evidence_is_cut_to_what_a_person_reads():
    held = tuple(State(f"held-{at}", f"Held {at}") for at in range(7))
    with pytest.raises(AssertionError) as caught:
        CHECK["every-state-reached"](lifecycle(states=(*GOOD.states, *held)))
    assert str(caught.value).endswith("; 2 more of the kind")


def test_what_a_strangers_code_raises_fails_the_check():
    def raises(self, view):
        raise RuntimeError("no")

    with pytest.raises(AssertionError, match='"an end date is recorded" raised RuntimeError: no'):
        CHECK["guards-can-hold"](lifecycle(present_that(__call__=raises)))


@workflow_checks([attrs.evolve(GOOD, source="")], expected_failures={"names-itself": "nobody wrote it down"})
def test_a_fault_that_is_owned_up_to_is_an_expected_failure(workflow, check):
    check(workflow)


def test_an_expected_failure_that_passes_is_noticed(pytester):
    pytester.makepyfile(
        """
        from govkit import Workflow
        from govkit.testing import workflow_checks
        from govkit.workflow import Row, State

        ONE = Workflow(
            id="one", title="One", kind="action", initial="open", source="here",
            states=(State("open", "Open"), State("done", "Done", final=True)),
            rows=(Row("finish", "open", "done"),),
        )

        @workflow_checks([ONE], expected_failures={"comes-to-rest": "it is restless"})
        def test_workflow(workflow, check):
            check(workflow)
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:randomly", "-q")
    result.stdout.fnmatch_lines(["*one-comes-to-rest*", "*XPASS(strict)*it is restless*"])
    result.assert_outcomes(passed=len(WORKFLOW_CHECKS) - 1, failed=1)


@pytest.mark.parametrize(
    ("workflows", "expected", "fault"),
    [
        ([], {}, "there is no workflow to check"),
        ([GOOD, "good"], {}, 'the text "good" is no lifecycle; give a Workflow'),
        ([GOOD], {"come-to-rest": "x"}, 'there is no check "come-to-rest"; did you mean "comes-to-rest"?'),
        (
            [GOOD],
            {"travels": " "},
            'the expected failure "travels" has no reason; say in a text why it is to fail',
        ),
    ],
)
def test_a_wrong_use_of_the_kit_is_said_in_a_sentence(workflows, expected, fault):
    with pytest.raises(DefinitionError, match="workflow checks") as caught:
        workflow_checks(workflows, expected_failures=expected)
    assert caught.value.problems == (fault,)


def test_without_pytest_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pytest", None)
    with pytest.raises(MissingExtraError, match=r"govkit\.testing needs the extra \[testing\]"):
        workflow_checks([GOOD])


def said(*rows, **changes):
    """The rows that an item is made up for, with what it takes."""
    return [(each.row.trigger, each) for each in takings(lifecycle(*rows, **changes))]


def test_an_item_is_made_up_to_meet_what_a_row_asks_for():
    ((_, taking),) = said(
        All(Present(END), Compare(DUE, "<", AS_OF), Present(WHY), Compare(BY, "==", "Chair"))
    )
    assert taking.item.end is not None
    assert taking.item.due.last < taking.as_of
    assert taking.why
    assert (taking.by, taking.changes, taking.facts) == ("Chair", {}, {})


def test_what_was_before_is_another_if_a_row_asks_for_that():
    ((_, taking),) = said(Compare(DUE, ">", DUE_BEFORE))
    new, _ = taking.item.revised(taking.changes, on=taking.as_of, by=None, why=None)
    assert new.due.last > taking.item.due.last
    narrow = Row("move", "open", "done", guard=Compare(DUE, ">", DUE_BEFORE), changes=("deadline",))
    assert [name for name, _ in said(None, narrow)] == ["finish", "move"]
    assert said(None, narrow)[1][1].changes == {"deadline": "changed"}


def test_facts_are_made_up_beside_the_item():
    score = Field("score.of")
    ((_, taking),) = said(Compare(score, ">", 3), facts=(Field("score"),))
    assert taking.facts["score"].of > 3


def test_a_blank_date_is_made_up_where_nothing_else_will_do():
    blank = All(Not(Present(Field("due"))), Present(Field("due.text")))
    ((_, taking),) = said(blank)
    assert (taking.item.due.text, taking.item.due.last) == ("", None)


@pytest.mark.parametrize(
    "guard",
    [
        Present(Field("state")),
        Present(Field("events")),
        All(Compare(Field("due"), "==", Field("end")), Present(DUE)),
        All(Present(END), Not(Present(END))),
        guard_that(),
    ],
)
def test_no_item_is_made_up_where_none_would_be_right(guard):
    assert said(guard) == []


def test_a_row_that_another_comes_before_is_taken_where_the_other_is_not():
    later = Row("finish", "open", "done", guard=Any_(Present(END), Present(OWNER)))
    (_, first), (_, second) = said(Present(END), later)
    assert first.item.end is not None
    assert second.item.end in (None, "")
    assert second.item.owner is not None


HEADINGS = ["What it does", "Why it matters", "Example", "Instead"]
REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGE = "".join(
    (REFERENCE / name).read_text(encoding="utf-8")
    for name in ("workflow-checks.md", "workflow-conformance.md")
)


@pytest.mark.parametrize("check", WORKFLOW_CHECKS, ids=lambda check: check.name)
def test_every_check_has_a_page_which_the_reference_repeats(check):
    title, *rest = re.split(rf"^({'|'.join(HEADINGS)})$", check.page, flags=re.MULTILINE)
    assert rest[::2] == HEADINGS
    found = re.search(rf"^## {check.name}\n(.*?)(?=^##? |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, check.name
    words = " ".join(found[1].split())
    for text in (title, *rest[1::2]):
        assert " ".join(text.replace("``", "`").split()) in words
