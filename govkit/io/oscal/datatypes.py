"""OSCAL's data types: which texts fit where, and days as points in time."""

import json
import re
from datetime import date, datetime
from typing import Any, Final

from govkit.formats import json_file

_UUID: Final = re.compile(
    r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}"
)
_TOKEN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
_MOMENT: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})"
)
_FIRST: Final = "T00:00:00Z"
_LAST: Final = "T23:59:59Z"
_YEARS: Final = range(1900, 3000)
_UNSAID: Final = re.compile(r"(?:00:00:00|23:59:59)(?:\.0+)?(?:Z|[+-]00:00)")


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID of the versions that OSCAL takes, 4 and 5."""
    return _UUID.fullmatch(text) is not None


def is_token(text: str) -> bool:
    """Whether a text can be a name or an id: a letter, then letters and figures.

    OSCAL takes letters of all scripts; readers do not agree which those are, so these are ASCII's.
    """
    return _TOKEN.fullmatch(text) is not None


def is_line(text: str) -> bool:
    """Whether a text can be a title: one line of characters that can be seen."""
    return text != "" and text.isprintable()


def is_string(text: str) -> bool:
    """Whether a text can be a value: one line without blanks around it."""
    return is_line(text) and text == text.strip()


def first_moment(day: date) -> str | None:
    """Write a day as the moment it begins, None for a year that OSCAL does not take."""
    return f"{day.isoformat()}{_FIRST}" if day.year in _YEARS else None


def last_moment(day: date) -> str | None:
    """Write a day as the last second of it, None for a year that OSCAL does not take."""
    return f"{day.isoformat()}{_LAST}" if day.year in _YEARS else None


def day_of(moment: str) -> tuple[str, str] | None:
    """Read a moment as a day.

    Args:
        moment: a date with time and time zone.

    Returns:
        The day as it stands there, and the time with its zone as far as that says more than the day does;
        None if nobody can read it.
    """
    match = _MOMENT.fullmatch(moment)
    if match is None or instant(moment) is None:
        return None
    time = match["time"] + match["zone"]
    return match["day"], "" if _UNSAID.fullmatch(time) else time


def instant(moment: str) -> datetime | None:
    """Read a moment, None if nobody can read it or it names no time zone."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def compact(value: Any) -> str:
    """Write plain data as JSON on one line of characters that can be seen."""
    line = re.sub(r"\n *", " ", json_file.write(value).strip())
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)
