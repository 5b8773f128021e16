"""Which format a file is of."""

from collections.abc import Mapping
from pathlib import Path

from govkit.blame import said
from govkit.errors import GovkitError, LoadError, Problem, UnknownNameError
from govkit.formats.format import Format, TableFormat

AFormat = Format | TableFormat


def format_for(
    formats: Mapping[str, AFormat], content: bytes, name: str, wanted: str | None = None
) -> AFormat:
    """Find the format of a file.

    Args:
        formats: the formats at hand, by name.
        content: the bytes of the file.
        name: its name.
        wanted: name of the format that somebody chose; the file is asked unless given.

    Returns:
        The only format that recognises the file. One that knows what it says of a register comes before one
        of tables.

    Raises:
        LoadError: none recognises it, several do, or one breaks down over it.
        UnknownNameError: there is no format of the name that was chosen.
    """
    if wanted is not None:
        if wanted not in formats:
            raise UnknownNameError("format", wanted, formats)
        return formats[wanted]
    suffix = Path(name).suffix.lower()
    able = [each for each in formats.values() if suffix in each.suffixes]
    found = [each for each in able if _recognises(each, content, name)]
    knowing = [each for each in found if isinstance(each, Format)]
    chosen = knowing or found
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        names = " and ".join(each.name for each in chosen)
        message = f"the formats {names} both recognise it; say which with --reader"
    elif able:
        names = ", ".join(f"{each.name} ({each.title})" for each in able)
        message = f"no format recognises what is in it; with this suffix there is {names}"
    else:
        known = sorted({suffix for each in formats.values() for suffix in each.suffixes})
        message = f'no format has the suffix "{suffix}"; there are {", ".join(known)}'
    raise LoadError(name, [Problem(message, "", name)])


def _recognises(each: AFormat, content: bytes, name: str) -> bool:
    try:
        return bool(each.recognises(content, name))
    except GovkitError:
        raise
    except Exception as error:
        message = f"the format {each.name} broke down over it: {said(error)}; say another with --reader"
        raise LoadError(name, [Problem(message, "", name)]) from error
