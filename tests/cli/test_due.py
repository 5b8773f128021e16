"""``govkit due``, and how the other commands say what cannot be counted."""

import json
import sys

import pytest

REGISTER = """\
register: r
title: T
review: every 10 working days
risks: [{ref: R1, title: A, status_date: 2019-12-20}]
"""
NO_CALENDAR = (
    '"10 working days" counts working days, and no calendar says which those are; '
    "give one, such as {country: GB, subdivision: ENG}"
)


@pytest.fixture
def register(tmp_path):
    def write(calendar=""):
        path = tmp_path / "r.yaml"
        path.write_text(REGISTER + calendar, encoding="utf-8")
        return str(path)

    return write


def test_it_says_the_day_and_why(govkit_):
    assert govkit_("due", "2019-10-09", "10 working days") == (
        0,
        "2019-10-23  10 working days after 2019-10-09 by the calendar of GB-ENG, not counting Saturdays, Sundays\n",
        "",
    )
    assert govkit_("due", "9 October 2019", "end of the quarter")[1].startswith(
        "2019-12-31  the last day of Q3"
    )


@pytest.mark.parametrize(
    ("options", "day"),
    [
        ((), "2020-01-08"),
        (("--region", "GB"), "2020-01-08"),
        (("--region", "GB-WLS"), "2020-01-08"),
        (("--region", "GB-SCT"), "2020-01-09"),
        (("--region", "FR"), "2020-01-07"),
        (("--region", "none"), "2020-01-03"),
        (("--closed", "2019-12-24"), "2020-01-09"),
        (("--region", "none", "--closed", "2019-12-24", "--closed", "2019-12-27"), "2020-01-07"),
    ],
)
def test_it_counts_by_a_region_and_closed_days(govkit_, options, day):
    code, out, err = govkit_("due", "2019-12-20", "10 working days", *options)
    assert (code, out.split()[0], err) == (0, day, "")


def test_it_counts_by_the_calendar_of_a_register(govkit_, register):
    path = register("calendar: {country: GB, subdivision: SCT, closed: [2019-12-24]}\n")
    assert govkit_("due", "2019-12-20", "10 working days", "--register", path)[1].startswith("2020-01-10  ")
    path = register()
    assert govkit_("due", "2019-12-20", "10 working days", "--register", path) == (
        2,
        "",
        f"govkit: {NO_CALENDAR}\n",
    )
    assert govkit_("due", "2019-12-20", "10 days", "--register", path)[0] == 0
    for option in (("--region", "GB-SCT"), ("--closed", "2019-12-24")):
        code, _, err = govkit_("due", "2019-12-20", "10 days", "--register", path, *option)
        assert (code, "--register brings a calendar of its own; leave --region and --closed out" in err) == (
            2,
            True,
        )


def test_as_json_it_is_a_contract(govkit_):
    out = govkit_("due", "2019-12-20", "4 working days", "--closed", "2019-12-24", "--format", "json")[1]
    assert json.loads(out) == {
        "from": "2019-12-20",
        "term": "4 working days",
        "due": "2019-12-31",
        "why": "4 working days after 2019-12-20 by the calendar of GB-ENG, not counting Saturdays, Sundays, "
        "2019-12-24 closed, 2019-12-25 Christmas Day, 2019-12-26 Boxing Day",
        "not_counted": [
            {"day": "2019-12-24", "why": "closed"},
            {"day": "2019-12-25", "why": "Christmas Day"},
            {"day": "2019-12-26", "why": "Boxing Day"},
        ],
        "calendar": {
            "country": "GB",
            "subdivision": "ENG",
            "public_holidays": True,
            "weekend": None,
            "closed": ["2019-12-24"],
        },
    }
    data = json.loads(govkit_("due", "2019-12-20", "28 days", "--format", "json")[1])
    assert (data["due"], data["not_counted"], data["calendar"]) == ("2020-01-17", [], None)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2019-10-09", "2 quarters"), 'write "6 months" or "end of the quarter"'),
        (("October 2019", "28 days"), 'and "October 2019" is not one; write it as 2019-10-09'),
        (("2019-10-09", "5 working days", "--region", "UK"), 'there is no country "UK"'),
        (("2019-10-09", "5 working days", "--region", ""), 'there is no country ""'),
        (("2019-10-09", "5 working days", "--region", "GB-YY"), "known: ENG, NIR, SCT, WLS"),
        (("2150-10-09", "5 working days"), "so 2150 cannot be counted"),
    ],
)
def test_what_cannot_be_counted_is_a_sentence(govkit_, arguments, message):
    code, out, err = govkit_("due", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


def test_without_the_extra_it_says_what_to_install_and_counts_the_rest(govkit_, monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    code, _, err = govkit_("due", "1986-10-09", "10 working days", "--region", "GB-NIR")
    assert (code, err) == (
        2,
        "govkit: counting the public holidays of GB-NIR needs the extra [calendar]: pip install 'govkit[calendar]'\n",
    )
    assert govkit_("due", "1986-10-09", "10 working days", "--region", "none")[0] == 0
    assert govkit_("due", "1986-10-09", "3 months")[0] == 0


def test_the_calendar_and_the_story_of_a_risk_say_what_they_cannot_date(govkit_, register):
    day = ("--as-of", "2020-01-01")
    path = register()
    assert govkit_("calendar", path, *day)[1] == f"none\nno day: review R1: {NO_CALENDAR}\n"
    data = json.loads(govkit_("calendar", path, *day, "--format", "json")[1])
    assert data["undated"] == [{"kind": "review", "ref": "R1", "title": "A", "why": NO_CALENDAR}]
    story = govkit_("explain", path, "R1", *day)[1]
    assert f"Where it goes Review has no day: {NO_CALENDAR}. What is missing" in " ".join(story.split())
    path = register("calendar: {country: GB, subdivision: ENG}\n")
    data = json.loads(govkit_("calendar", path, *day, "--format", "json")[1])
    assert (data["calendar"][0]["due"], data["undated"]) == ("2020-01-08", [])
    assert (
        "  Review due on 2020-01-08: every 10 working days by the register"
        in govkit_("explain", path, "R1", *day)[1]
    )
