"""The agenda and action log of the board pack of October 2019, against the samples that were taken from it."""

import re

import pytest

from govkit import WrittenDate

PACK = "board pack 2019"
COLUMNS = {
    "ACTION NO.": lambda action: action.ref,
    "MEETING DATE RAISED": lambda action: str(action.origin.raised),
    "MEETING AGENDA ITEM": lambda action: action.origin.agenda_item,
    "OWNER": lambda action: action.owner or "",
    "TARGET DATE": lambda action: str(action.deadline),
}
"""Columns that hold facts; ACTION and UPDATE hold prose, and UPDATE DATE is tested with the updates."""


def board(register):
    return next(body for body in register.bodies if body.ref.lower() == "bcb")


@pytest.fixture
def rows(paper):
    text = paper(PACK)
    head = re.search(r"^ACTION NO\.\t.*$", text, re.MULTILINE)[0].split("\t")
    assert head == ["ACTION NO.", "MEETING DATE RAISED", "MEETING AGENDA ITEM", "ACTION", "OWNER", "TARGET DATE",
                    "UPDATE", "UPDATE DATE"]  # fmt: skip
    return [
        dict(zip(head, row.split("\t"), strict=True))
        for row in re.findall(r"^\d+\.0\t.*$", text, re.MULTILINE)
    ]


ITEMS = {"board-actions-2019": "4", "performance-2019": "5.1", "cambs-2019": "7", "eu-exit-2019": "8"}
TITLES = {"4": "BCB Action Log", "5.1": "Constabulary work to deliver actions", "7": "Strategic Risk Register",
          "8": "EU Exit Preparedness"}  # fmt: skip


@pytest.mark.parametrize("name", ITEMS)
def test_the_board_has_each_register_before_it_under_its_item_at_the_printed_time_and_venue(flat, load, name):
    agenda = flat(PACK).partition("BUSINESS CO-ORDINATION BOARD ACTION LOG")[0]
    day, time, venue = re.search(r"Date Time Venue (\d+ th \w+ 2019) (\d+:\d+) (.*) AGENDA", agenda).groups()
    item = ITEMS[name]
    assert re.search(rf"\b{re.escape(item)}\.? [^.]*{re.escape(TITLES[item])}", agenda)
    (meeting,) = [each for each in board(load(name)).meetings if each.considers_register]
    assert (meeting.on.first, meeting.item, meeting.time, meeting.venue) == (
        WrittenDate(day.replace(" th", "th")).first,
        item,
        time,
        venue,
    )


def test_the_meeting_whose_minutes_are_approved_is_in_the_register(flat, load):
    (day,) = re.findall(r"meeting held on the (18th September 2019)", flat(PACK))
    meetings = {str(meeting.on): meeting for meeting in board(load("cambs-2019")).meetings}
    assert not meetings[day].considers_register


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_of_the_action_log_stands_so_in_the_sample(rows, load, column):
    assert [COLUMNS[column](action) for action in load("board-actions-2019").actions] == [
        row[column] for row in rows
    ]


def test_an_update_has_a_text_and_a_date_where_the_log_has_them(rows, load):
    actions = load("board-actions-2019").actions
    assert len(rows) == len(actions) == 10
    for row, action in zip(rows, actions, strict=True):
        (update,) = action.updates
        assert bool(update.text) is bool(row["UPDATE"].strip())
        assert str(update.date or "") == row["UPDATE DATE"].strip()


def test_each_line_of_the_log_speaks_of_what_its_row_says(rows, load, stems):
    for row, action in zip(rows, load("board-actions-2019").actions, strict=True):
        assert len(stems(action.title, action.notes or "") & stems(row["ACTION"])) > 2
        for update in action.updates:
            assert update.text is None or stems(update.text) & stems(row["UPDATE"])


def test_every_meeting_that_raised_an_action_is_one_of_the_boards(rows, load):
    register = load("board-actions-2019")
    meetings = [str(meeting.on) for meeting in board(register).meetings]
    raised = list(dict.fromkeys(row["MEETING DATE RAISED"] for row in rows))
    assert meetings[: len(raised)] == raised
    later = {row["TARGET DATE"] for row in rows} & {"14/11/2019", "12/12/2019"}
    assert later == set(meetings[len(raised) + 1 :])


def test_the_log_prints_neither_states_nor_ends(rows, load):
    actions = load("board-actions-2019").actions
    assert {(action.state, action.end) for action in actions} == {(None, None)}
    assert {action.origin.kind for action in actions} == {"meeting"}
