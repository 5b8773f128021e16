"""What is wrong with a document: entries are refused whole, with each fault and its line."""

import pytest

from govkit.errors import LoadError
from govkit.io.oscal.format import POAM_FORMAT

OTHER = "99999999-9999-4999-8999-999999999999"
NAMESPACE = "urn:govkit:oscal"


def refusals(document):
    return [each.reason for each in document.refused]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"uuid": None}, 'the key "uuid" is missing or says nothing'),
        ({"uuid": "R1"}, '"R1" is no UUID of version 4 or 5'),
        ({"title": " "}, 'the key "title" is missing or says nothing'),
        ({"status": ["open"]}, "a text is due here, not a list"),
        ({"deadline": "2026-09-30"}, '"2026-09-30" is no date with time and time zone, such as 2024-01-31T09:00:00Z'),
        ({"deadline": "2026-02-30T00:00:00Z"}, '"2026-02-30T00:00:00Z" is no date with time and time zone, such as'),
        ({"remediations": {}}, "a list is due here, not a mapping"),
        ({"mitigating-factors": ["guards"]}, 'a mapping is due here, not the text "guards"'),
        ({"characterizations": [{"facets": []}]}, "a characterization has at least one facet that says something"),
        (
            {"characterizations": [{"facets": [{"name": "x", "system": "urn:x"}]}]},
            'the key "value" is missing or says nothing',
        ),
        ({"risk-log": []}, "a mapping is due here, not a list"),
        ({"risk-log": {"entries": [{"uuid": OTHER}]}}, 'the key "start" is missing or says nothing'),
        (
            {"related-observations": [{"observation-uuid": "41111111-1111-4111-8111-111111111111"}]},
            'stands among the "risks" of this document, not among its "observations"',
        ),
        (
            {"characterizations": [{"facets": [
                {"name": "x", "system": "urn:x", "value": "1", "props": [{"name": "state", "value": "later"}]}
            ]}]},
            '"later" is no state of a facet; it is initial or adjusted',
        ),
        (
            {"remediations": [{"uuid": OTHER, "title": "T", "tasks": [
                {"uuid": OTHER, "title": "U", "responsible-roles": [{"role-id": "owner", "party-uuids": [7]}]}
            ]}]},
            "a text is due here, not the number 7",
        ),
    ],
)  # fmt: skip
def test_a_risk_with_a_fault_is_refused_with_it(read, plan, change, reason):
    plan["risks"][0] |= change
    document = read(plan)
    (refused,) = document.refused
    assert "risks" not in document.data
    assert reason in refused.reason
    assert refused.position.line > 100


def test_all_faults_of_a_risk_are_told_each_with_its_place(read, plan):
    plan["risks"][0] |= {"title": [7], "statement": True, "deadline": "soon"}
    (reason,) = refusals(read(plan))
    assert reason.startswith("risk: ")
    assert reason.count("; ") == 2
    assert "a text is due here, not true" in reason
    assert '"soon" is no date' in reason


def test_what_a_refused_risk_would_have_told_is_not_told(read, plan):
    plan["risks"][0]["uuid"] = "R1"
    texts = [each.text for each in read(plan).unplaced]
    assert not any("implementation-uuid" in text for text in texts)


def test_a_related_risk_that_is_none_refuses_the_item_that_names_it(read, plan):
    plan["poam-items"][0]["related-risks"][0]["risk-uuid"] = "51111111-1111-4111-8111-111111111111"
    document = read(plan)
    (reason,) = refusals(document)
    assert reason == (
        'poam-item "Replace the readers": 51111111-1111-4111-8111-111111111111 stands among the '
        '"mitigating-factors" of this document, not among its "risks"'
    )
    assert "actions" not in document.data


def test_a_reference_that_is_no_uuid_refuses_what_holds_it(read, plan):
    plan["poam-items"][0]["related-risks"] = [{"risk-uuid": 7}]
    plan["poam-items"][0]["related-observations"] = [{"observation-uuid": ["x"]}]
    (reason,) = refusals(read(plan))
    assert '"7" is no UUID of version 4 or 5' in reason
    assert "a text is due here, not a list" in reason


def test_references_into_other_documents_are_no_faults(read, plan):
    plan["poam-items"][0]["related-risks"] = [{"risk-uuid": OTHER}]
    plan["poam-items"][0]["related-findings"] = [{"finding-uuid": OTHER}]
    plan["risks"][0]["characterizations"][0]["origin"]["actors"][0]["actor-uuid"] = OTHER
    document = read(plan)
    assert document.refused == ()
    assert [each.text for each in document.unplaced].count(f"{OTHER}, which is of another document") == 3
    assert "origin" not in document.data["actions"][0]


def test_an_item_about_several_risks_and_findings_keeps_the_first(read, plan, register_of):
    second = plan["risks"][0] | {"uuid": OTHER, "title": "Another"}
    finding = plan["findings"][0] | {"uuid": "36111111-1111-4111-8111-111111111111"}
    plan["risks"].append(second)
    plan["findings"].append(finding)
    item = plan["poam-items"][0]
    item["related-risks"] = [{"risk-uuid": OTHER}, {"risk-uuid": plan["risks"][0]["uuid"]}]
    item["related-findings"] = [{"finding-uuid": each["uuid"]} for each in plan["findings"]]
    plan["poam-items"].append(item | {"uuid": "92111111-1111-4111-8111-111111111111"})
    document = read(plan)
    register = register_of(document)
    assert [each.origin.area for each in register.actions] == [OTHER, OTHER]
    assert [each.ref for each in register.areas] == [OTHER]
    texts = [each.text for each in document.unplaced]
    assert texts.count("the risk 41111111-1111-4111-8111-111111111111") == 2
    assert texts.count(f"the finding {finding['uuid']}") == 2
    assert texts.count("description: Readers 3 and 4 keep old lists.") == 1


def test_an_item_about_a_refused_risk_is_about_none(read, plan):
    plan["risks"][0]["title"] = ""
    document = read(plan)
    assert "origin" not in document.data["actions"][0]
    assert "41111111-1111-4111-8111-111111111111" in [each.text for each in document.unplaced]


def test_facets_of_a_system_too_long_for_an_id_and_of_one_place_twice_have_no_home(read, plan):
    system = "https://harbour.example/" + "x" * 100
    facets = [
        {"name": "size", "system": system, "value": "1"},
        {"name": "size", "system": system, "value": "2"},
        {"name": "size", "system": system, "value": "3", "props": [
            {"name": "category", "ns": NAMESPACE, "value": "people"}
        ]},
        {"name": "sort", "system": system, "value": "a", "props": [
            {"name": "category", "ns": NAMESPACE, "value": "people"}
        ]},
        {"name": "sort", "system": system, "value": "b", "props": [
            {"name": "category", "ns": NAMESPACE, "value": "people"}
        ]},
    ]  # fmt: skip
    plan["risks"][0]["characterizations"] = [{"facets": facets}]
    document = read(plan)
    assert document.data["risks"][0]["current"] == {"levels": {"size": 1, "sort": {"people": "a"}}}
    texts = [each.text for each in document.unplaced]
    assert {f"system: {system}", f"size 2 of {system}", f"size 3 of {system}", f"sort b of {system}"} <= {
        *texts
    }


def test_a_printed_level_is_told_once_and_of_no_category_or_has_no_home(read, plan):
    system = "urn:govkit:printed-level"
    facets = [
        {"name": "impact", "system": system, "value": "4"},
        {"name": "impact", "system": system, "value": "5"},
        {"name": "size", "system": system, "value": "1", "props": [
            {"name": "category", "ns": NAMESPACE, "value": "people"}
        ]},
    ]  # fmt: skip
    plan["risks"][0]["characterizations"] = [{"facets": facets}]
    document = read(plan)
    assert document.data["risks"][0]["current"] == {"printed_levels": {"impact": 4}}
    texts = [each.text for each in document.unplaced]
    assert {f"impact 5 of {system}", f"size 1 of {system}"} <= {*texts}


def test_further_parties_have_no_home(read, plan):
    names = ("21111111-1111-4111-8111-111111111111", "22111111-1111-4111-8111-111111111111")
    task = plan["risks"][0]["remediations"][0]["tasks"][0]
    task["responsible-roles"] = [{"role-id": "owner", "party-uuids": [*names]}]
    document = read(plan)
    assert document.data["risks"][0]["actions"][1]["owner"] == "Harbour office"
    assert "the party Ann Auditor" in [each.text for each in document.unplaced]


def test_a_party_without_a_name_names_nobody(read, plan):
    del plan["metadata"]["parties"][1]["name"]
    plan["metadata"]["responsible-parties"][0]["party-uuids"] = plan["metadata"]["parties"][1]["uuid"]
    document = read({**plan, "metadata": plan["metadata"] | {"responsible-parties": []}})
    assert "organisation" not in document.data
    assert "by" not in document.data["risks"][0]["inherent"]


def test_a_deadline_that_nothing_is_due_by_has_no_home(read, plan):
    del plan["risks"][0]["remediations"]
    texts = [each.text for each in read(plan).unplaced]
    assert "the deadline 2026-09-30, since the risk has no remediation" in texts


def test_a_version_of_oscal_that_nobody_knows_is_noted(read, plan):
    plan["metadata"]["oscal-version"] = "2.0.0"
    assert "the document is of OSCAL 2.0.0, and is read as one of OSCAL 1.2.1" in [
        each.reason for each in read(plan).noted
    ]


def test_numbers_without_quotes_are_texts_where_texts_are_due(read, plan):
    plan["metadata"]["version"] = 3
    plan["risks"][0]["characterizations"][1]["facets"][0]["value"] = 3
    document = read(plan)
    assert document.data["risks"][0]["current"]["levels"]["likelihood"] == 3
    assert "version: 3" in [each.text for each in document.unplaced]


@pytest.mark.parametrize(
    ("props", "reason"),
    [
        ([{"name": 7, "ns": NAMESPACE, "value": "x"}], "a property has a name and a value that are texts"),
        ([{"name": "x", "ns": NAMESPACE, "value": "{", "class": "json"}], 'the property "x" holds no JSON: '),
        ([{"name": "x", "ns": NAMESPACE, "value": "1"}] * 2, f'the property "x" of {NAMESPACE} stands twice'),
    ],
)
def test_properties_of_govkits_own_are_read_strictly(read, plan, props, reason):
    plan["risks"][0]["props"] = props
    (told,) = refusals(read(plan))
    assert reason in told


def test_properties_that_are_none_have_no_home(read, plan):
    plan["risks"][0]["props"] = ["x", {"name": "y", "value": "z"}]
    plan["metadata"]["props"] = {"name": "x"}
    texts = [each.text for each in read(plan).unplaced]
    assert {"prop: x", 'prop: { "name": "y", "value": "z" }', 'props: { "name": "x" }'} <= {*texts}


def test_what_is_long_is_told_in_part(read, plan):
    plan["local-definitions"] = {"remarks": "x" * 1000}
    (text,) = [each.text for each in read(plan).unplaced if each.text.startswith("local-definitions")]
    assert text.endswith("x…")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "this is no JSON"),
        (b"[]", '"plan-of-action-and-milestones" is not there'),
        (b'{"assessment-results": {}}', '"plan-of-action-and-milestones" is not there'),
        (b'{"plan-of-action-and-milestones": null}', "there is nothing in it"),
        (b'{"plan-of-action-and-milestones": 1}', "a mapping is due here, not the number 1"),
        (b'{"plan-of-action-and-milestones": {}}', 'the key "uuid" is missing'),
        (b'{"plan-of-action-and-milestones": {}}', 'the key "metadata" is missing'),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_what_is_no_plan_is_not_loaded(content, reason):
    with pytest.raises(LoadError, match=reason):
        POAM_FORMAT.read(content, "x.json")


def test_a_fault_of_the_whole_is_told_with_its_line(read, plan):
    plan["metadata"]["title"] = None
    plan["observations"].append("x")
    with pytest.raises(LoadError) as caught:
        read(plan)
    assert [each.line is not None and each.message for each in caught.value.problems] == [
        'the key "title" is missing or says nothing',
        'a mapping is due here, not the text "x"',
    ]


def test_results_are_not_read_as_a_plan():
    with pytest.raises(LoadError, match='"plan-of-action-and-milestones" is not there'):
        POAM_FORMAT.read(b'{"assessment-results": {}}', "x.json")
