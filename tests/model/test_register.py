"""What a register hands down to its items, and how its items are found and replaced."""

import pickle

import attrs
import pytest

from govkit.errors import AmbiguousRefError, MisplacedError, UnknownNameError
from govkit.io import loads
from govkit.model import Action, Assessment, Located, Origin, OriginKind, Position, Register, Risk


def meeting(day, ref, **more):
    return Action(ref=ref, title="Do it", origin=Origin(kind=OriginKind.MEETING, raised=day), **more)


REGISTER = Register(
    ref="r",
    title="T",
    risks=(
        Risk(
            ref="SR3.1",
            title="One",
            inherent=Assessment(levels={"impact": 5}),
            target=Assessment(levels={"impact": 1}),
            actions=(Action(ref="A1", title="First"), Action(ref="A2", title="Second")),
        ),
        Risk(ref="SR3.2", title="Two", actions=(Action(ref="A1", title="Third"),)),
    ),
    actions=(
        meeting("24/01/2019", "1.0"),
        meeting("28/02/2019", "1.0"),
        Action(ref="1.4", title="Audit", origin=Origin(kind=OriginKind.AUDIT, area="4")),
    ),
)
TWICE = Register(
    ref="r",
    title="T",
    risks=(Risk(ref="R1", title="One"), Risk(ref="R2", title="Two"), Risk(ref="R1", title="Three")),
    actions=(meeting("24/01/2019", "1.0"), meeting("24th Jan 19", "1.0")),
)


def test_items_without_a_scheme_or_a_lifecycle_take_the_registers():
    register = attrs.evolve(REGISTER, scheme="cambs-2019", workflows={"action": "board", "risk": "other"})
    assert [found.item.scheme for found in register.all_assessments] == ["cambs-2019"] * 2
    assert [found.item.workflow for found in register.all_actions] == ["board"] * 6


def test_items_that_name_their_own_scheme_or_lifecycle_keep_it():
    register = Register(
        ref="r",
        title="T",
        scheme="cambs-2019",
        workflows={"action": "board"},
        risks=(
            Risk(
                ref="R1",
                title="T",
                current=Assessment(scheme="cambs-2016"),
                target=Assessment(),
                actions=(Action(ref="A1", title="T", workflow="own"), Action(ref="A2", title="T")),
            ),
        ),
        actions=(Action(ref="1", title="T", workflow="own"),),
    )
    assert [found.item.scheme for found in register.all_assessments] == ["cambs-2016", "cambs-2019"]
    assert [found.item.workflow for found in register.all_actions] == ["own", "board", "own"]


@pytest.mark.parametrize("register", [REGISTER, attrs.evolve(REGISTER, workflows={"objective": "other"})])
def test_a_register_without_defaults_leaves_its_items_alone(register):
    assert register.risks == REGISTER.risks
    assert [found.item.scheme for found in register.all_assessments] == [None, None]
    assert [found.item.workflow for found in register.all_actions] == [None] * 6


def test_every_item_has_an_address_and_a_path():
    assert [(found.address, found.path) for found in REGISTER.all_risks] == [
        ("SR3.1", "/risks/0"),
        ("SR3.2", "/risks/1"),
    ]
    assert [(found.address, found.path) for found in REGISTER.all_actions] == [
        ("SR3.1/A1", "/risks/0/actions/0"),
        ("SR3.1/A2", "/risks/0/actions/1"),
        ("SR3.2/A1", "/risks/1/actions/0"),
        ("2019-01-24/1.0", "/actions/0"),
        ("2019-02-28/1.0", "/actions/1"),
        ("4/1.4", "/actions/2"),
    ]
    assert [(found.address, found.path) for found in REGISTER.all_assessments] == [
        ("SR3.1/inherent", "/risks/0/inherent"),
        ("SR3.1/target", "/risks/0/target"),
    ]


def test_items_are_found_by_their_address():
    assert REGISTER.risk("SR3.2") is REGISTER.risks[1]
    assert REGISTER.action("SR3.1/A2") is REGISTER.risks[0].actions[1]
    assert REGISTER.action("4/1.4") is REGISTER.actions[2]


def test_one_number_may_stand_under_two_meetings():
    assert REGISTER.action("2019-01-24/1.0") is REGISTER.actions[0]
    assert REGISTER.action("2019-02-28/1.0") is REGISTER.actions[1]


@pytest.mark.parametrize(
    ("find", "message"),
    [
        (lambda r: r.risk("SR31"), 'there is no risk "SR31"; did you mean "SR3.1"?'),
        (lambda r: r.risk("x"), 'there is no risk "x"; known: SR3.1, SR3.2'),
        (lambda r: r.action("SR3.1/A3"), 'there is no action "SR3.1/A3"; did you mean "SR3.1/A2"?'),
        (
            lambda r: r.action("A1"),
            'there is no action "A1"; known: SR3.1/A1, SR3.2/A1',
        ),
        (lambda r: r.with_action("4/1.5", r.actions[0]), 'there is no action "4/1.5"; did you mean "4/1.4"?'),
        (lambda r: Register(ref="r", title="T").risk("x"), 'there is no risk "x"; there are none'),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(find, message):
    with pytest.raises(UnknownNameError) as caught:
        find(REGISTER)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("find", "message"),
    [
        (lambda r: r.risk("R1"), '"R1" stands 2 times: /risks/0, /risks/2; give each its own'),
        (
            lambda r: r.action("2019-01-24/1.0"),
            '"2019-01-24/1.0" stands 2 times: /actions/0, /actions/1; give each its own',
        ),
        (
            lambda r: r.with_action("2019-01-24/1.0", r.actions[0]),
            '"2019-01-24/1.0" stands 2 times: /actions/0, /actions/1; give each its own',
        ),
    ],
)
def test_what_stands_twice_is_not_guessed(find, message):
    with pytest.raises(AmbiguousRefError) as caught:
        find(TWICE)
    assert str(caught.value) == message


@pytest.mark.parametrize("address", ["SR3.1/A2", "4/1.4"])
def test_one_action_is_replaced_and_nothing_else(address):
    new = attrs.evolve(REGISTER.action(address), owner="OPCC")
    register = REGISTER.with_action(address, new)
    assert register.action(address) is new
    assert register != REGISTER
    assert register.with_action(address, REGISTER.action(address)) == REGISTER
    for before, after in zip(REGISTER.all_actions, register.all_actions, strict=True):
        assert after.item is (new if after.address == address else before.item)


def test_a_new_action_without_a_lifecycle_takes_the_registers():
    register = attrs.evolve(REGISTER, workflows={"action": "board"})
    new = Action(ref="1.4", title="New", origin=Origin(kind="audit", area="4"))
    assert register.with_action("4/1.4", new).action("4/1.4").workflow == "board"


@pytest.mark.parametrize("given", [Action(ref="1.5", title="New"), Action(ref="1.4", title="No area")])
def test_an_action_does_not_take_the_place_of_another(given):
    with pytest.raises(MisplacedError) as caught:
        REGISTER.with_action("4/1.4", given)
    assert str(caught.value) == (
        f'"{given.ref}" cannot take the place of "4/1.4": the refs differ, one would be lost'
    )


def test_every_action_is_mapped_with_its_place():
    seen = []

    def name(located):
        seen.append(located)
        return attrs.evolve(located.item, owner=located.address)

    register = REGISTER.map_actions(name)
    assert tuple(seen) == REGISTER.all_actions
    assert all(type(located) is Located for located in seen)
    assert [found.item.owner for found in register.all_actions] == [found.address for found in seen]


def test_a_register_whose_actions_stay_the_same_is_the_same_register():
    assert REGISTER.map_actions(lambda located: located.item) is REGISTER


def test_a_risk_whose_actions_stay_the_same_is_the_same_risk():
    register = REGISTER.with_action("SR3.2/A1", Action(ref="A1", title="New"))
    assert register.risks[0] is REGISTER.risks[0]
    assert register.risks[1].actions == (Action(ref="A1", title="New"),)


def test_where_a_register_was_loaded_from_takes_no_part_in_what_it_is():
    content = "register: r\ntitle: T\nrisks:\n  - ref: R1\n    title: One\n"
    loaded = loads(content, "x.yaml")
    built = Register(ref="r", title="T", risks=(Risk(ref="R1", title="One"),))
    assert loaded == built
    assert hash(loaded) == hash(built)
    assert repr(loaded) == repr(built)


@pytest.mark.parametrize("name", ["x.yaml", "x.json", "x.toml"])
@pytest.mark.parametrize("scanned", [False, True])
def test_a_loaded_register_pickles_with_its_places(name, scanned):
    text = {
        "x.yaml": "register: r\ntitle: T\nrisks:\n  - ref: R1\n    title: One\n",
        "x.json": '{"register": "r",\n"title": "T", "risks": [\n\n {"ref": "R1",\n   "title": "One"}]}',
        "x.toml": "register = 'r'\ntitle = 'T'\n[[risks]]\nref = 'R1'\ntitle = 'One'\n",
    }[name]
    register = loads(text, name)
    if scanned:
        register.source.locate("")
        assert register.all_risks
    other = pickle.loads(pickle.dumps(register))  # noqa: S301 - our own pickle
    assert other == register
    assert other.source == register.source
    assert other.source.locate("/risks/0/title") == Position(
        5, {"x.yaml": 12, "x.json": 13, "x.toml": 9}[name]
    )
    assert other.all_risks == register.all_risks
