"""What is wrong is named with its item, in Python and at the command line, and nothing is half done."""

from datetime import date

import attrs
import pytest

from govkit import Action, Register, Risk, Toolkit, Workflow, hookimpl
from govkit.cli.app import run
from govkit.errors import DefinitionError, UnknownNameError
from govkit.testing import workflow_machine
from govkit.workflow import Field, Guard, Not, Present, Row, State, fire, sweep, why_not, workflow_diff
from govkit.workflow.definition import BY_ID

DAY = date(2026, 1, 1)


@attrs.frozen
class Answers(Guard):
    answer: object

    def __call__(self, view):
        return self.answer

    def sentence(self, *, wanted=True):
        return "the weather is fine" if wanted else "it rains"

    def canonical(self):
        return f"answers({self.answer!r})"

    def reasons(self, view, *, wanted=True, values=True):
        yield self.sentence(wanted=not wanted)


def workflow(name, guard, **more):
    return Workflow(
        id=name, title="T", kind="action", initial="a",
        states=(State("a", "A"), State("b", "B", final=True)),
        rows=(Row("go", "a", "b", guard=guard, **more),),
    )  # fmt: skip


@attrs.frozen
class Stumbles(Answers):
    def __call__(self, view):
        return self.answer / 0


@attrs.frozen
class Reads(Answers):
    def __call__(self, view):
        return view.value((self.answer,)) is None


FINE = workflow("plain", None)
ITEM = Action(ref="1", title="T")
MISSING = Present(Field("ownr"))


class Plugin:
    @hookimpl
    def govkit_workflows(self):
        yield workflow("missing", MISSING)
        yield workflow("missing-auto", MISSING, by_itself=True)
        yield workflow("three", Answers(3))
        yield workflow("none-auto", Not(Answers(None)), by_itself=True)
        yield workflow("fine", Answers(True))
        yield workflow("reads", Reads("ownr"))
        yield workflow("stumbles", Stumbles(1))
        yield workflow("rain", Answers(False))


KIT = Toolkit.installed(Plugin())
NO_OWNR = 'Action has no "ownr"; did you mean "owner"?'
LINE = Stumbles.__call__.__wrapped__.__code__.co_firstlineno + 1
NO_ANSWER = (
    f'"the weather is fine" raised ZeroDivisionError: division by zero (test_bad_input.py, line {LINE})'
)
NO_TRUTH = '"the weather is fine" answers {}; a guard answers True or False'


def register(name):
    late = Action(ref="0", title="T", deadline="2019")
    return Register(ref="r", title="T", actions=(late, Action(ref="1", title="T", workflow=name)))


ASK = {
    "fire": lambda register: KIT.fire_at(register, "1", "go", as_of=DAY),
    "why_not": lambda register: KIT.why_not_at(register, "1", "go", as_of=DAY),
    "sweep": lambda register: KIT.sweep(register, as_of=DAY),
}


@pytest.mark.parametrize(
    ("ask", "name", "fault"),
    [
        ("fire", "missing", NO_OWNR),
        ("why_not", "missing", NO_OWNR),
        ("sweep", "missing-auto", NO_OWNR),
        ("fire", "reads", NO_OWNR),
        ("fire", "stumbles", NO_ANSWER),
        ("why_not", "stumbles", NO_ANSWER),
        ("fire", "three", NO_TRUTH.format(3)),
        ("why_not", "three", NO_TRUTH.format(3)),
        ("sweep", "none-auto", NO_TRUTH.format(None)),
    ],
)
def test_a_guard_that_cannot_be_worked_out_is_named_with_lifecycle_and_item(ask, name, fault):
    with pytest.raises(DefinitionError) as caught:
        ASK[ask](register(name))
    assert str(caught.value) == f"a guard of workflow {name}, asked of 1: {fault}"


@pytest.mark.parametrize(("given", "named"), [({}, "1"), ({"ref": "R1/1"}, "R1/1")])
@pytest.mark.parametrize("ask", [fire, why_not])
def test_asked_without_a_toolkit_it_is_named_too(ask, given, named):
    with pytest.raises(DefinitionError) as caught:
        ask(workflow("missing", MISSING), Action(ref="1", title="T"), "go", as_of=DAY, **given)
    assert str(caught.value) == f"a guard of workflow missing, asked of {named}: {NO_OWNR}"


def test_what_is_no_guards_fault_is_told_as_it_is():
    no_day = workflow("no-day", None, since=Field("title"))
    with pytest.raises(DefinitionError) as caught:
        fire(no_day, Action(ref="1", title="T"), "go", as_of=DAY)
    assert str(caught.value) == "row go: it takes effect on title, which is no day"


def test_rows_that_never_come_to_rest_are_named_with_the_item_once():
    class Circle:
        @hookimpl
        def govkit_workflows(self):
            rows = (Row("go", "a", "b", guard=Answers(True), by_itself=True),
                    Row("back", "b", "a", guard=Answers(True), by_itself=True))  # fmt: skip
            yield attrs.evolve(workflow("circle", None), rows=rows)

    with pytest.raises(DefinitionError) as caught:
        Toolkit.installed(Circle()).sweep(register("circle"), as_of=DAY)
    assert str(caught.value) == "workflow circle: the rows that fire by themselves never come to rest (1)"


def test_in_bulk_it_is_told_of_its_item_and_the_others_are_answered():
    log = Register(
        ref="r", title="T",
        actions=tuple(Action(ref=name, title="T", workflow=name) for name in ("missing", "three", "fine", "rain")),
    )  # fmt: skip
    found = KIT.why_not_all(log, "go", as_of=DAY)
    assert found.ready == ("fine",)
    assert [(each.ref, each.reasons) for each in found.blocked] == [("rain", ("it rains",))]
    assert [(each.ref, each.not_evaluated) for each in found.not_evaluated] == [
        ("missing", f"a guard of workflow missing: {NO_OWNR}"),
        ("three", f"a guard of workflow three: {NO_TRUTH.format(3)}"),
    ]


def test_an_unknown_trigger_is_named_with_the_item():
    for ask in (KIT.fire_at, KIT.why_not_at):
        with pytest.raises(UnknownNameError) as caught:
            ask(register("fine"), "1", "goo", as_of=DAY)
        assert str(caught.value) == 'there is no trigger "goo" in workflow fine; did you mean "go"? (1)'


PAIR = "write (item, item.address)"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: sweep(FINE, [ITEM], as_of=DAY), f"each of items takes a tuple or a list, not Action: {PAIR}"),
        (lambda: sweep(FINE, ITEM, as_of=DAY), "items takes an Iterable, not Action: write [(item, item.address)]"),
        (lambda: workflow_diff("action", FINE), f'old takes a Workflow, not str ("action"): {BY_ID}'),
        (lambda: workflow_diff(FINE, 3), f"new takes a Workflow, not int: {BY_ID}"),
        (lambda: workflow_machine("action"), f'workflow takes a Workflow, not str ("action"): {BY_ID}'),
    ],
)  # fmt: skip
def test_what_is_of_another_kind_than_is_due_is_said_in_a_sentence(ask, said):
    with pytest.raises(TypeError) as caught:
        ask()
    assert str(caught.value) == said


def test_pairs_may_be_lists_and_an_item_that_cannot_be_read_is_no_pair_gone_wrong():
    assert sweep(FINE, [[ITEM, "1"]], as_of=DAY) == ([ITEM], [])


def test_stories_begin_with_an_item_of_the_lifecycle_s_kind():
    with pytest.raises(DefinitionError) as caught:
        workflow_machine(FINE, item=Risk(ref="1", title="T"))
    assert caught.value.problems == ("it is for items of the kind action, and item= is of the kind risk",)


FILE = """
register: r
title: T
actions:
  - {ref: "1", title: A, state: opne}
  - {ref: "2", title: B, deadline: 2026-01-01, start: 2026-05-01}
  - ref: "3"
    title: C
    state: open
    events:
      - {kind: action, ref: "3", trigger: start, from: open, to: ongoing, effective: 2019-01-01, recorded: 2019-01-01}
      - {kind: action, ref: "3", trigger: close, from: open, to: closed, effective: 2019-02-01, recorded: 2019-02-01}
"""
NO_STATE = 'there is no state "opne" in workflow action; did you mean "open"? (1)'


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("fire FILE 2 strat --write", 2, 'no trigger "strat" in workflow action; did you mean "start"? (2)'),
        ("why-not FILE 2 strat", 2, 'no trigger "strat" in workflow action; did you mean "start"? (2)'),
        ("fire FILE 1 start --write", 2, NO_STATE),
        ("why-not FILE 1 start", 2, NO_STATE),
        ("sweep FILE", 2, NO_STATE),
        ("check FILE", 1, 'warning 1: "opne" is recorded, but there is no state "opne" in workflow action'),
        ("state FILE --on 2019-01-15", 0, f"govkit: warning: 1: {NO_STATE.removesuffix(' (1)')}\n"),
        ("fire FILE 2 extend --set deadline=2026-02-01 --write", 1,
         "2 cannot extend:\n  the last day of the deadline (2026-02-01) comes before the day in question (2026-06-01)"),
        ("fire FILE 2 close --set end=2026-04-01 --write", 1,
         "2 cannot close:\n  a readable end date (2026-04-01) comes before the first day of the start (2026-05-01)"),
        ("check FILE", 1, "error 3: close of 2019-02-01 starts from open, and the event before it led to ongoing\n"),
        ("state FILE --on 2019-01-15", 0,
         "before it led to ongoing\ngovkit: warning: 3: it is open, and its last event led to closed\n"),
    ],
)  # fmt: skip
def test_the_command_line_names_the_item_and_writes_nothing(tmp_path, capsys, command, code, said):
    file = tmp_path / "r.yaml"
    file.write_text(FILE, encoding="utf-8")
    day = [] if command.startswith("state") else ["--as-of", "2026-06-01"]
    assert run([*(str(file) if word == "FILE" else word for word in command.split()), *day]) == code
    out, err = capsys.readouterr()
    assert said in out + err
    assert "Traceback" not in err
    assert file.read_text(encoding="utf-8") == FILE
