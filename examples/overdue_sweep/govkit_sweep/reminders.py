"""A plug-in that mails each reminder at most once, whatever is run again and wherever it stopped.

The key of an event is the same in every process. It is written down before the mail goes out, and the day it
went out after that. A key without a day is a mail of which nobody can tell: it is not sent again, but told.
"""

import smtplib
import sqlite3
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path

from govkit import Action, Event, hookimpl

TABLE = "CREATE TABLE IF NOT EXISTS reminders (key TEXT PRIMARY KEY, ref TEXT NOT NULL, sent TEXT)"
REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


class Reminders:
    """Mails about what became overdue.

    Args:
        memory: the SQLite file in which keys are kept.
        server: host and port of the mail server.
        sender: the address that mails come from.
        to: the address that they go to.
    """

    def __init__(self, memory: Path, server: tuple[str, int], *, sender: str, to: str) -> None:
        self.memory, self.server, self.sender, self.to = memory, server, sender, to
        self._ask(TABLE)

    @hookimpl
    def govkit_event(self, event: Event, subject: Action, key: str) -> None:
        """Mail about an event, unless that was done or begun before."""
        if event.to_state != "overdue" or self._ask("SELECT 1 FROM reminders WHERE key = ?", key):
            return
        # Whoever cannot be reached was sent nothing, so that is found out first.
        with smtplib.SMTP(*self.server, timeout=10) as smtp:
            if not self._ask(
                "INSERT OR IGNORE INTO reminders VALUES (?, ?, NULL) RETURNING 1", key, event.ref
            ):
                return  # another process was quicker
            try:
                smtp.send_message(self._mail(event, subject, key))
            except REFUSED:
                self._ask("DELETE FROM reminders WHERE key = ?", key)
                raise
            self._ask("UPDATE reminders SET sent = ? WHERE key = ?", event.recorded.isoformat(), key)

    def in_doubt(self) -> list[str]:
        """List the items of which nobody can tell whether the mail went out."""
        return [ref for (ref,) in self._ask("SELECT ref FROM reminders WHERE sent IS NULL ORDER BY ref")]

    def _mail(self, event: Event, action: Action, key: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Message-ID"] = self.sender, self.to, f"<{key}@govkit>"
        mail["Subject"] = f"Overdue: {event.ref} {' '.join(action.title.split())}"
        mail.set_content(
            f"{action.title}\n\n"
            f"Owner: {action.owner or 'not recorded'}\n"
            f"Deadline: {action.due or 'not recorded'}\n"
            f"Overdue since: {event.effective}\n"
        )
        return mail

    def _ask(self, statement: str, *values: str) -> list[tuple[str]]:
        with closing(sqlite3.connect(self.memory)) as connection, connection:
            return connection.execute(statement, values).fetchall()
