"""How much tests try: a third of the examples by default, all of them with ``make thorough``."""

import os

THOROUGH = os.environ.get("GOVKIT_THOROUGH") == "1"


def examples(most: int) -> int:
    """Say how many examples a property is tried on.

    Args:
        most: how many are worth it where time is no matter.

    Returns:
        That many, or a third of them.
    """
    return most if THOROUGH else most // 3
