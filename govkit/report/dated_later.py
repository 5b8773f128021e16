"""Ratings that a report shows although nobody knows them on its day, in clauses."""

from collections.abc import Iterable, Iterator

from govkit.analysis import RiskOn
from govkit.model import PHASES
from govkit.rules.naming import naming


def dated_later(stood: Iterable[RiskOn]) -> Iterator[str]:
    """Name the risks whose ratings are shown as they are known first, after the day.

    Args:
        stood: how the risks stood on the day.

    Returns:
        A clause per phase of which there are some.
    """
    late: dict[str, list[str]] = {phase: [] for phase in PHASES}
    for each in stood:
        for phase in each.later:
            late[phase].append(each.rated.risk.ref)
    for phase, refs in late.items():
        if refs:
            shown = "dated later, and shown as it is known first"
            yield f"the {phase} rating of {naming(refs)} on the day: {shown}"
