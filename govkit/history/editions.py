"""Which of two editions is the earlier one."""

from govkit.model import Register


def wrong_way_round(before: Register, after: Register) -> str | None:
    """Say if what is taken for the earlier edition is dated after the later one.

    Args:
        before: what is taken for the earlier edition.
        after: what is taken for the later edition.

    Returns:
        A clause that names both dates; None if they are in order, or one of them cannot be read.
    """
    first, second = before.edition, after.edition
    if first is None or second is None or first.first is None or second.first is None:
        return None
    if first.first <= second.first:
        return None
    return f"the edition taken for the earlier one is of {first}, the later one of {second}"
