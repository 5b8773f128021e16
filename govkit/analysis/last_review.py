"""The day from which a risk's next review is counted."""

from datetime import date

import attrs

from govkit.model import Register, Risk


@attrs.frozen
class LastReview:
    """The day from which a risk's next review is counted.

    Args:
        day: the day.
        said: what happened on it, with the date as it is written ("last reviewed in July 2019").
    """

    day: date
    said: str

    def __str__(self) -> str:
        """Say what happened, and when."""
        return self.said


def last_review(register: Register, risk: Risk, as_of: date = date.max) -> LastReview | None:
    """Find the day from which a risk's next review is counted.

    Args:
        register: the register.
        risk: one of its risks.
        as_of: the day in question; what is dated later, a month by its last day, has not been by then.

    Returns:
        The last day of the last confirmed review or of the current assessment, whichever is later; where
        neither has one, the first day of the risk's status, or else of the edition; None if nothing is dated
        by the day.
    """
    looked_at = [
        LastReview(written.surely, f"last {what} {written.when}")
        for written, what in (
            (risk.review.last if risk.review else None, "reviewed"),
            (risk.current.date if risk.current else None, "assessed"),
        )
        if written is not None and written.surely is not None and written.surely <= as_of
    ]
    if looked_at:
        return max(looked_at, key=lambda each: each.day)
    for written, what in ((risk.status_date, "status"), (register.edition, "edition")):
        # Whoever holds an edition of a month holds it within that month.
        if written is not None and written.first is not None and written.first <= as_of:
            return LastReview(written.first, f"counted from the {what} of {written}")
    return None
