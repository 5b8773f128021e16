"""Python functions as conditions: named, said in words, and opaque."""

import pickle
from datetime import date

import attrs
import pytest

from govkit import Action, Workflow, verify
from govkit.errors import Blocked, DefinitionError
from govkit.workflow import (
    All,
    Not,
    Predicate,
    Row,
    State,
    fire,
    opaque_parts,
    read_workflow,
    to_json,
    why_not,
)

DAY = date(2026, 3, 1)
ITEM = Action(ref="A1", title="Mend the roof")


def titled(item, facts):
    return len(item.title.split()) > 1 and facts["by"] is not None


def answers_three(item, facts):
    return 3


def stumbles(item, facts):
    return item.roof


TITLED = Predicate("titled-1", "the title is long enough", "the title is too short", titled)


def flow(guard):
    return Workflow(
        id="w",
        title="W",
        kind="action",
        initial="new",
        states=(State("new", "New"), State("done", "Done", final=True)),
        rows=(Row("finish", "new", "done", guard=guard),),
    )


def test_a_function_is_asked_with_the_item_and_the_facts():
    done, _ = fire(flow(TITLED), ITEM, "finish", as_of=DAY, by="Clerk")
    assert done.state == "done"
    with pytest.raises(Blocked) as caught:
        fire(flow(TITLED), ITEM, "finish", as_of=DAY)
    assert caught.value.reasons == ("the title is too short",)


def test_the_changes_are_applied_before_it_is_asked():
    assert why_not(flow(TITLED), ITEM, "finish", as_of=DAY, by="X", title="Mend") == [
        "the title is too short"
    ]


def test_its_opposite_is_said_and_explained():
    guard = All(Not(TITLED))
    assert guard.sentence() == "the title is too short"
    assert why_not(flow(guard), ITEM, "finish", as_of=DAY, by="X") == ["the title is long enough"]


def test_it_is_named_in_the_version_and_its_words_and_code_are_not():
    other = attrs.evolve(TITLED, holds="it is long", fails="it is short", function=answers_three)
    assert flow(other).version == flow(TITLED).version
    assert flow(attrs.evolve(TITLED, name="titled-2")).version != flow(TITLED).version


def test_it_says_that_it_is_opaque():
    said = [str(each) for each in verify(flow(TITLED)).not_evaluated]
    assert said
    assert all(
        '"the title is long enough" is decided by Python code, which is opaque' in each for each in said
    )
    assert opaque_parts(flow(TITLED)) == ("the title is long enough",)


def test_a_file_keeps_its_name_and_words():
    back = read_workflow(to_json(flow(TITLED)), "kept.json")
    assert back.version == flow(TITLED).version
    assert back.rows[0].guard.sentence(wanted=False) == "the title is too short"


def test_one_of_a_module_can_be_pickled():
    assert pickle.loads(pickle.dumps(TITLED)) == TITLED  # noqa: S301 - its own


@pytest.mark.parametrize(
    ("function", "fault"),
    [
        (answers_three, '"H" answers 3; a guard answers True or False'),
        (
            stumbles,
            (
                "\"H\": N raised AttributeError: 'Action' object has no attribute 'roof' "
                f"(test_predicate.py, line {stumbles.__code__.co_firstlineno + 1})"
            ),
        ),
    ],
)
def test_an_odd_answer_or_an_error_names_the_predicate(function, fault):
    workflow = flow(Predicate("N", "H", "F", function))
    with pytest.raises(DefinitionError) as caught:
        fire(workflow, ITEM, "finish", as_of=DAY)
    assert caught.value.problems == (fault,)


def test_what_is_no_predicate_is_refused_with_everything_that_is_wrong():
    with pytest.raises(DefinitionError) as caught:
        Predicate(" ", None, "", True)
    assert caught.value.problems == (
        "name of a Predicate takes a text that says something",
        "holds of a Predicate takes a text that says something",
        "fails of a Predicate takes a text that says something",
        "function of a Predicate takes a function of item and facts",
    )
