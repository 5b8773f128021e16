"""What would come of a document, by itself or added to a register."""

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import refusals

from govkit.importing import preview
from govkit.io.register import structure, unstructure
from govkit.model import Document, Position, Source
from govkit.rules.addresses import addresses
from govkit.testing.strategies import registers

PLACES = {"/risks/0": Position(3, 1), "/risks/1/title": Position(4, 2), "/edition": Position(1, 5)}


def document(data, places=PLACES, **more):
    return Document(data, Source("paper.txt", "", lambda _: places), **more)


def register(**more):
    return {"register": "r", "title": "R", **more}


RISK = {"ref": "R1", "title": "Fire"}


@given(registers())
@settings(max_examples=examples(50))
def test_a_register_read_into_itself_changes_nothing(found):
    same = preview(document(unstructure(found)), found)
    assert (same.changed, same.created, same.refused) == ((), (), ())
    assert same.register == found


@given(registers())
@settings(max_examples=examples(50))
def test_a_document_by_itself_is_its_register(found):
    alone = preview(document(unstructure(found)))
    assert alone.register == found
    assert (alone.changed, alone.refused) == ((), ())


def test_entries_that_make_no_item_are_refused_as_a_whole_and_the_others_stay():
    data = register(
        risks=[{"ref": "R1", "titel": "Fire"}, {"ref": "R2", "title": 3}, {"ref": "R3", "title": "Ice"}]
    )
    found = preview(document(data))
    assert {place for place, _ in refusals(found)} == {"3:1", "4:2"}
    assert found.created == ("R3",)
    assert found.read == 3


def test_what_is_wrong_with_the_register_itself_leaves_nothing():
    found = preview(document(register(edition=[], risks=[RISK])))
    assert found.register is None
    assert [place for place, _ in refusals(found)] == ["1:5"]
    assert (found.created, found.changed) == ((), ())


@pytest.mark.parametrize("data", [None, {}, [], "text", 3])
def test_what_is_no_register_is_refused(data):
    found = preview(document(data, {}))
    assert found.register is None
    assert found.refused
    assert found.read == 0


def test_all_faults_are_said_though_some_are_only_looked_for_once_others_are_gone():
    data = register(
        risks=[{"ref": "R1", "title": 3}, {"ref": "R2", "title": "x", "workflow": "w", "events": [{}]}]
    )
    found = preview(document(data))
    assert {reason.split(":")[0].split("/")[2] for _, reason in refusals(found)} == {"0", "1"}
    assert found.register.risks == ()


def test_what_a_document_says_of_items_that_are_there_is_changed_and_the_rest_is_new():
    into = structure(
        register(risks=[{**RISK, "status": "New", "current": {"printed": 3, "by": "A"}, "causes": ["Heat"]}])
    )
    data = register(
        title="Another",
        risks=[
            {
                "ref": "R1",
                "title": "Fire!",
                "current": {"printed": 4},
                "causes": ["Heat", "Wind"],
                "controls": [{"ref": "C1", "title": "Hose"}],
            },
            {"ref": "R2", "title": "Flood"},
        ],
        published="here",
    )
    found = preview(document(data), into)
    assert [(each.ref, each.field, each.before, each.after) for each in found.changed] == [
        ("R1", "title", "Fire", "Fire!"),
        ("R1", "current.printed", 3, 4),
        ("R1", "causes", ["Heat"], ["Heat", "Wind"]),
        ("", "published", None, "here"),
    ]
    assert found.changed[0].position == Position(3, 1)
    assert found.created == ("R1/C1", "R2")
    assert found.register.title == "R"
    assert found.register.risk("R1").current.by == "A"
    assert into.risk("R1").title == "Fire"


def test_what_is_empty_takes_nothing_out():
    risk = {**RISK, "status": "New", "causes": ["Heat"], "controls": [{"ref": "C1", "title": "Hose"}]}
    into = structure(register(published="here", risks=[risk]))
    for said in (
        {"risks": [], "published": None},
        {"risks": [{"ref": "R1", "status": None, "causes": [], "controls": []}]},
    ):
        found = preview(document(register(**said)), into)
        assert (found.register, found.changed, found.created) == (into, (), ())


def test_an_item_among_texts_is_refused_where_the_document_says_it():
    into = structure(register(risks=[{**RISK, "causes": ["Heat"]}]))
    found = preview(document(register(risks=[{**RISK, "causes": ["Heat", {"a": 1}]}])), into)
    assert [(place, reason.split(":")[0]) for place, reason in refusals(found)] == [
        ("3:1", "/risks/0/causes/1")
    ]
    assert (found.register, found.changed) == (into, ())


def test_a_change_that_cannot_be_is_refused_where_the_document_says_it():
    into = structure(register(risks=[{"ref": "R0", "title": "Ice"}, RISK]))
    found = preview(document(register(risks=[{"ref": "R1", "title": 3}])), into)
    assert [place for place, _ in refusals(found)] == ["3:1"]
    assert (found.register, found.changed) == (into, ())


def test_two_entries_of_one_ref_never_overwrite_each_other():
    actions = [{"ref": "7", "title": "Ask"}, {"ref": "7", "title": "Tell"}]
    assert [each.title for each in preview(document(register(actions=actions))).register.actions] == [
        "Ask",
        "Tell",
    ]
    into = structure(register(actions=actions[:1]))
    found = preview(document(register(actions=actions)), into)
    assert (found.created, found.changed) == (("7",), ())


@pytest.mark.parametrize(("held", "said"), [(None, "none"), ("cambs-2016", '"cambs-2016"')])
def test_levels_of_one_scheme_are_not_added_to_a_register_of_another(held, said):
    into = structure(register(scheme=held, risks=[RISK]))
    found = preview(document(register(scheme="cambs-2019", risks=[RISK]), {"/scheme": Position(3, 1)}), into)
    assert refusals(found) == [
        (
            "3:1",
            f'/scheme: its levels are of the scheme "cambs-2019", and the register r has {said}; migrate one of them first',
        )
    ]
    assert found.register is None
    assert preview(document(register(scheme=None, risks=[RISK])), into).register == into


SMALL = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["R1", "x", "", "May 2020"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["ref", "title", "risks", "actions", "current", "scheme", "x"]), inner, max_size=4
        )
    ),
    max_leaves=10,
)


@given(
    st.dictionaries(st.sampled_from(["risks", "actions", "scheme", "edition", "bodies", "published"]), SMALL),
    st.booleans(),
)
def test_whatever_plain_data_a_reader_makes_it_is_refused_or_a_register(data, into):
    there = (
        structure(register(published="here", risks=[RISK], actions=[{"ref": "x", "title": "y"}]))
        if into
        else None
    )
    found = preview(document(register(**data), {}), there)
    assert (found.register is not None) or found.refused
    if there is not None and found.register is not None:
        assert set(addresses(there)) <= set(addresses(found.register))


def test_a_fault_of_no_item_is_said_once_though_items_are_refused_beside_it():
    data = {"register": "r", "title": "T", "workflows": {"1": 5}, "risks": [{"ref": "R1"}]}
    found = preview(Document(data, Source("x", "", lambda _: {})))
    reasons = [each.reason for each in found.refused]
    assert len(reasons) == len(set(reasons)) > 0
    assert found.register is None


@pytest.mark.parametrize(
    "odd", [{"origin": [1]}, {"origin": {"raised": [{}]}}, {"ref": [1]}, {"ref": {"a": []}}]
)
def test_whatever_stands_where_an_entry_is_known_by_is_refused_and_no_fault_of_govkit(odd):
    action = {"ref": "1", "title": "Mend"}
    into = structure(register(actions=[action]))
    found = preview(document(register(actions=[action | odd]), {"/actions/0": Position(2, 1)}), into)
    assert {place for place, _ in refusals(found)} == {"2:1"}
    assert found.register == into


def test_a_reading_is_known_by_its_value_however_that_is_written():
    one = {"ref": "I1", "title": "Delay", "unit": "minutes", "readings": [{"period": "May 2020", "value": 3}]}
    into = structure(register(indicators=[one]))
    again = preview(document(register(indicators=[one])), into)
    assert (again.created, again.changed, again.register) == ((), (), into)
