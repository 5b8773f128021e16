"""Items that carry one ref stay as many as they are, whether they are new or there already."""

from effort import examples
from hypothesis import HealthCheck, given, settings

from govkit.importing import preview
from govkit.io.register import unstructure
from govkit.model import Action, Document, Register, Risk, Source
from govkit.testing.strategies import registers

TWINS = Register(
    ref="r",
    title="T",
    risks=(
        Risk(ref="R1", title="One", actions=(Action(ref="A1", title="a"), Action(ref="A1", title="b"))),
        Risk(ref="R1", title="Two"),
    ),
)


def document(register):
    return Document(unstructure(register), Source("x", "", lambda _: {}))


def test_twins_are_both_created():
    found = preview(document(TWINS))
    assert found.register == TWINS
    assert found.created == ("R1", "R1/A1", "R1/A1", "R1")


def test_twins_are_twins_of_those_that_are_there_in_their_order():
    found = preview(document(TWINS), TWINS)
    assert found.register == TWINS
    assert (found.created, found.changed) == ((), ())


def test_a_twin_that_is_not_there_yet_is_created_and_changes_nothing():
    there = Register(ref="r", title="T", risks=TWINS.risks[:1])
    found = preview(document(TWINS), there)
    assert found.register == TWINS
    assert (found.created, found.changed) == (("R1",), ())


@settings(suppress_health_check=list(HealthCheck), max_examples=examples(50))
@given(registers())
def test_any_register_is_what_comes_of_it_and_adds_nothing_to_itself(register):
    alone = preview(document(register))
    assert (alone.register, alone.refused) == (register, ())
    again = preview(document(register), register)
    assert (again.register, again.created, again.changed, again.refused) == (register, (), (), ())
