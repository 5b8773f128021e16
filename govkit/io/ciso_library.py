"""The parts of a CISO Assistant library: texts, levels, risks and the grid, with all that is lost of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from govkit.errors import Problem, did_you_mean
from govkit.formats.fault import shown
from govkit.model import pointer

LIBRARY: Final = frozenset(
    {"urn", "locale", "ref_id", "name", "version", "provider", "copyright", "translations", "objects"}
)
MATRIX: Final = frozenset({"urn", "ref_id", "name", "translations", "probability", "impact", "risk", "grid"})
_ENTRY: Final = frozenset({"id", "abbreviation", "name", "description", "hexcolor", "translations"})


@attrs.frozen
class Entry:
    """One level or risk of a matrix.

    Args:
        label: its name.
        abbreviation: its abbreviation, None if it has none.
        description: what it means, None if the library does not say.
    """

    label: str
    abbreviation: str | None
    description: str | None


@attrs.define
class Reader:
    """Reads a library, collecting every problem and all that is not kept.

    Args:
        own: locale of the library's texts, None if it does not say.
        locale: locale that is asked for, None for the library's own.
        problems: what is wrong, with paths.
        notes: what is not kept or called by another name, with paths.
        assumed: what the scheme takes for granted beside what every imported one does, a sentence each.
    """

    own: str | None = None
    locale: str | None = None
    problems: list[Problem] = attrs.Factory(list)
    notes: list[Problem] = attrs.Factory(list)
    assumed: list[str] = attrs.Factory(list)

    def fault(self, path: str, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(message, path))

    def note(self, path: str, message: str) -> None:
        """Keep a note."""
        self.notes.append(Problem(message, path))

    def assume(self, path: str, message: str) -> None:
        """Keep what is taken for granted, for the scheme and as a note."""
        self.assumed.append(message)
        self.note(path, message)

    def choose(self, locale: str | None, data: Any) -> None:
        """Choose the locale of the texts; one that the library has nowhere is a problem."""
        stated = data.get("locale") if isinstance(data, dict) else None
        self.own = stated if isinstance(stated, str) else None
        known = sorted({*locales(data), *([self.own] if self.own else [])})
        if locale is not None and locale not in known:
            self.fault("", f'the library has no locale "{locale}"{did_you_mean(locale, known)}')
        self.locale = None if locale == self.own else locale

    def unread(self, data: Mapping[str, Any], known: Collection[str], path: str) -> None:
        """Note the keys that nothing here reads, unless they say nothing."""
        for key, value in data.items():
            blank = value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())
            if key not in known and not blank:
                self.note(path + pointer(key), f'"{key}" is not read and not kept: {shown(value)}')

    def text(self, data: Mapping[str, Any], key: str, path: str) -> str | None:
        """Read a text; numbers are texts too, as abbreviations are often written without quotes."""
        value = data.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if not isinstance(value, str | int) or isinstance(value, bool):
            self.fault(path + pointer(key), f"a text is due here, not {shown(value)}")
            return None
        if "\n" in str(value).strip():
            self.note(path + pointer(key), f"the line breaks of this {key} become spaces")
        return " ".join(str(value).split())

    def translated(self, data: Mapping[str, Any], key: str, path: str) -> str | None:
        """Read a text in the locale asked for, or else in the library's own."""
        translations = data.get("translations")
        own = translations.get(self.locale) if isinstance(translations, dict) else None
        if self.locale is not None and isinstance(own, dict):
            found = self.text(own, key, path + pointer("translations", self.locale))
            if found is not None:
                return found
        plain = self.text(data, key, path)
        if self.locale is not None and plain is not None:
            self.note(path, f'no {key} in "{self.locale}", so "{plain[:60]}" is kept')
        return plain

    def entries(self, matrix: Mapping[str, Any], key: str, path: str) -> list[Entry]:
        """Read a list of levels or risks."""
        listed = matrix.get(key)
        where = path + pointer(key)
        if not isinstance(listed, list) or not listed:
            self.fault(where if key in matrix else path, f'a list "{key}" of one or more entries is due here')
            return []
        return [
            entry for at, each in enumerate(listed) for entry in self.entry(each, at, where + pointer(at))
        ]

    def entry(self, data: Any, at: int, path: str) -> Iterator[Entry]:
        """Read a level or risk that stands at a place of its list."""
        if not isinstance(data, dict):
            self.fault(path, f"a mapping is due here, not {shown(data)}")
            return
        number = data.get("id", at)
        if number != at or isinstance(number, bool):
            message = (
                f"its id is {shown(number)}, and it stands at place {at}; the grid could mean either, "
                f"so put the entries in the order of their ids"
            )
            self.fault(path + "/id", message)
        label = self.translated(data, "name", path)
        if label is None:
            self.fault(path, "it has no name")
            return
        if data.get("hexcolor"):
            self.note(path + "/hexcolor", f"the colour {data['hexcolor']} of {label} is not kept")
        self.unread(data, _ENTRY, path)
        yield Entry(label, self.text(data, "abbreviation", path), self.translated(data, "description", path))

    def grid(self, matrix: Mapping[str, Any], path: str) -> list[list[int]]:
        """Read ``grid[probability][impact]``, whose entries are places in the list of risks.

        How long a list is can be told whatever is wrong in it; one that is none or empty asks for nothing.
        """
        grid = matrix.get("grid")
        rows, columns, risks = (_length(matrix.get(key)) for key in ("probability", "impact", "risk"))
        where = path + "/grid"
        if not isinstance(grid, list) or (rows and len(grid) != rows):
            found = f"{len(grid)} rows" if isinstance(grid, list) else shown(grid)
            place = where if "grid" in matrix else path
            self.fault(place, f"a grid of {_many(rows)}rows, one per probability, is due here, not {found}")
        for p, row in enumerate(grid if isinstance(grid, list) else []):
            if not isinstance(row, list) or (columns and len(row) != columns):
                found = f"{len(row)}" if isinstance(row, list) else shown(row)
                message = f"a row of {_many(columns)}places, one per impact, is due here, not {found}"
                self.fault(where + pointer(p), message)
                continue
            for i, place in enumerate(row if risks else []):
                if type(place) is not int or not 0 <= place < risks:
                    message = f"{shown(place)} is no place in the list of {risks} risks, 0 to {risks - 1}"
                    self.fault(where + pointer(p, i), message)
        return grid if isinstance(grid, list) else []


def _length(listed: object) -> int:
    return len(listed) if isinstance(listed, list) else 0


def _many(count: int) -> str:
    return f"{count} " if count else ""


def locales(data: Any) -> Iterator[str]:
    """Find the locales of all translations in a library or a part of it, at whatever depth."""
    if isinstance(data, dict):
        translations = data.get("translations")
        if isinstance(translations, dict):
            yield from translations
    below: Sequence[Any] = (
        [*data.values()] if isinstance(data, dict) else data if isinstance(data, list) else ()
    )
    for each in below:
        yield from locales(each)
