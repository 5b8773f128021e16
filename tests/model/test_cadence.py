"""How often things are done, as a word or as a length, in entities and in files."""

from decimal import Decimal

import pytest

from govkit import (
    Band,
    Body,
    Cadence,
    Every,
    Factor,
    LoadError,
    Register,
    Scheme,
    TermError,
    WorkCalendar,
)
from govkit.io import dumps, loads
from govkit.scoring.written import to_toml


def of(cadence):
    return Register(ref="r", title="T", review=cadence).review


def test_a_cadence_is_one_of_five_words_or_a_length_behind_every():
    assert of("quarterly") is of(Cadence.QUARTERLY) is Cadence.QUARTERLY
    assert of("every 20 working days") == of(Every("every 20 working days")) == Every("every 20 working days")
    assert of(None) is None
    assert Body(ref="b", title="B", kind="board", reports="every 2 weeks").reports.term.count == 2
    assert Band(key="b", label="B", review="Every 6 months").review == Every("Every 6 months")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("quartely", '"quartely" does not say how often; did you mean "quarterly"?'),
        (
            "20 working days",
            '"20 working days" does not say how often; did you mean "every 20 working days"?',
        ),
        (
            "now and then",
            (
                '"now and then" does not say how often; '
                "known: weekly, monthly, quarterly, six-monthly, yearly, every 20 working days"
            ),
        ),
        (
            "every 2 quarters",
            (
                '"2 quarters" could run from any day or to the end of a quarter; '
                'write "6 months" or "end of the quarter"'
            ),
        ),
        (
            "every quarter",
            (
                '"quarter" is no term anybody can read; '
                "write it as 10 working days, 28 days, 3 months or end of the quarter"
            ),
        ),
        (
            "every end of the month",
            '"every end of the month" does not say how often; write it as "every 20 working days"',
        ),
    ],
)
def test_what_does_not_say_how_often_is_refused_in_code_and_in_files(text, message):
    with pytest.raises(TermError) as caught:
        of(text)
    assert str(caught.value) == message
    with pytest.raises(LoadError) as refused:
        loads(f"register: r\ntitle: T\nreview: {text}\n", "x.yaml")
    assert [(each.message, each.path, each.line) for each in refused.value.problems] == [
        (message, "/review", 3)
    ]


def test_every_alone_is_refused_where_it_is_made():
    with pytest.raises(
        TermError, match='"monthly" does not say how often; write it as "every 20 working days"'
    ):
        Every("monthly")


@pytest.mark.parametrize("value", [3, True, Decimal("1.5"), [], {}])
def test_what_is_no_text_is_refused(value):
    written = {3: "3", True: "true", Decimal("1.5"): "1.5"}.get(value) if not isinstance(value, list | dict) else str(value)  # fmt: skip
    with pytest.raises(LoadError) as refused:
        loads(f"register: r\ntitle: T\nreview: {written}\n", "x.yaml")
    (problem,) = refused.value.problems
    assert problem.message.startswith("a text such as quarterly or every 20 working days is due here, not ")


def test_a_long_text_is_cut_in_the_message():
    with pytest.raises(LoadError) as refused:
        loads(f"register: r\ntitle: T\nreview: {'often ' * 40}\n", "x.yaml")
    (problem,) = refused.value.problems
    assert len(problem.message) < 200


def test_a_key_without_a_value_is_no_cadence():
    assert loads("register: r\ntitle: T\nreview:\ncalendar:\n", "x.yaml") == Register(ref="r", title="T")


def test_a_register_file_says_which_days_are_worked():
    text = """\
register: r
title: T
review: every 20 working days
calendar: {country: GB, subdivision: SCT, weekend: [sunday], closed: [2019-12-24]}
"""
    register = loads(text, "x.yaml")
    assert (register.calendar.subdivision, register.calendar.weekend) == ("SCT", ("sunday",))
    assert [str(day) for day in register.calendar.closed] == ["2019-12-24"]
    for name in ("x.yaml", "x.json", "x.toml"):
        assert loads(dumps(register, name), name) == register


def test_a_calendar_is_written_with_its_region():
    register = Register(ref="r", title="T", calendar=WorkCalendar())
    assert b"calendar:\n  country: GB\n  subdivision: ENG\n" in dumps(register, "x.yaml")


def test_every_fault_of_a_calendar_is_told_at_once():
    text = "register: r\ntitle: T\ncalendar: {contry: GB, public_holidays: no, weekend: [sunda], closed: [24/12/2019]}\n"
    with pytest.raises(LoadError) as refused:
        loads(text, "x.yaml")
    assert sorted(each.path for each in refused.value.problems) == [
        "/calendar/closed/0",
        "/calendar/contry",
        "/calendar/public_holidays",
        "/calendar/weekend/0",
    ]


def test_a_band_of_a_scheme_file_is_reviewed_every_so_often_and_written_back():
    scheme = Scheme.matrix(
        "s",
        version="1",
        title="S",
        source="test",
        across=Factor.numbered("likelihood", ["Rare", "Often"]),
        up=Factor.numbered("impact", ["Minor", "Major"]),
        rows=[[2, 3], [1, 2]],
        bands=[Band(key="all", label="All", first=1, last=3, review="every 6 weeks")],
    )
    text = to_toml(scheme)
    assert 'review = "every 6 weeks"' in text
    assert Scheme.from_toml_text(text) == scheme
    with pytest.raises(LoadError, match=r'/bands/0/review: "6 weeks" does not say how often; '):
        Scheme.from_toml_text(text.replace("every 6 weeks", "6 weeks"))
