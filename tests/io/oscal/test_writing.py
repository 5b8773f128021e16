"""A register as OSCAL: what other tools read of it, and what only govkit does."""

import json
from datetime import date, datetime

import attrs
import pytest

from govkit.errors import SaveError
from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT
from govkit.model import (
    Action,
    Assessment,
    Assurance,
    AuditArea,
    Change,
    Control,
    EarlierAssessment,
    Event,
    Origin,
    Register,
    Revision,
    Risk,
)

UUID = "41111111-1111-4111-8111-111111111111"


def written(register, form=POAM_FORMAT):
    """Write a register, and give the document; writing proves that it reads back equal."""
    return json.loads(form.write(register, "x.json"))[form.root]


def risk_of(**fields):
    """Write a risk, and give what became of it."""
    register = Register(ref="r", title="T", scheme="cambs-2016", risks=(Risk(ref="R1", title="R", **fields),))
    return written(register)["risks"][0]


def own(node):
    """The properties that only govkit reads."""
    return {each["name"]: each["value"] for each in node.get("props", ()) if "ns" in each}


def uuids(value, key=""):
    """Every UUID of a document with the list it stands in."""
    if isinstance(value, dict):
        found = {(key, value["uuid"])} if "uuid" in value else set()
        return found.union(*(uuids(each, name) for name, each in value.items()))
    return set().union(*(uuids(each, key) for each in value)) if isinstance(value, list) else set()


def test_the_head_says_what_the_register_is():
    register = Register(
        ref="harbour",
        title="Harbour risks",
        organisation="Harbour office",
        edition="March 2026",
        notes="Draft.",
    )
    head = written(register)["metadata"]
    assert head["title"] == "Harbour risks"
    assert (head["last-modified"], head["version"]) == ("2026-03-31T23:59:59Z", "2026-03-31")
    assert head["oscal-version"] == "1.2.1"
    assert head["remarks"] == "Draft."
    (party,) = head["parties"]
    assert (party["name"], party["type"]) == ("Harbour office", "organization")
    assert head["responsible-parties"] == [{"role-id": "prepared-by", "party-uuids": [party["uuid"]]}]
    assert own(head) == {"written-by": "govkit", "register": "harbour", "edition": "March 2026"}


def test_a_register_without_a_day_says_that_it_has_none():
    head = written(Register(ref="r", title="T"))["metadata"]
    assert head["last-modified"] == "1970-01-01T00:00:00Z"
    assert own(head)["edition"] == "null"


def test_a_plan_has_an_item_per_line_of_the_log_and_one_for_each_risk_that_none_is_about():
    areas = (
        AuditArea(ref="1", title="Quay", overall_risk="R1"),
        AuditArea(ref="2", title="Elsewhere", overall_risk="other#R9"),
    )
    actions = tuple(
        Action(ref=f"{area}.1", title="Do it", notes="Soon.", origin=Origin(kind="audit", area=area))
        for area in "12"
    )
    risks = (Risk(ref="R1", title="R"), Risk(ref="R2", title="Q"))
    register = Register(ref="r", title="T", risks=risks, areas=areas, actions=actions)
    plan = written(register)
    first, second, stand_in = plan["poam-items"]
    told, other = [[{"risk-uuid": each["uuid"]}] for each in plan["risks"]]
    assert (first["title"], first["description"], first["related-risks"]) == ("Do it", "Soon.", told)
    assert "related-risks" not in second
    assert (own(stand_in), stand_in["title"], stand_in["related-risks"]) == (
        {"stands-for": "risk"},
        "Q",
        other,
    )


def test_a_plan_of_nothing_has_an_item_that_stands_for_the_register():
    (item,) = written(Register(ref="r", title="T"))["poam-items"]
    assert (item["title"], own(item)) == ("T", {"stands-for": "register"})


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "open"),
        ({"status": "investigating"}, "investigating"),
        ({"status": "Closed"}, "closed"),
        ({"status": "Update", "state": "accepted"}, "deviation-approved"),
        ({"state": "closed"}, "closed"),
        ({"status": "in review"}, "open"),
    ],
)
def test_the_status_is_one_of_oscals(fields, status):
    assert risk_of(**fields)["status"] == status


def test_texts_stand_where_oscal_asks_for_them():
    risk = risk_of(statement="S", notes="N")
    assert (risk["title"], risk["statement"], risk["description"]) == ("R", "S", "N")
    assert (risk_of()["statement"], risk_of()["description"]) == ("R", "R")
    assert risk_of(statement="S")["description"] == "S"


def test_titles_are_one_line_and_nothing_is_lost():
    register = Register(ref="r", title="\x07", risks=(Risk(ref="R1", title="two\nlines"),))
    plan = written(register)
    assert plan["metadata"]["title"] == "Untitled"
    assert plan["risks"][0]["title"] == "two lines"
    assert own(plan["risks"][0])["title"] == '"two\\nlines"'


def test_assessments_are_characterizations_with_oscals_states():
    risk = risk_of(
        inherent=Assessment(
            levels={"likelihood": 3, "impact": {"people": 4}},
            scheme_version="2016",
            printed=12,
            printed_levels={"impact": 5},
            by="Ann",
            rationale="Why",
        ),
        current=Assessment(levels={"likelihood": "Remote"}, scheme="https:%2F%2Fharbour.example%2Fscale"),
        target=Assessment(levels={"likelihood": 1}, scheme="two words"),
        earlier=(
            EarlierAssessment(
                phase="target", until=date(2026, 1, 2), assessment=Assessment(levels={"x": 1}, date="2025")
            ),
        ),
    )
    earlier, inherent, current, target = risk["characterizations"]
    assert own(earlier) == {"phase": "target", "earlier": "true", "until": "2026-01-02", "date": "2025"}
    assert earlier["facets"][0]["system"] == "urn:govkit:scheme:cambs-2016"
    state = {"name": "state", "value": "initial"}
    assert [(each["name"], each["value"], each["props"][0]) for each in inherent["facets"]] == [
        ("likelihood", "3", state),
        ("impact", "4", state),
        ("rating", "12", state),
        ("impact", "5", state),
    ]
    assert inherent["facets"][3]["system"] == "urn:govkit:printed-level"
    assert own(inherent["facets"][1]) == {"category": "people"}
    assert inherent["facets"][0]["remarks"] == "Why"
    assert own(inherent) == {"scheme_version": "2016"}
    assert current["facets"][0]["system"] == "https://harbour.example/scale"
    assert current["facets"][0]["props"] == [{"name": "state", "value": "adjusted"}]
    assert (own(target), target["facets"][0]["system"]) == (
        {"phase": "target"},
        "urn:govkit:scheme:two%20words",
    )


def test_an_assessment_names_who_made_it_or_nobody():
    register = Register(
        ref="r",
        title="T",
        risks=(
            Risk(
                ref="R1",
                title="R",
                inherent=Assessment(levels={"x": 1}, by="Ann"),
                current=Assessment(levels={"x": 1}, by=" Ann"),
            ),
        ),
    )
    plan = written(register)
    names = {each["uuid"]: each["name"] for each in plan["metadata"]["parties"]}
    named = [each["origin"]["actors"][0]["actor-uuid"] for each in plan["risks"][0]["characterizations"]]
    assert [names[each] for each in named] == ["Ann", "Not recorded"]


def test_what_no_facet_can_hold_stands_in_properties():
    risk = risk_of(
        inherent=Assessment(levels={"two words": 1}),
        current=Assessment(levels={"likelihood": 2, "impact": {" ": 3}}),
    )
    (current,) = risk["characterizations"]
    assert [each["name"] for each in current["facets"]] == ["likelihood"]
    assert json.loads(own(current)["levels"]) == {"likelihood": 2, "impact": {" ": 3}}
    assert json.loads(own(risk)["inherent"]) == {"levels": {"two words": 1}}


def test_controls_are_mitigating_factors_and_assurances_are_observations():
    control = Control(ref="C1", title="Guards", effective=True)
    assurance = Assurance(
        ref="S1",
        title="Walked",
        notes="All of it.",
        provider="Inspectorate",
        covers=("C1",),
        received="2026-01-31",
        expires="Q4 2026-27",
        conclusion="Good.",
    )
    never = Assurance(ref="S2", title="Never")
    register = Register(
        ref="r",
        title="T",
        edition="2026-02-01",
        risks=(Risk(ref="R1", title="R", controls=(control,), assurances=(assurance, never)),),
    )
    plan = written(register)
    (factor,) = plan["risks"][0]["mitigating-factors"]
    assert (factor["description"], own(factor)) == ("Guards", {"ref": "C1", "effective": "true"})
    walked, unseen = plan["observations"]
    assert [each["observation-uuid"] for each in plan["risks"][0]["related-observations"]] == [
        walked["uuid"],
        unseen["uuid"],
    ]
    assert (walked["title"], walked["description"], walked["remarks"]) == ("Walked", "All of it.", "Good.")
    assert (walked["collected"], walked["expires"]) == ("2026-01-31T00:00:00Z", "2027-03-31T23:59:59Z")
    assert walked["methods"] == ["UNKNOWN"]
    assert own(walked) == {"ref": "S1", "covers": '[ "C1" ]', "expires": "Q4 2026-27"}
    assert (unseen["collected"], own(unseen)["received"]) == ("2026-02-01T23:59:59Z", "null")


def test_the_deadline_that_all_actions_have_is_the_risks():
    actions = (
        Action(ref="A1", title="One", deadline="2026-03-31"),
        Action(ref="A2", title="Two", deadline="2026-03-31"),
    )
    risk = risk_of(actions=actions)
    assert risk["deadline"] == "2026-03-31T23:59:59Z"
    assert not any("tasks" in each for each in risk["remediations"])


def test_deadlines_that_differ_and_owners_stand_in_tasks():
    actions = (
        Action(
            ref="A1",
            title="One",
            owner="Gil",
            deadline="2026-03-31",
            revisions=(Revision(deadline="June 2026"),),
        ),
        Action(ref="A2", title="Two", start="2026-01-01", deadline="2026-03-31", end="2026-03-01"),
        Action(ref="A3", title="Three", start="2026-01-01", state="closed"),
        Action(ref="A4", title="Four", deadline="ongoing", owner="Gil"),
    )
    risk = risk_of(actions=actions)
    assert "deadline" not in risk
    one, two, three, four = risk["remediations"]
    (task,) = one["tasks"]
    assert task["timing"] == {"on-date": {"date": "2026-06-30T23:59:59Z"}}
    assert (task["responsible-roles"][0]["role-id"], own(task)) == ("owner", {"stands-for": "timing"})
    assert two["tasks"][0]["timing"] == {
        "within-date-range": {"start": "2026-01-01T00:00:00Z", "end": "2026-03-31T23:59:59Z"}
    }
    assert [each["lifecycle"] for each in (one, two, three, four)] == [
        "planned",
        "completed",
        "completed",
        "planned",
    ]
    assert "tasks" not in three
    assert "timing" not in four["tasks"][0]


def event(kind, ref, day, **more):
    return Event(
        kind=kind,
        ref=ref,
        trigger="move",
        from_state="open",
        to_state="closed",
        effective=day,
        recorded=day,
        **more,
    )


def test_events_of_a_risk_and_its_parts_are_its_log_in_the_order_of_time():
    risk = risk_of(
        events=(event("risk", "R1", date(2026, 2, 2), by="Ann", why="Over."),),
        actions=(Action(ref="A1", title="A", events=(event("action", "R1/A1", date(2026, 1, 1)),)),),
        assurances=(
            Assurance(
                ref="S1",
                title="S",
                events=(event("assurance", "R1/S1", date(2026, 3, 3), changes=(Change(field="notes"),)),),
            ),
        ),
    )
    first, second, third = risk["risk-log"]["entries"]
    assert [each["start"] for each in (first, second, third)] == [
        "2026-01-01T00:00:00Z",
        "2026-02-02T00:00:00Z",
        "2026-03-03T00:00:00Z",
    ]
    assert own(first)["of"] == risk["remediations"][0]["uuid"]
    assert own(third)["of"] == risk["related-observations"][0]["observation-uuid"]
    assert (second["title"], second["description"]) == ("move: open → closed", "Over.")
    assert (second["status-change"], own(second)) == ("closed", {"trigger": "move", "from": "open"})
    assert "events" not in own(risk["remediations"][0])


def test_events_that_no_log_can_hold_stand_in_properties():
    unordered = (event("risk", "R1", date(2026, 2, 2)), event("risk", "R1", date(2026, 1, 1)))
    for events in (unordered, (event("risk", "R1", date(1066, 10, 14)),)):
        risk = risk_of(events=events)
        assert "risk-log" not in risk
        assert len(json.loads(own(risk)["events"])) == len(events)


def test_results_name_what_they_must():
    results = written(Register(ref="r", title="T", actions=(Action(ref="1", title="A"),)), RESULTS_FORMAT)
    (resource,) = results["back-matter"]["resources"]
    assert results["import-ap"]["href"] == f"#{resource['uuid']}"
    (result,) = results["results"]
    assert result["reviewed-controls"] == {"control-selections": [{"include-all": {}}]}
    assert json.loads(own(results["metadata"])["actions"]) == [{"ref": "1", "title": "A"}]


def test_what_was_imported_is_imported_again():
    for form, key, source in (
        (POAM_FORMAT, "import-ssp", "system security plan ./a.json"),
        (RESULTS_FORMAT, "import-ap", "assessment plan ./a.json"),
    ):
        document = written(Register(ref="r", title="T", reference=source), form)
        assert document[key] == {"href": "./a.json"}
        assert "source" not in own(document["metadata"])
    plan = written(Register(ref="r", title="T", reference="system security plan of the harbour"))
    assert "import-ssp" not in plan


def test_uuids_are_kept_and_are_the_same_each_time():
    register = Register(
        ref=UUID, title="T", risks=(Risk(ref=UUID, title="R"), Risk(ref=UUID.upper(), title="Q"))
    )
    plan = written(register)
    assert plan == written(register)
    assert plan["uuid"] == UUID
    made = [each["uuid"] for each in plan["risks"]]
    assert len({UUID, *made}) == 3
    assert [own(each)["ref"] for each in plan["risks"]] == [UUID, UUID.upper()]
    assert len({uuid for _, uuid in uuids(plan)}) == 5


def test_what_a_foreign_plan_says_is_written_again_under_the_same_uuids(read, plan, register_of):
    kept = {
        (key, uuid)
        for key, uuid in uuids(plan)
        if key not in ("parties", "entries", "findings", "resources") and not uuid.startswith("32")
    }
    register = register_of(read(plan))
    again = written(register)
    assert kept <= uuids({"": again}) | {("", plan["uuid"])}
    assert register_of(read(again)) == register
    remediation = again["risks"][0]["remediations"][0]
    assert [each["title"] for each in remediation["tasks"]] == [
        "Gates 3 and 4",
        "All other gates",
        "Ferry gate",
    ]
    assert own(again["risks"][0]) == {}


def test_a_task_whose_uuid_is_taken_gets_another_and_keeps_its_ref():
    whole, task = "61111111-1111-4111-8111-111111111111", UUID
    actions = tuple(Action(ref=ref, title=ref) for ref in (task, whole, f"{whole}.{task}"))
    _, remediation = risk_of(actions=actions)["remediations"]
    (written_task,) = remediation["tasks"]
    assert written_task["uuid"] != task
    assert own(written_task) == {"ref": f"{whole}.{task}"}


def test_an_assurance_of_two_risks_is_one_observation_while_they_agree(read, plan, register_of):
    plan["risks"].append(
        plan["risks"][0] | {"uuid": UUID.replace("41", "42", 1), "remediations": [], "risk-log": None}
    )
    register = register_of(read(plan))
    again = written(register)
    assert len(again["observations"]) == 1
    changed = attrs.evolve(register.risks[1].assurances[0], conclusion="Bad.")
    second = attrs.evolve(register.risks[1], assurances=(changed,))
    again = written(attrs.evolve(register, risks=(register.risks[0], second)))
    assert len(again["observations"]) == 2


@pytest.mark.parametrize(
    ("register", "why"),
    [
        (
            Register(ref="r", title="\ud800"),
            "would not load again: /title: the text holds half of a surrogate pair",
        ),
        (Register(ref="\ud800", title="T"), "would not load again: 'utf-8' codec can't encode"),
        (Register(ref="r", title="T", risks=(Risk(ref="", title="R"),)), "/risks/0/ref: "),
    ],
)
def test_what_no_file_can_hold_is_not_written(register, why):
    with pytest.raises(SaveError) as caught:
        POAM_FORMAT.write(register, "x.json")
    assert str(caught.value).startswith("x.json was not written, it ")
    assert why in str(caught.value)


def test_what_would_read_back_as_something_else_is_not_written():
    moment = datetime(2019, 8, 13, 10, 30)
    risk = Risk(ref="R1", title="R", events=(event("risk", "R1", moment),))
    with pytest.raises(SaveError, match="it would read back as a different register"):
        POAM_FORMAT.write(Register(ref="r", title="T", risks=(risk,)), "x.json")
