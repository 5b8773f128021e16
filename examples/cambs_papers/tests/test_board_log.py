"""The action log of the board, on a sample in its layout and on broken ones."""

import pytest


def test_a_number_stands_twice_and_the_meetings_tell_the_actions_apart(pack):
    actions = pack(part="actions").data["actions"]
    assert actions[0] == {
        "ref": "1.0",
        "title": "Harbour master to count the mooring rings.",
        "origin": {"kind": "meeting", "raised": "04/03/2019", "agenda_item": "6.0"},
        "deadline": "30/04/2019",
        "updates": [{"text": "Half of them are counted.", "date": "Date Req"}],
    }
    assert [(each["ref"], each["origin"]["raised"]) for each in actions[:2]] == [
        ("1.0", "04/03/2019"),
        ("1.0", "01/04/2019"),
    ]
    assert actions[1]["deadline"] == "05/06/2019 and on-going"
    assert actions[1]["updates"] == [{"date": "5th Jun 19"}]
    assert ("deadline" in actions[2], actions[2]["updates"]) == (False, [{"text": "Asked two makers."}])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("3.0\t01", "x\t01", "it does not begin with the number of an action; write one such as 1.0"),
        (
            "Treasurer to price new ropes.",
            "",
            "action 3.0 does not say what is to be done; fill the column ACTION",
        ),
        ("Asked two makers.\t", "Asked two makers.\tJuly\tmore", "it has 9 cells; the log has 8 columns"),
    ],
)
def test_a_row_that_makes_no_action_is_refused(pack, old, new, reason):
    outcome = pack((old, new), part="actions")
    assert [(remark.text) for remark in outcome.refused] == [reason]
    assert (outcome.read, len(outcome.data["actions"])) == (3, 2)


def test_a_line_between_the_actions_is_unplaced(pack):
    outcome = pack(("3.0\t01", "Two are still to come\n3.0\t01"), part="actions")
    assert [remark.text for remark in outcome.unplaced] == ["Two are still to come"]


def test_a_log_without_title_has_one_of_its_own(pack):
    data = pack(("HARBOUR BOARD ACTION LOG - SPRING 2019 ONWARDS", ""), part="actions").data
    assert data["title"] == "Action log of the board"
