"""The day from which a risk's next review is counted."""

from datetime import date

import attrs

from govkit.model import Register, Risk, WrittenDate


@attrs.frozen
class LastReview:
    """The day from which a risk's next review is counted.

    Args:
        day: the day.
        what: what happened on it, to be followed by the day ("last reviewed on").
    """

    day: date
    what: str

    def __str__(self) -> str:
        """Render as ``last reviewed on 2019-08-13``."""
        return f"{self.what} {self.day}"


def last_review(register: Register, risk: Risk, as_of: date = date.max) -> LastReview | None:
    """Find the day from which a risk's next review is counted.

    Args:
        register: the register.
        risk: one of its risks.
        as_of: the day in question; what is dated later, a month by its last day, has not been by then.

    Returns:
        The first day of the last confirmed review or of the current assessment, whichever is later; where
        neither has one, of the risk's status, or else of the edition; None if nothing is dated by the day.
    """
    looked_at = [
        found
        for found in (
            _dated(risk.review.last if risk.review else None, "last reviewed on", as_of),
            _dated(risk.current.date if risk.current else None, "last assessed on", as_of),
        )
        if found is not None
    ]
    if looked_at:
        return max(looked_at, key=lambda each: each.day)
    return _counted(risk.status_date, "counted from the status of", as_of) or _counted(
        register.edition, "counted from the edition of", as_of
    )


def _dated(written: WrittenDate | None, what: str, as_of: date) -> LastReview | None:
    over = written is not None and (written.last is None or written.last <= as_of)
    return _counted(written, what, as_of) if over else None


def _counted(written: WrittenDate | None, what: str, as_of: date) -> LastReview | None:
    # Whoever holds an edition of a month holds it within that month.
    day = None if written is None else written.first
    return None if day is None or day > as_of else LastReview(day, what)
