"""The one toolkit of the process: every installed scheme, lifecycle and rule."""

from functools import cache

from govkit import Toolkit


@cache
def toolkit() -> Toolkit:
    """Make it when it is first asked for. A broken plug-in breaks nothing; the board says what is wrong."""
    return Toolkit.installed()
