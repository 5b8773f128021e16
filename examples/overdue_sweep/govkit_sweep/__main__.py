"""``govkit-sweep``: sweep a register every morning, mail what became overdue, and keep a calendar."""

import argparse
import sys
from datetime import date
from pathlib import Path

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from govkit_sweep.job import Job
from govkit_sweep.reminders import Reminders


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("govkit-sweep", description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--to", required=True, help="who gets the reminders")
    parser.add_argument("--sender", default="govkit@localhost")
    parser.add_argument("--smtp", default="localhost:25", help="the mail server, host:port")
    parser.add_argument("--memory", type=Path, default=Path("reminders.db"), help="what was mailed")
    parser.add_argument("--feed", type=Path, default=Path("deadlines.ics"), help="the calendar")
    parser.add_argument("--at", default="0 7 * * *", help="when, as in a crontab")
    parser.add_argument("--once", metavar="DAY", type=date.fromisoformat, help="do it for that day, and end")
    chosen = parser.parse_args(arguments)
    host, _, port = chosen.smtp.partition(":")
    server = (host, int(port or 25))
    reminders = Reminders(chosen.memory, server, sender=chosen.sender, to=chosen.to)
    job = Job(chosen.register, reminders, chosen.feed)

    def tell(sentence: str) -> None:
        sys.stderr.write(f"govkit-sweep: {sentence}\n")

    if chosen.once:
        told = job.run(chosen.once)
        for each in told:
            tell(each)
        return 1 if told else 0
    scheduler = BlockingScheduler()
    job.schedule(scheduler, CronTrigger.from_crontab(chosen.at), date.today, tell)
    scheduler.start()
    return 0


if __name__ == "__main__":
    sys.exit(main())
