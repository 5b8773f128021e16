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


def last_review(register: Register, risk: Risk) -> LastReview | None:
    """Find the day from which a risk's next review is counted.

    Args:
        register: the register.
        risk: one of its risks.

    Returns:
        The first day of the last confirmed review or of the current assessment, whichever is later; where
        neither has one, of the risk's status, or else of the edition; None if nothing is dated.
    """
    looked_at = [
        found
        for found in (
            _dated(risk.review.last if risk.review else None, "last reviewed on"),
            _dated(risk.current.date if risk.current else None, "last assessed on"),
        )
        if found is not None
    ]
    if looked_at:
        return max(looked_at, key=lambda each: each.day)
    return _dated(risk.status_date, "counted from the status of") or _dated(
        register.edition, "counted from the edition of"
    )


def _dated(written: WrittenDate | None, what: str) -> LastReview | None:
    day = None if written is None else written.first
    return None if day is None else LastReview(day, what)
