"""What is done every morning."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.base import BaseTrigger

from govkit import GovkitError, Toolkit
from govkit.io.files import write_file
from govkit_sweep.feed import calendar
from govkit_sweep.reminders import Reminders


@dataclass
class Job:
    """Sweeps a register, mails what became overdue, and writes the calendar.

    Args:
        register: the file of the register.
        reminders: what mails.
        feed: the ``.ics`` file to write.
    """

    register: Path
    reminders: Reminders
    feed: Path

    def run(self, as_of: date) -> list[str]:
        """Do it for a day; again on the same day changes and mails nothing.

        Args:
            as_of: the day.

        Returns:
            What a person should know, a sentence each; empty if all went well.
        """
        try:
            return self._run(as_of)
        except (GovkitError, OSError) as error:
            return [str(error)]

    def _run(self, as_of: date) -> list[str]:
        kit = Toolkit.installed(self.reminders)
        read = self.register.read_bytes()
        swept = kit.sweep_all(kit.load(self.register), as_of=as_of, announce=False)
        if swept.events:
            if self.register.read_bytes() != read:
                return [f"{self.register} was changed meanwhile; nothing was saved or mailed, run it again"]
            kit.save(swept.register, self.register)
        # All that is overdue is told of, not only what became so today: whatever was saved and not mailed
        # because something broke in between is mailed now, and what was mailed is known by its key.
        late = [
            each.item.events[-1]
            for each in swept.register.all_actions
            if each.item.state == "overdue" and each.item.events
        ]
        kit.announce(swept.register, late)
        content, left_out = calendar(kit, swept.register, as_of=as_of)
        write_file(content, self.feed)
        return [
            *(f"{each.ref} was not swept: {each.error}" for each in swept.not_evaluated),
            *kit.plugin_problems,
            *(
                f"{ref}: nobody can tell whether its mail went out; it is not sent again"
                for ref in self.reminders.in_doubt()
            ),
            *(f"{ref} has no readable deadline and is not in the calendar" for ref in left_out),
        ]

    def schedule(
        self,
        scheduler: BaseScheduler,
        trigger: BaseTrigger,
        today: Callable[[], date],
        tell: Callable[[str], object],
    ) -> None:
        """Have it done again and again.

        Args:
            scheduler: a scheduler of APScheduler.
            trigger: when.
            today: tells the day; the only clock there is.
            tell: takes each sentence.
        """

        def work() -> None:
            for sentence in self.run(today()):
                tell(sentence)

        # A morning that the machine slept through is made up for, once; never are two at work at once.
        scheduler.add_job(work, trigger, coalesce=True, max_instances=1, misfire_grace_time=None)
