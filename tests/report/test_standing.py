"""How items stood on days that are past."""

from datetime import date

from govkit import Action, Register, Toolkit
from govkit.analysis import Facts
from govkit.model import Origin
from govkit.report.standing import standing

KIT = Toolkit.installed()
DUE = Action(ref="1", title="T", deadline="2019-06-30", origin=Origin(kind="meeting", raised="2019-01-24"))


def test_a_past_day_is_told_from_the_events():
    log = Register(ref="r", title="T", actions=(DUE,))
    log, _ = KIT.sweep(log, as_of=date(2019, 7, 9))
    log, _ = KIT.fire_at(log, "2019-01-24/1", "close", as_of=date(2019, 10, 9), end="2019-10-01")
    (located,) = log.all_actions
    days = [(1, 23), (1, 24), (6, 30), (7, 1), (9, 30), (10, 1)]
    told = [
        standing(located, KIT.workflows, Facts(log, KIT.schemes, date(2019, *day)), date(2019, *day)).state
        for day in days
    ]
    assert told == ["not yet raised", "open", "open", "overdue", "overdue", "closed"]
