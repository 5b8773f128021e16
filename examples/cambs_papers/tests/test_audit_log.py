"""The log of internal audit, whose columns have run together, on a sample in its layout and on broken ones."""

import pytest

LOG = "cambs-audit-log-2016"


@pytest.fixture
def read(named, sample):
    def read_it(*changes):
        text = sample("audit-log-2016")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return named(LOG).outcome(text)

    return read_it


def test_each_column_of_a_row_is_found(read):
    outcome = read()
    assert (outcome.read, outcome.refused, outcome.unplaced) == (3, (), ())
    first, second, third = outcome.data["actions"]
    assert first == {
        "ref": "1.1",
        "title": "Write dues into one ledger, to be kept by the OPCC and read monthly.",
        "origin": {"kind": "audit", "area": "1"},
        "finding": {"title": "Dues are written on slips of paper.", "priority": "Medium"},
        "owner": "Head of Dues",
        "organisation": "OPCC",
        "start": "01-Mar-16",
        "deadline": "Mar-16",
        "state": "ongoing",
        "updates": [{"text": "A ledger was bought."}],
    }
    assert second == {
        "ref": "1.2",
        "title": "Count slips with care, as the rule for east-side slips says. The count is ongoing and weekly.",
        "origin": {"kind": "audit", "area": "1"},
        "finding": {"title": "Slips are lost.", "priority": "Low"},
        "owner": "Clerk",
        "organisation": "Constabulary",
        "start": "01-Mar-16",
        "end": "30-Jun-16",
        "deadline": "Q4 2015-16",
        "state": "closed",
    }
    assert ("deadline" in third, third["start"], third["state"]) == (False, "Jul-15", "ongoing")


def test_an_area_points_to_its_overall_risk(read):
    data = read().data
    assert data["areas"] == [
        {"ref": "1", "title": "HARBOUR DUES", "overall_risk": "1"},
        {"ref": "3", "title": "PILOT LICENCES", "overall_risk": "3"},
    ]
    assert data["risks"] == [
        {"ref": "1", "title": "The trust does not collect what ships owe it."},
        {"ref": "3", "title": "Pilots sail without a licence."},
    ]


def test_an_action_with_the_number_of_another_area_stays_where_it_stands_and_is_noted(read):
    outcome = read()
    assert outcome.data["actions"][2]["origin"] == {"kind": "audit", "area": "3"}
    assert [remark.text for remark in outcome.noted] == ["action 1.4 stands in area 3"]


def test_an_area_without_overall_risk_has_none(read):
    outcome = read(("Overall Risk: Pilots sail without a licence.\n", ""))
    assert outcome.data["areas"][1] == {"ref": "3", "title": "PILOT LICENCES"}
    assert [risk["ref"] for risk in outcome.data["risks"]] == ["1"]


def test_a_date_that_ends_a_line_is_the_implementation_date_and_a_year_within_a_sentence_is_none(read):
    text = read(("the answers for all ships. OPCC", "the answers for 2019 OPCC")).data["actions"][2]
    assert (text["title"], "deadline" in text) == (
        "Ask each pilot once a year and note the answers for 2019",
        False,
    )
    text = read(("the answers for all ships. OPCC", "the answers. 1 May 2019 OPCC")).data["actions"][2]
    assert (text["title"], text["deadline"]) == (
        "Ask each pilot once a year and note the answers.",
        "1 May 2019",
    )


def test_an_action_without_dates(read):
    action = read(("Jul-15\n", "")).data["actions"][2]
    assert ("start" in action, action["owner"]) == (False, "Harbour Master")


@pytest.mark.parametrize(
    ("changes", "ref", "reason"),
    [
        ([("Medium", "Middling")], "1.1", "no priority stands before the finding of 1.1; write one such as High"),
        ([("01-Mar-16 Ongoing", "01-Mar-16 Moored")], "1.1", "1.1 has no status; write one such as Ongoing on a line of its own"),
        ([("Mar-16 OPCC", "Mar-16 Trust"), ("kept by the OPCC", "kept by all")], "1.1", "1.1 has no responsible organisation; end a line with one such as OPCC"),
        ([("Slips are lost.\n", "")], "1.2", "1.2 lacks its finding, or what is to be done; write both"),
        ([("Low \n", "Lower \n")], "1.2", "no priority stands before the finding of 1.2; write one such as High"),
        ([("Ask each pilot once a year and note\nthe answers for all ships. OPCC", "OPCC")], "1.4", "1.4 lacks its finding, or what is to be done; write both"),
    ],
)  # fmt: skip
def test_an_action_that_lacks_something_is_refused_whole(read, changes, ref, reason):
    outcome = read(*changes)
    assert outcome.read == 3
    assert ref not in [action["ref"] for action in outcome.data["actions"]]
    assert reason in [remark.text for remark in outcome.refused]


def test_an_area_that_has_lost_its_number_is_refused(read):
    """Regression: its heading was taken for a note on the action before."""
    for old, new in (("3\nPILOT LICENCES\n", "PILOT LICENCES\n"), ("3\nPILOT LICENCES\n", "")):
        outcome = read((old, new))
        (refused,) = outcome.refused
        assert refused.text.startswith(
            "a further overall risk stands in an area; begin each area with its number"
        )
        assert "Nobody asks for licences." in refused.row
        assert [action["ref"] for action in outcome.data["actions"]] == ["1.1", "1.2"]
        assert "updates" not in outcome.data["actions"][1]


def test_text_before_the_first_area_and_findings_without_action_are_unplaced(read):
    outcome = read(
        ("\n1\nHARBOUR", "\nOf the harbour\n1\nHARBOUR"),
        ("Two came back.\n", "Two came back.\n\nHigh\n\nAnchors rust.\n"),
    )
    assert [remark.text for remark in outcome.unplaced] == ["Of the harbour", "High", "Anchors rust."]


def test_a_log_without_an_area_holds_nothing(named, sample):
    outcome = named(LOG).outcome(sample("audit-log-2016").splitlines()[0])
    assert (outcome.read, outcome.data.keys()) == (0, {"register", "title"})
