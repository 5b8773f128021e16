"""What OSCAL says of risks, in a register: fields, places, and what has no home."""

from datetime import date
from pathlib import Path

import pytest

from govkit.errors import LoadError
from govkit.io.oscal.format import POAM_FORMAT, RESULTS_FORMAT
from govkit.model import Position, WrittenDate

PLAN = Path(__file__).parent / "documents" / "harbour-plan.yaml"
CONTENT = PLAN.read_bytes()
GATE = "23111111-1111-4111-8111-111111111111"
UNSEEN = (
    '{ "uuid": "32111111-1111-4111-8111-111111111111", "description": "Nobody looked at the ferry gate.", '
    '"methods": [ "UNKNOWN" ], "collected": "2026-04-03T00:00:00Z" }'
)
RISK = "41111111-1111-4111-8111-111111111111"


def line_of(text, after=""):
    """Find the line of a text that stands there once, or first after another one."""
    lines = CONTENT.decode().splitlines()
    start = next(at for at, line in enumerate(lines) if after in line)
    return next(at for at, line in enumerate(lines[start:], start + 1) if text in line)


@pytest.fixture
def document():
    return POAM_FORMAT.read(CONTENT, "plan.yaml")


@pytest.fixture
def register(document, register_of):
    return register_of(document)


def test_a_plan_becomes_a_register_whose_ref_is_its_uuid(register):
    assert register.ref == "11111111-1111-4111-8111-111111111111"
    assert register.title == "Harbour gate plan"
    assert register.edition == WrittenDate("2026-05-12")
    assert register.organisation == "Harbour office"
    assert register.notes == "Kept by the harbour office."
    assert register.reference == "system security plan ./gate-ssp.json"


def test_a_risk_keeps_its_texts_and_its_uuid(register):
    risk = register.risk(RISK)
    assert risk.title == "Strangers on the quay"
    assert risk.statement == "Cargo may be stolen or harmed."
    assert risk.notes == "Badges of people who left still open two gates."
    assert risk.status == "remediating"


def test_facets_are_assessments_by_their_state_and_the_last_of_a_state_stands(register):
    risk = register.risk(RISK)
    assert risk.inherent.levels == {"likelihood": "high", "impact": 4}
    assert (risk.inherent.by, risk.inherent.rationale) == ("Ann Auditor", "Cargo of a week.")
    assert risk.current.levels == {"likelihood": "moderate", "impact": 4}
    assert risk.target is None
    (earlier,) = risk.earlier
    assert (earlier.phase, earlier.assessment.levels["likelihood"]) == ("current", "low")


def test_a_system_of_facets_is_the_scheme_and_all_have_it_from_the_register(document, register):
    scheme = "https:%2F%2Fharbour.example%2Fscale"
    assert register.scheme == scheme == register.risk(RISK).current.scheme
    assert "scheme" not in document.data["risks"][0]["current"]


def test_mitigating_factors_are_controls_and_observations_are_assurances(register):
    risk = register.risk(RISK)
    (control,) = risk.controls
    assert control.title == "Guards walk the quay at night."
    (assurance,) = risk.assurances
    assert assurance.title == "Badge readers walked"
    assert assurance.notes == "All readers were tried with a dead badge."
    assert (assurance.provider, assurance.conclusion) == ("Ann Auditor", "Two let it pass.")
    assert (assurance.received.first, assurance.expires.last) == (date(2026, 4, 2), date(2027, 4, 1))


def test_remediations_are_actions_due_by_the_deadline_and_tasks_are_by_their_timing(register):
    whole, first, others, within, done, advice = register.risk(RISK).actions
    assert (whole.title, whole.notes) == ("New readers", "Readers that ask the office each time.")
    assert [each.text for each in whole.updates] == ["Ordered."]
    assert whole.due.last == done.due.last == advice.due.last == date(2026, 9, 30)
    assert (whole.state, done.state) == (None, "closed")
    assert first.ref == f"{whole.ref}.71111111-1111-4111-8111-111111111111"
    assert (first.start.first, first.due.last, first.owner) == (
        date(2026, 6, 1),
        date(2026, 7, 31),
        "Gil Gate",
    )
    assert others.due.last == date(2026, 10, 31)
    assert (within.title, within.due) == ("Ferry gate", None)


def test_the_log_is_the_history_in_the_order_in_which_it_was_recorded(register):
    events = register.risk(RISK).events
    assert [(each.from_state, each.to_state) for each in events] == [
        ("unrecorded", "investigating"),
        ("investigating", "remediating"),
        ("remediating", "remediating"),
    ]
    agreed = events[1]
    assert (agreed.effective, agreed.recorded) == (date(2026, 5, 2), date(2026, 5, 4))
    assert (agreed.by, agreed.why) == ("Harbour office", "Plan agreed: The board found the money.")


def test_items_of_the_plan_are_the_action_log_and_their_risks_are_areas(register):
    (action,) = register.actions
    assert (action.title, action.notes) == ("Replace the readers", "Money and people are found.")
    assert action.finding.title == "Dead badges open gates"
    (area,) = register.areas
    assert (action.origin.area, area.overall_risk, area.title) == (RISK, RISK, "Strangers on the quay")


def test_what_has_no_home_is_told_with_its_line_in_the_order_of_the_file(document):
    told = [(each.position.line, each.text) for each in document.unplaced]
    assert told == sorted(told, key=lambda each: each[0])
    assert {text for _, text in told} == {
        "version: 3.1",
        'role: { "id": "gate-keeper", "title": "Gate keeper" }',
        *(
            f'party: {{ "uuid": "2{at}111111-1111-4111-8111-111111111111", "type": "{kind}", "name": "{name}" }}'
            for at, kind, name in (
                (1, "organization", "Harbour office"),
                (2, "person", "Ann Auditor"),
                (3, "person", "Gil Gate"),
            )
        ),
        f'responsible party: {{ "role-id": "gate-keeper", "party-uuids": [ "{GATE}" ] }}',
        'system-id: { "id": "gate" }',
        'types: [ "finding" ]',
        "methods: TEST",
        "the tool 29111111-1111-4111-8111-111111111111",
        "the time 08:31:20+02:00 of collected 2026-04-02",
        f"observation: {UNSEEN}",
        "description: Readers 3 and 4 keep old lists.",
        'target: { "type": "objective-id", "target-id": "ac-2_obj", "status": { "state": "not-satisfied" } }',
        'threat-ids: [ { "system": "http://fedramp.gov", "id": "urn:threat:theft" } ]',
        "exploitability high of http://www.first.org/cvss/v3.1",
        "implementation-uuid: 59111111-1111-4111-8111-111111111111",
        'prop: { "name": "type", "value": "mitigate" }',
        "role-id: gate-keeper",
        "type: action",
        'at-frequency: { "period": 3, "unit": "months" }',
        "lifecycle: recommendation",
        *(f"uuid: 8{at}111111-1111-4111-8111-111111111111" for at in (1, 2, 3)),
        "role-id: board",
        "remarks: Minute 7.",
        "39111111-1111-4111-8111-111111111111, which is of another document",
        "49111111-1111-4111-8111-111111111111, which is of another document",
        'resource: { "uuid": "a1111111-1111-4111-8111-111111111111", "title": "Plan of the gates" }',
    }
    lines = {text: line for line, text in told}
    assert lines["methods: TEST"] == line_of("methods: [TEST]")
    assert lines["lifecycle: recommendation"] == line_of("recommendation")


def test_a_milestone_after_the_deadline_and_a_task_in_a_task_are_noted(document):
    late, within = document.noted
    assert late.position.line == line_of("2026-10-31")
    assert late.reason == (
        "the milestone is due 2026-10-31T23:59:59Z, after the deadline of its risk, 2026-09-30T23:59:59Z"
    )
    assert within.position.line == line_of("Ferry gate", after="All other gates")
    assert within.reason == (
        "this is a task of the task 72111111-1111-4111-8111-111111111111, and is read as one of the remediation"
    )


def test_everything_is_read_and_nothing_is_refused(document):
    assert (document.read, document.refused) == (2, ())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("", "uuid: 11111111"),
        ("/title", "title: Harbour gate plan"),
        ("/risks/0/status", "status: remediating"),
        ("/risks/0/current/levels", "- origin: {actors: [{type: tool"),
        ("/risks/0/actions/1/deadline", "2026-07-31"),
        ("/risks/0/actions/4/deadline", "deadline:"),
        ("/risks/0/events/1/by", "logged-by"),
        ("/actions/0/finding/title", "related-findings"),
    ],
)
def test_a_place_in_the_register_is_a_line_of_the_document(document, path, text):
    assert document.source.locate(path).line == line_of(text)


def test_a_plan_has_no_parts(read, plan):
    with pytest.raises(LoadError, match='has no parts, so there is no "one"'):
        read(plan, part="one")


def test_results_are_risks_with_what_is_known_of_them(read, results, register_of):
    document = read(results, part="Spring round")
    register = register_of(document)
    (risk,) = register.risks
    assert (risk.title, risk.statement, risk.notes, risk.status) == ("Too few rafts", None, None, "open")
    assert [each.title for each in risk.assurances] == ["Rafts counted", "Lists read"]
    assert register.reference == "assessment plan ./ferry-plan.json"
    assert (document.read, document.refused) == (1, ())


def test_an_observation_belongs_to_the_risk_that_an_item_names_with_it(read, plan, register_of):
    unseen = {"observation-uuid": plan["observations"][1]["uuid"]}
    plan["poam-items"][0]["related-observations"].append(unseen)
    document = read(plan)
    (risk,) = register_of(document).risks
    assert [each.title for each in risk.assurances] == [
        "Badge readers walked",
        "Nobody looked at the ferry gate.",
    ]
    assert not any("observation" in each.text for each in document.unplaced)


def test_an_observation_of_an_item_that_is_about_no_risk_has_no_home(read, plan):
    plan["poam-items"][0]["related-risks"] = []
    assert "the observation 31111111-1111-4111-8111-111111111111" in [
        each.text for each in read(plan).unplaced
    ]


def test_one_of_several_results_is_read_by_title_or_uuid(read, results, register_of):
    for part in ("Autumn round", "b2222222-2222-4222-8222-222222222222"):
        document = read(results, part=part)
        assert register_of(document).risks[0].status == "closed"
    with pytest.raises(LoadError, match='no results "Winter"; there are: Spring round, Autumn round'):
        read(results, part="Winter")
    with pytest.raises(LoadError, match="there are no results"):
        read(results | {"results": []})


def test_a_risk_of_which_several_results_tell_is_refused_the_second_time(read, results):
    document = read(results)
    (refused,) = document.refused
    assert document.read == 2
    assert refused.reason == (
        'risk "Too few rafts": the UUID 42222222-2222-4222-8222-222222222222 stands twice; results that tell of '
        "one risk again are read one at a time, with --sheet"
    )


def test_json_and_yaml_say_the_same(read, plan, document):
    other = read(plan)
    assert other.data == document.data
    assert [each.text for each in other.unplaced] == [each.text for each in document.unplaced]


def test_a_document_tells_what_it_is():
    plan, results = CONTENT, b'{"$schema": "x", "assessment-results": {}}'
    assert [form.recognises(plan, "x") for form in (POAM_FORMAT, RESULTS_FORMAT)] == [True, False]
    assert [form.recognises(results, "x") for form in (POAM_FORMAT, RESULTS_FORMAT)] == [False, True]
    for other in (b"", b"\xff\xfe\x00", b"register: r", b'{"a": {"assessment-results": {}}}', b"[1]"):
        assert not RESULTS_FORMAT.recognises(other, "x")
    for head in (b"---\n", b"\n# a plan\n\n", b"\xef\xbb\xbf", b"$schema: https://x\n"):
        assert POAM_FORMAT.recognises(head + b"plan-of-action-and-milestones:\n  uuid: x\n", "x.yaml")


def test_positions_are_those_of_the_file(document):
    assert document.source.locate("/risks/0") == Position(line_of(f"uuid: {RISK}"), 7)
