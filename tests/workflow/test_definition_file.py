"""Lifecycles as JSON: they read back as the same version with the same words, and what is wrong has its line."""

import json
from datetime import date, datetime
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Action, Toolkit
from govkit.errors import DefinitionError, LoadError, RefusedError
from govkit.workflow import (
    AS_OF,
    All,
    Any_,
    Compare,
    Field,
    Guard,
    Not,
    Op,
    Present,
    Row,
    State,
    Workflow,
    fire,
    read_workflow,
    to_json,
    why_not,
)

KIT = Toolkit.installed()
SHIPPED = [KIT.workflows[name] for name in KIT.workflows]
PLAIN = Workflow(
    id="plain",
    title="Plain",
    kind="action",
    initial="a",
    states=(State("a", "A"), State("b", "B", final=True)),
    rows=(Row("go", "a", "b", guard=Present(Field("owner"))),),
)
NAMES = st.sampled_from(["owner", "due.last", "before.due.last", "as_of"])
FIELDS = st.builds(Field, NAMES) | st.builds(Field, NAMES, st.text('abc é"\\', max_size=4))
CONSTANTS = st.text("ab 'é", max_size=3) | st.integers() | st.booleans() | st.dates()
GUARDS = st.recursive(
    st.builds(Present, FIELDS) | st.builds(Compare, FIELDS, st.sampled_from(Op), CONSTANTS | FIELDS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(*parts)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any_(*parts)),
        inner.map(Not),
    ),
    max_leaves=5,
)
ROWS = st.builds(
    Row,
    st.sampled_from(["go", "stop"]),
    st.sampled_from(["a", ("a", "b"), ()]),
    st.sampled_from(["a", "b", None]),
    guard=GUARDS,
    after=st.none() | FIELDS,
    by_itself=st.booleans(),
    reopens=st.booleans(),
    clears=st.sampled_from([(), ("end", "notes")]),
    changes=st.sampled_from([None, (), ("notes",)]),
)
WORKFLOWS = st.builds(
    attrs.evolve,
    st.just(PLAIN),
    title=st.text("Aé ", max_size=3),
    source=st.text("Aé ", max_size=3),
    states=st.tuples(
        st.builds(State, st.just("a"), st.text("A", max_size=2), holds=GUARDS), st.just(PLAIN.states[1])
    ),
    rows=st.lists(ROWS, max_size=3).map(tuple),
    facts=st.lists(FIELDS, max_size=2).map(tuple),
)


def words(workflow):
    guards = [state.holds for state in workflow.states] + [row.guard for row in workflow.rows]
    said = [None if guard is None else (guard.sentence(), guard.sentence(wanted=False)) for guard in guards]
    fields = [*workflow.facts, *(row.after for row in workflow.rows if row.after is not None)]
    return said, [field.label for field in fields]


@given(WORKFLOWS)
def test_a_lifecycle_reads_back_equal_with_the_same_words(workflow):
    text = to_json(workflow)
    back = read_workflow(text, "kept.json")
    assert back == workflow
    assert back.version == workflow.version
    assert words(back) == words(workflow)
    assert to_json(back) == text


@pytest.mark.parametrize("workflow", SHIPPED, ids=[each.id for each in SHIPPED])
def test_a_shipped_lifecycle_reads_back_equal_with_the_same_words(workflow):
    back = read_workflow(to_json(workflow), "kept.json")
    assert back == workflow
    assert words(back) == words(workflow)


def test_a_file_says_what_it_is_first_and_leaves_out_what_goes_without_saying():
    assert json.loads(to_json(PLAIN)) == {
        "id": "plain",
        "version": PLAIN.version,
        "title": "Plain",
        "kind": "action",
        "initial": "a",
        "states": [{"name": "a", "title": "A"}, {"name": "b", "title": "B", "final": True}],
        "rows": [{"trigger": "go", "from": ["a"], "to": "b", "guard": {"present": "owner"}}],
    }
    assert to_json(PLAIN).startswith('{\n  "id": "plain",\n  "version": ')


def test_a_file_without_version_is_what_it_defines():
    data = json.loads(to_json(PLAIN))
    del data["version"]
    assert read_workflow(json.dumps(data), "kept.json") == PLAIN


def wrong(**changes):
    data = json.loads(to_json(PLAIN)) | changes
    return json.dumps({key: value for key, value in data.items() if value is not ...})


def row(**changes):
    return {"rows": [{"trigger": "go", "from": ["a"], "to": "b"} | changes]}


ONE_OF = "a condition has one of the keys present, compare, all, any, not, opaque, and this"
NAME = {"name": "n"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (wrong(version="0123"), [f"/version: it says version 0123, and what it defines is {PLAIN.version}; leave version out if that is meant"]),
        (wrong(title=..., kind=7, initial="c"), [
            ': the key "title" is missing', "/kind: a text is due here, not the number 7; put it in quotes"]),
        (wrong(initial="c"), ['/initial: the initial state "c" is not defined; known: a, b']),
        (wrong(**row(to="c", by_itself=True)), [
            '/rows/0/to: go names the state "c", not defined; known: a, b',
            "/rows/0: go fires by itself and has no guard, so it would always fire",
        ]),
        (wrong(rows=[{"trigger": "go", "from": "a"}]), [
            '/rows/0: the key "to" is missing', '/rows/0/from: a list is due here, not the text "a"; write ["a"]']),
        (wrong(**row(by_itslf=True)), ['/rows/0/by_itslf: there is no key "by_itslf" here; did you mean "by_itself"?']),
        (wrong(**row(guard={"present": " "})), ['/rows/0/guard/present: " " names nothing to read; write a name, or several with dots between']),
        (wrong(**row(after={"name": "due..last", "label": "x"})), ['/rows/0/after/name: "due..last" names nothing to read; write a name, or several with dots between']),
        (wrong(**row(guard="x")), [f'/rows/0/guard: {ONE_OF} is the text "x"']),
        (wrong(**row(guard={"presnt": "x"})), [f"/rows/0/guard: {ONE_OF} has none"]),
        (wrong(**row(guard={"present": "x", "not": {"present": "y"}})), [f"/rows/0/guard: {ONE_OF} has present and not"]),
        (wrong(**row(guard={"all": []})), ["/rows/0/guard/all: at least one condition is due here"]),
        (wrong(**row(guard={"any": []})), ["/rows/0/guard/any: at least one condition is due here"]),
        (wrong(**row(guard={"not": {"all": [{"present": 1}, {"any": [3]}]}})), [
            "/rows/0/guard/not/all/0/present: a name is due here, or a mapping of name and label, not the number 1",
            f"/rows/0/guard/not/all/1/any/0: {ONE_OF} is the number 3",
        ]),
        (wrong(**row(guard={"compare": {"left": NAME | {"parts": []}, "op": "=", "right": {"day": "1 May"}}})), [
            '/rows/0/guard/compare/left/parts: there is no key "parts" here; known: name, label',
            '/rows/0/guard/compare/op: "=" is not a choice here; choose one of <, <=, ==, !=, >=, >',
            '/rows/0/guard/compare/right: a day as YYYY-MM-DD is due here, not the text "1 May"',
        ]),
        (wrong(**row(guard={"compare": {"left": "n", "op": "<", "right": 1.5}})), [
            ("/rows/0/guard/compare/right: a text, a whole number, true, false, or a mapping with day or name is due here, "
             "not the number 1.5")]),
    ],
)  # fmt: skip
def test_every_problem_has_its_place(text, problems):
    with pytest.raises(RefusedError) as caught:
        read_workflow(text, "kept.json")
    assert sorted(f"{each.path}: {each.message}" for each in caught.value.problems) == sorted(problems)
    assert {each.file for each in caught.value.problems} == {"kept.json"}


@pytest.mark.parametrize("text", ["", "{", "[" * 5000 + "]" * 5000, '{"id": "a", "id": "b"}'])
def test_what_is_no_json_is_not_loaded(text):
    with pytest.raises(LoadError, match=r"^kept.json was not loaded") as caught:
        read_workflow(text, "kept.json")
    assert not isinstance(caught.value, RefusedError)


def nested(depth):
    guard = Present(Field("owner"))
    for _ in range(depth):
        guard = Not(guard)
    return guard


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"guard": Compare(AS_OF, "<", Decimal("1.5"))}, "it compares with Decimal('1.5'), which is no text"),
        (
            {"guard": Compare(AS_OF, "<", datetime(2019, 1, 1))},
            "it compares with datetime.datetime(2019, 1, 1, 0, 0)",
        ),
        ({"guard": Present(Field("owner", "\ud800"))}, "half of a surrogate pair"),
        ({"guard": nested(60)}, "nested more than 64 levels deep; no lifecycle is"),
        ({"guard": nested(400)}, "maximum recursion depth exceeded"),
    ],
)
def test_what_no_file_can_hold_is_refused(changes, said):
    workflow = attrs.evolve(PLAIN, rows=(attrs.evolve(PLAIN.rows[0], **changes),))
    with pytest.raises(DefinitionError) as caught:
        to_json(workflow)
    assert said in str(caught.value)


def test_conditions_may_be_nested_as_deep_as_anybody_needs():
    workflow = attrs.evolve(PLAIN, rows=(attrs.evolve(PLAIN.rows[0], guard=nested(50)),))
    assert read_workflow(to_json(workflow), "kept.json") == workflow


def test_days_and_yes_or_no_stay_what_they_are():
    for constant in (date(2019, 1, 1), True, False, 1, "1", "2019-01-01"):
        guard = Compare(Field("n"), "==", constant)
        workflow = attrs.evolve(PLAIN, rows=(attrs.evolve(PLAIN.rows[0], guard=guard),))
        (back,) = read_workflow(to_json(workflow), "kept.json").rows
        assert type(back.guard.right) is type(constant)
        assert back.guard.right == constant


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


def test_of_code_the_name_and_the_words_are_kept_and_nobody_is_told_that_it_holds():
    lucky = attrs.evolve(PLAIN, rows=(attrs.evolve(PLAIN.rows[0], guard=Not(Lucky())),))
    back = read_workflow(to_json(lucky), "kept.json")
    assert back.version == lucky.version
    assert words(back) == words(lucky)
    assert to_json(back) == to_json(lucky)
    for ask in (why_not, fire):
        with pytest.raises(DefinitionError) as caught:
            ask(back, Action(ref="1", title="T"), "go", as_of=date(2019, 1, 1))
        assert caught.value.problems == ('"it is lucky" was code, and of code a file keeps the name alone',)
    with pytest.raises(DefinitionError, match="was code"):
        back.rows[0].guard.part.reasons(None)
