"""The sweep, with a mail server that really receives."""

import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from apscheduler.events import EVENT_JOB_REMOVED
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from govkit_sweep import Job, Reminders, calendar
from icalendar import Calendar
from ports import free_port

from govkit import Toolkit

HERE = Path(__file__).parents[1]
LOG = HERE.parent / "registers" / "board-actions-2019.yaml"
DAY = date(2019, 10, 9)
LATE = ["2019-01-24/1.0", "2019-01-24/2.0", "2019-02-28/1.0", "2019-07-31/9.0"]


class Inbox:
    """What a mail server hands over to."""

    def __init__(self):
        self.mails, self.answer = [], "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd calls
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.answer == "250 and silence":
            session.transport = None
            server.transport.abort()
        return self.answer

    @property
    def refs(self):
        return sorted(each["Subject"].split()[1] for each in self.mails)


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def server(inbox):
    with serving(inbox) as address:
        yield address


@contextmanager
def serving(inbox):
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.hostname, controller.port
    finally:
        controller.stop()


@pytest.fixture
def job(tmp_path):
    register = tmp_path / "log.yaml"
    register.write_bytes(LOG.read_bytes())

    def made(server):
        reminders = Reminders(tmp_path / "r.db", server, sender="govkit@localhost", to="clerk@localhost")
        return Job(register, reminders, tmp_path / "deadlines.ics")

    return made


def test_each_reminder_is_mailed_once_however_often_and_wherever_it_is_run(job, inbox, server):
    for _ in range(2):
        job(server).run(DAY)  # each with a toolkit and a connection of its own, as after a restart
    assert inbox.refs == LATE
    mail = next(each for each in inbox.mails if each["Subject"].startswith("Overdue: 2019-07-31/9.0"))
    assert (mail["To"], re.fullmatch(r"<[0-9a-f]{32}@govkit>", mail["Message-ID"]) is not None) == (
        "clerk@localhost",
        True,
    )
    assert "Overdue since: 2019-09-19" in mail.get_content()
    again = job(server)
    again.run(DAY + timedelta(days=1))
    assert len(inbox.mails) == 4
    assert "state: overdue" in again.register.read_text(encoding="utf-8")


def test_two_at_the_same_time_mail_once(job, inbox, server):
    job(server).run(DAY - timedelta(days=365))  # nothing is late yet
    both = [threading.Thread(target=job(server).run, args=(DAY,)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    job(server).run(DAY)
    assert inbox.refs == LATE


def test_what_a_mail_server_did_not_take_is_sent_when_it_does(job, inbox):
    with serving(inbox) as server:
        pass  # and away it is
    told = job(server).run(DAY)
    assert any("refused" in each for each in told)
    assert "state: overdue" in job(server).register.read_text(encoding="utf-8")
    inbox.answer = "451 not now"
    with serving(inbox) as server:
        assert any("not now" in each for each in job(server).run(DAY))
        assert inbox.mails == []
        inbox.answer = "250 OK"
        job(server).run(DAY)
    assert inbox.refs == LATE


def test_a_mail_of_which_nobody_can_tell_is_told_and_not_sent_again(job, inbox, server):
    inbox.answer = "250 and silence"
    told = job(server).run(DAY)
    assert [each for each in told if "nobody can tell" in each] == [
        f"{ref}: nobody can tell whether its mail went out; it is not sent again" for ref in LATE
    ]
    inbox.answer = "250 OK"
    job(server).run(DAY)
    assert inbox.refs == LATE


def test_a_broken_register_is_told_and_nothing_is_changed_or_mailed(job, inbox, server):
    broken = job(server)
    broken.register.write_text(
        broken.register.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8"
    )
    before = broken.register.read_bytes()
    [told] = broken.run(DAY)
    assert "colour" in told
    assert (broken.register.read_bytes(), inbox.mails, broken.feed.exists()) == (before, [], False)


def test_the_calendar_has_each_deadline_that_is_not_over_and_stays_the_same(job, server):
    done = job(server)
    done.run(DAY)
    kit = Toolkit.installed()
    register = kit.load(done.register)
    entries = {str(each["UID"]): each for each in Calendar.from_ical(done.feed.read_bytes()).walk("VEVENT")}
    lasts = {
        f"{register.ref}/{each.address}@govkit": each.item.due.last
        for each in register.all_actions
        if each.item.state != "closed" and each.item.due and each.item.due.last
    }
    assert {uid: each.decoded("DTSTART") for uid, each in entries.items()} == lasts
    assert len(lasts) >= 4
    content, left_out = calendar(kit, register, as_of=DAY)
    assert content == done.feed.read_bytes()
    assert [each for each in done.run(DAY) if "not in the calendar" in each] == [
        f"{ref} has no readable deadline and is not in the calendar" for ref in left_out
    ]


def test_the_scheduler_makes_up_for_a_missed_morning(job, inbox, server):
    told, over = [], threading.Event()
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_listener(lambda _: over.set(), EVENT_JOB_REMOVED)  # what has one time only is removed then
    missed = DateTrigger(datetime.now(UTC) - timedelta(hours=5))
    job(server).schedule(scheduler, missed, lambda: DAY, told.append)
    scheduler.start()
    try:
        assert over.wait(10)
    finally:
        scheduler.shutdown(wait=True)
    assert inbox.refs == LATE
    assert told == job(server).run(DAY)


@pytest.mark.parametrize("mailed", [True, False])
def test_the_command_does_it_once_and_says_what_is_wrong(job, inbox, server, tmp_path, mailed):
    register = job(server).register if mailed else tmp_path / "none.yaml"
    command = [
        *(sys.executable, "-m", "govkit_sweep", register, "--to", "clerk@localhost", "--once", "2019-10-09"),
        *("--smtp", f"{server[0]}:{server[1]}", "--memory", tmp_path / "m.db", "--feed", tmp_path / "f.ics"),
    ]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert inbox.refs == (LATE if mailed else [])
    assert (tmp_path / "f.ics").exists() is mailed
    if not mailed:
        assert done.returncode == 1
        assert "none.yaml" in done.stderr
