"""What differs between two versions of a lifecycle: everything that makes another version, and nothing else."""

import re
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from repair_lifecycle import DUE, NEW, OLD

from govkit import Action, Toolkit
from govkit.errors import DefinitionError
from govkit.workflow import (
    All,
    Any_,
    Fate,
    Field,
    Guard,
    Not,
    Present,
    Row,
    State,
    Workflow,
    in_flight,
    opaque_parts,
    sweep,
    why_not,
    workflow_diff,
)

KIT = Toolkit.installed()
SHIPPED = [KIT.workflows[name] for name in KIT.workflows]
ORDER = (
    "order of rows: was park from reported, resume from parked, finish from reported, finish from parked, is finish "
    "from reported, finish from parked, resume from parked, park from reported"
)


@pytest.mark.parametrize("workflow", SHIPPED, ids=[each.id for each in SHIPPED])
def test_a_lifecycle_does_not_differ_from_itself(workflow):
    assert workflow_diff(workflow, workflow) == ()


def test_everything_that_differs_is_said_once():
    assert [str(each) for each in workflow_diff(OLD, NEW)] == [
        "state parked is gone; it was: in which anything may be",
        "state done: was final, in which anything may be, is final, where the reason is recorded",
        "state late is new: in which anything may be",
        "park from reported is gone; it was: to parked",
        "resume from parked is gone; it was: to reported",
        "finish from parked is gone; it was: to done, if owner is recorded",
        "lapse from reported is new: to late, by itself once the last day of the deadline is over, changes nothing",
        (
            "tick from late is new: stays, by itself, if the last day of the deadline does not come after the day in "
            "question, clears notes"
        ),
        "finish from late is new: to done, if owner is recorded",
        "again from done is new: to reported, reopens",
        "facts: was none, is band",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "risk"}, "kind: was action, is risk"),
        ({"initial": "parked"}, "initial state: was reported, is parked"),
        (
            {"states": OLD.states[::-1]},
            "order of states: was reported, parked, done, is done, parked, reported",
        ),
        ({"rows": OLD.rows[::-1]}, ORDER),
        (
            {"rows": (attrs.evolve(OLD.rows[0], changes="notes"), *OLD.rows[1:])},
            "park from reported: was to parked, is to parked, changes notes",
        ),
        (
            {"rows": (attrs.evolve(OLD.rows[0], since=DUE), *OLD.rows[1:])},
            "park from reported: was to parked, is to parked, takes effect on the last day of the deadline",
        ),
    ],
)
def test_each_sort_of_difference_makes_another_version_and_is_told(changes, said):
    new = attrs.evolve(OLD, **changes)
    assert [str(each) for each in workflow_diff(OLD, new)] == [said]
    assert new.version != OLD.version


def owned(name="owner", label="owner"):
    return Present(Field(name, label))


def with_row(place, **changes):
    rows = list(OLD.rows)
    rows[place] = attrs.evolve(rows[place], **changes)
    return attrs.evolve(OLD, rows=tuple(rows))


@pytest.mark.parametrize(
    "new",
    [
        with_row(2, guard=owned(label="the person who does it")),
        attrs.evolve(OLD, title="Repairs", source="a paper", id="mend"),
        attrs.evolve(OLD, states=tuple(attrs.evolve(each, title="Other") for each in OLD.states)),
    ],
)
def test_other_words_for_the_same_are_no_difference(new):
    assert new.version == OLD.version
    assert workflow_diff(OLD, new) == ()


def test_what_reads_alike_and_is_not_alike_is_told_in_the_form_that_differs():
    nested = with_row(2, guard=All(owned(), owned("state")))
    flat = with_row(2, guard=All(owned(), All(owned("state"))))
    (one, other) = workflow_diff(nested, flat)
    assert (one.subject, other.subject) == ("finish from reported", "finish from parked")
    assert "all(present(owner), present(state))" in one.before
    assert "all(present(owner), all(present(state)))" in one.after
    (found,) = workflow_diff(with_row(0, after=DUE), with_row(0, after=DUE, by_itself=True))
    assert "by_itself" not in found.before
    assert "by_itself" in found.after
    held = [
        attrs.evolve(OLD, states=(*OLD.states[:2], attrs.evolve(OLD.states[2], holds=owned(name, "it"))))
        for name in ("end", "notes")
    ]
    assert str(workflow_diff(*held)[0]) == (
        "state done: was (True, 'present(end)'), is (True, 'present(notes)')"
    )


def test_rows_that_are_written_as_one_or_as_two_are_told():
    split = attrs.evolve(
        OLD,
        rows=(*OLD.rows[:2], *(attrs.evolve(OLD.rows[2], sources=(name,)) for name in OLD.rows[2].sources)),
    )
    assert split.version != OLD.version
    assert [str(each) for each in workflow_diff(OLD, split)] == [
        "grouping of rows: was finish from parked with finish from reported, is finish from reported; finish from parked"
    ]
    assert [str(each) for each in workflow_diff(split, OLD)] == [
        "grouping of rows: was finish from reported; finish from parked, is finish from parked with finish from reported"
    ]


def test_only_the_rows_that_changed_places_are_told():
    first, second, third = OLD.rows
    more = Row("close", "done", None)
    old, new = (
        attrs.evolve(OLD, rows=rows) for rows in ((first, second, third, more), (second, first, third, more))
    )
    assert [str(each) for each in workflow_diff(old, new)] == [
        "order of rows: was park from reported, resume from parked, is resume from parked, park from reported"
    ]


def test_a_row_that_starts_from_nowhere_is_told_too():
    assert [
        str(each) for each in workflow_diff(OLD, attrs.evolve(OLD, rows=(*OLD.rows, Row("x", (), "done"))))
    ] == ["x from no state is new: to done"]


NAMES = ("a", "b")
GUARDS = st.sampled_from(
    [
        None,
        owned(),
        owned(label="who"),
        Not(owned()),
        All(owned()),
        All(owned(), owned()),
        Any_(owned(), Not(owned())),
    ]
)
ROWS = st.builds(
    Row,
    st.sampled_from(["go", "stop"]),
    st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    st.sampled_from([None, *NAMES]),
    guard=GUARDS,
    after=st.sampled_from([None, DUE]),
    clears=st.sampled_from([(), ("notes",)]),
    changes=st.sampled_from([None, ()]),
    by_itself=st.booleans(),
).filter(lambda row: row.guard is not None or row.after is not None or not row.by_itself)
WORKFLOWS = st.builds(
    Workflow,
    id=st.just("made"),
    title=st.just("Made"),
    kind=st.just("action"),
    initial=st.sampled_from(NAMES),
    states=st.builds(
        lambda order, holds: tuple(State(name, name, holds=holds) for name in order),
        st.permutations(NAMES),
        GUARDS,
    ),
    rows=st.lists(ROWS, max_size=3).map(tuple),
    facts=st.sampled_from([(), (Field("band"),)]),
)


@st.composite
def pairs(draw):
    """Draw two versions: the second is the first with its rows regrouped, put in another order, or any other."""
    old = draw(WORKFLOWS)
    singles = [attrs.evolve(row, sources=(source,)) for row in old.rows for source in row.sources]
    rows = st.sampled_from([old.rows, tuple(singles)]) | st.permutations(old.rows).map(tuple)
    return old, draw(WORKFLOWS | rows.map(lambda rows: attrs.evolve(old, rows=rows)))


@given(pairs())
def test_versions_differ_exactly_if_something_is_told(pair):
    old, new = pair
    told = workflow_diff(old, new)
    assert (told == ()) is (old.version == new.version)
    back = workflow_diff(new, old)
    assert {each.subject for each in told} == {each.subject for each in back}
    for each in told:
        assert each.before != each.after
        assert re.search(r" (was|is|new:) ", f" {each} ")


ITEMS = st.builds(
    Action,
    ref=st.just("A1"),
    title=st.just("T"),
    state=st.sampled_from([None, *NAMES]),
    owner=st.sampled_from([None, "Clerk"]),
    deadline=st.sampled_from([None, "2019-01-01", "2020-01-01"]),
)
DAY = date(2019, 10, 9)


def does(workflow, item):
    """Say what an item can do, and what becomes of it by itself."""
    can = [(trigger, why_not(workflow, item, trigger, as_of=DAY)) for trigger in ("go", "stop")
           if trigger in workflow.triggers and workflow.table(trigger, item.state or workflow.initial)]  # fmt: skip
    try:
        _, events = sweep(workflow, [(item, "A1")], as_of=DAY)
    except DefinitionError as error:
        return can, str(error)
    return can, [(each.trigger, each.to_state) for each in events[:1]]


@given(pairs(), ITEMS)
def test_an_item_that_is_unaffected_can_do_what_it_could_and_moves_by_itself_as_before(pair, item):
    old, new = pair
    (found,) = in_flight(old, new, [(item, "A1")])
    if found.fate is Fate.UNAFFECTED:
        assert does(old, item) == does(new, item)


class Lucky(Guard):
    """A condition that is code."""

    def __call__(self, view):
        return True

    def sentence(self, *, wanted=True):
        return "it is lucky" if wanted else "it is not lucky"

    def canonical(self):
        return "lucky"

    def reasons(self, view, *, wanted=True, values=True):
        yield self.sentence(wanted=not wanted)


def test_conditions_that_are_code_are_named_once():
    coded = attrs.evolve(
        with_row(0, guard=Any_(owned(), Not(Lucky()))),
        states=(attrs.evolve(OLD.states[0], holds=All(Lucky(), owned())), *OLD.states[1:]),
    )
    assert opaque_parts(OLD) == ()
    assert opaque_parts(OLD, coded, coded) == ("it is lucky",)
    assert workflow_diff(coded, coded) == ()
