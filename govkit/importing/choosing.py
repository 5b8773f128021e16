"""Which format a file is of."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from govkit.blame import said
from govkit.errors import GovkitError, LoadError, Problem, SaveError, UnknownNameError
from govkit.formats.format import AnyFormat, Format, TableFormat, WritingFormat

_NEWER: Final = {
    ".xls": ".xlsx",
    ".xlsb": ".xlsx",
    ".ods": ".xlsx",
    ".doc": ".docx",
    ".odt": ".docx",
    ".rtf": ".docx",
}
"""What office programs can save their other files as, to be read here."""


def format_for(
    formats: Mapping[str, AnyFormat],
    content: bytes,
    name: str,
    *,
    wanted: str | None = None,
    tables: bool = False,
) -> AnyFormat:
    """Find the format of a file that is to be read.

    Args:
        formats: the formats at hand, by name.
        content: the bytes of the file.
        name: its name.
        wanted: name of the format that somebody chose; the file is asked unless given.
        tables: whether its tables are to be read by a mapping.

    Returns:
        The only format that recognises the file: a ``TableFormat`` where tables are to be read, and otherwise
        a ``Format`` before one of tables.

    Raises:
        LoadError: none recognises it, several do, or one breaks down over it.
        UnknownNameError: there is no format of the name that was chosen.
    """
    if wanted is not None:
        if wanted not in formats:
            raise UnknownNameError("format", wanted, formats)
        return formats[wanted]
    wide = {key: each for key, each in formats.items() if not tables or isinstance(each, TableFormat)}
    able = _ending(wide, name, lambda _: True)
    found = [each for each in able if _recognises(each, content, name)]
    chosen = found if tables else [each for each in found if isinstance(each, Format)] or found
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        names = " and ".join(each.name for each in chosen)
        raise _refused(name, f"the formats {names} both recognise it; say which with --reader")
    if able:
        names = ", ".join(f"{each.name} ({each.title})" for each in able)
        raise _refused(name, f"no format recognises what is in it; of files that end so there is {names}")
    raise _refused(name, _no_ending(wide.values(), name, "no format of tables" if tables else "no format"))


def format_to_write(
    formats: Mapping[str, AnyFormat], name: str, *, wanted: str | None = None
) -> WritingFormat:
    """Find the format that a file is to be written in.

    Args:
        formats: the formats at hand, by name.
        name: name of the file.
        wanted: name of the format that somebody chose; the end of the file's name says it unless given.

    Returns:
        The only format that is written to files with such a name.

    Raises:
        SaveError: there is none, or there are several, or the chosen one is only read.
        UnknownNameError: there is no format of the name that was chosen.
    """
    if wanted is not None and wanted not in formats:
        raise UnknownNameError("format", wanted, formats)
    if wanted is not None:
        chosen = [formats[wanted]]
    else:
        ending = _ending(formats, name, lambda each: isinstance(each, WritingFormat))
        chosen = [each for each in ending if _end(each, name) == _end(ending[0], name)]
    able = [each for each in chosen if isinstance(each, WritingFormat)]
    if len(able) == 1:
        return able[0]
    if able:
        names = " and ".join(each.name for each in able)
        why = f"the formats {names} both write it; say which with --to"
    elif wanted is not None:
        why = f"the format {wanted} is read, and not written"
    else:
        able = [each for each in formats.values() if isinstance(each, WritingFormat)]
        why = _no_ending(able, name, "no format that is written")
    raise SaveError(f"{name} was not written: {why}")


def _ending(
    formats: Mapping[str, AnyFormat], name: str, suits: Callable[[AnyFormat], bool]
) -> list[AnyFormat]:
    """List the formats whose files end as a name does; of ``.oscal.json`` and ``.json`` the longer counts."""
    found = [each for each in formats.values() if suits(each) and _end(each, name)]
    return sorted(found, key=lambda each: -_end(each, name))


def _end(each: AnyFormat, name: str) -> int:
    """Count the characters of the longest suffix that a name ends in; 0 if it ends in none."""
    return max((len(suffix) for suffix in each.suffixes if name.lower().endswith(suffix)), default=0)


def as_tables(each: AnyFormat, name: str) -> TableFormat:
    """Take a format for one of tables.

    Raises:
        LoadError: it is none.
    """
    if not isinstance(each, TableFormat):
        raise _refused(name, f"the format {each.name} knows what its files say; leave out the mapping")
    return each


def as_format(each: AnyFormat, name: str) -> Format:
    """Take a format for one that knows what its files say of a register.

    Raises:
        LoadError: it is none.
    """
    if not isinstance(each, Format):
        way_out = "say with --mapping what stands in which column; --guess proposes a mapping"
        raise _refused(name, f"{each.title} says nothing of risks by itself; {way_out}")
    return each


def _refused(name: str, message: str) -> LoadError:
    return LoadError(name, [Problem(message, "", name)])


def _no_ending(formats: Iterable[AnyFormat], name: str, kind: str) -> str:
    known = sorted({suffix for each in formats for suffix in each.suffixes})
    newer = _NEWER.get(Path(name).suffix.lower())
    way_out = f"; save it as {newer}" if newer in known else ""
    return f"{kind} has files that end as {Path(name).name} does{way_out}; they end in {', '.join(known)}"


def _recognises(each: AnyFormat, content: bytes, name: str) -> bool:
    try:
        return bool(each.recognises(content, name))
    except GovkitError:
        raise
    except Exception as error:
        message = f"the format {each.name} broke down over it: {said(error)}; say another with --reader"
        raise _refused(name, message) from error
