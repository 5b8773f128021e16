"""Proposing a mapping: which column of a table may hold what, and how sure that is."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Final

import attrs

from govkit.formats.sheet import Cell, Sheet
from govkit.importing.fields import LEVELS, SORTS, Rows, columns_of, needed
from govkit.importing.heads import Head, head_at
from govkit.importing.levels import UnreadableLevelError, level_in
from govkit.importing.spans import Spans
from govkit.model import DateKind, WrittenDate
from govkit.scoring import BaseScheme, Factor

_LOOKED_AT: Final = 30
"""Rows among which the headers are looked for."""
_SAMPLE: Final = 200
"""Rows below them that say whether a field can hold what a column has."""
_DEPTH: Final = 2
"""Rows that headers may take."""
_LEAST: Final = 0.6
"""How well a header has to fit a name to be taken for it."""
_WORDS: Final = re.compile(r"[^\W_]+")

_NAMES: Final[Mapping[Rows, Mapping[str, Sequence[str]]]] = {
    Rows.RISK: {
        "ref": ("ref", "risk ref", "reference", "risk no", "no", "number", "risk id", "id"),
        "title": ("risk", "title", "risk title", "description", "risk description", "name"),
        "statement": ("statement", "risk statement", "detail"),
        "objective": ("objective", "priority", "aim"),
        "causes": ("causes", "cause", "triggers"),
        "effects": ("effects", "effect", "consequences"),
        "executive_lead": ("executive lead", "lead", "owner", "risk owner", "responsible"),
        "senior_lead": ("senior lead", "lead officer", "manager"),
        "status": ("status", "risk status"),
        "controls": ("controls", "existing controls", "controls in place", "mitigation", "control measures"),
        "assurances": ("assurances", "assurance", "sources of assurance"),
        "actions": ("actions", "future actions", "further actions", "planned actions"),
        "notes": ("notes", "comments", "commentary"),
    },
    Rows.ACTION: {
        "ref": ("ref", "action ref", "action no", "no", "number", "id", "reference"),
        "risk": ("risk", "risk ref", "risk no", "risk id"),
        "title": ("action", "title", "description", "agreed action", "recommendation", "what"),
        "owner": ("owner", "action owner", "lead", "responsible", "who", "assigned to"),
        "organisation": ("organisation", "organization", "body", "agency"),
        "start": ("start", "start date", "started"),
        "deadline": (
            "deadline",
            "due",
            "due date",
            "target date",
            "implementation date",
            "by when",
            "when",
            "by",
        ),
        "end": ("end", "end date", "completed", "date completed", "closed"),
        "state": ("state", "status"),
        "notes": ("notes", "comments", "update", "progress"),
    },
    Rows.CONTROL: {
        "ref": ("ref", "control ref", "control id", "id", "no"),
        "risk": ("risk", "risk ref", "risk id", "risk no"),
        "title": ("control", "title", "description", "control description"),
        "effective": ("effective", "working"),
    },
    Rows.ASSURANCE: {
        "ref": ("ref", "assurance ref", "assurance id", "id", "no"),
        "risk": ("risk", "risk ref", "risk id", "risk no"),
        "title": ("assurance", "title", "description"),
        "provider": ("provider", "provided by", "from"),
        "source": ("source", "internal or external"),
        "line": ("line", "line of defence"),
        "received": ("received", "date received", "date"),
        "expires": ("expires", "valid until", "expiry"),
        "conclusion": ("conclusion", "opinion", "rating"),
    },
}
_PHASES: Final[Mapping[str, frozenset[str]]] = {
    "inherent": frozenset({"inherent", "gross", "raw", "initial", "before", "uncontrolled", "pre"}),
    "target": frozenset({"target", "future", "planned", "desired"}),
    "current": frozenset({"current", "residual", "net", "after", "controlled", "post", "now"}),
}
_FACTORS: Final[Mapping[str, frozenset[str]]] = {
    "likelihood": frozenset({"likelihood", "probability", "l", "p"}),
    "impact": frozenset({"impact", "severity", "consequence", "i"}),
}
_PRINTED: Final = frozenset({"score", "rating", "total", "risk score"})


@attrs.frozen
class Column:
    """What a column may hold.

    Args:
        field: the field.
        header: its header.
        confidence: how sure that is, from 0 to 1: how well the header fits the field's usual names, times the
            share of the cells below it that such a field can hold.
    """

    field: str
    header: str
    confidence: float


@attrs.frozen
class GuessedTable:
    """What a table may hold.

    Args:
        sheet: its name; "" for the only one of a text.
        rows: what each row is.
        header_row: the row of the headers, from 1; the last of them where they take several.
        header_rows: how many rows they take.
        columns: its columns, in their order.
        unknown: headers of columns of which nobody knows what they hold.
        fill_down: fields of columns in which cells reach over several rows.
    """

    sheet: str
    rows: Rows
    header_row: int
    header_rows: int
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    fill_down: tuple[str, ...] = ()

    @property
    def lacks(self) -> tuple[str, ...]:
        """Fields that each row needs, and that no column seems to hold."""
        owner = SORTS[self.rows].owner
        alone = owner is None or SORTS[self.rows].alone
        known = {column.field for column in self.columns}
        return tuple(
            each for each in (*(() if alone else (str(owner),)), *needed(self.rows)) if each not in known
        )

    @property
    def score(self) -> float:
        """How much of it is known."""
        return sum(column.confidence for column in self.columns)


@attrs.frozen
class Guess:
    """A mapping that may fit.

    Args:
        tables: the tables of which something is known.
        unread: names of the sheets of which nothing is.
        schemes: ids of the schemes whose levels all cells of levels hold; none where no column holds levels.
    """

    tables: tuple[GuessedTable, ...]
    unread: tuple[str, ...]
    schemes: tuple[str, ...]

    def to_toml(self, register: str, title: str) -> str:
        """Write the mapping, for a person to mend.

        Args:
            register: id of the register that is to come of it.
            title: its title.

        Returns:
            A mapping file; comments say how sure each column is, and what is left out.
        """
        return "\n".join([*self._lines(register, title), ""])

    def _lines(self, register: str, title: str) -> Iterator[str]:
        yield f"register = {_quoted(register)}"
        yield f"title = {_quoted(title)}"
        for i, scheme in enumerate(self.schemes):
            yield f"{'' if i == 0 else '# or '}scheme = {_quoted(scheme)}"
        for table in self.tables:
            yield from ("", "[[tables]]", f"rows = {_quoted(table.rows)}")
            if table.sheet:
                yield f"sheet = {_quoted(table.sheet)}"
            yield f"header-row = {table.header_row}"
            if table.header_rows > 1:
                yield f"header-rows = {table.header_rows}"
            if table.unknown:
                yield f"# unknown: {', '.join(map(_quoted, table.unknown))}; name those to pass over:"
                yield "ignore = []"
            if table.fill_down:
                yield f"fill-down = [{', '.join(map(_quoted, table.fill_down))}]"
            yield "[tables.columns]"
            yield from (f"# {each} = …  # each {table.rows} needs one" for each in table.lacks)
            for column in table.columns:
                key = column.field if "." not in column.field else _quoted(column.field)
                yield f"{key} = {_quoted(column.header)}  # {column.confidence:.0%} sure"
        for sheet in self.unread:
            yield f"# nothing is known of the sheet {_quoted(sheet)}"


def guess(sheets: Iterable[Sheet], schemes: Mapping[str, BaseScheme]) -> Guess:
    """Propose a mapping for tables.

    Args:
        sheets: the tables.
        schemes: the schemes at hand, by id, whose levels may stand in them.

    Returns:
        What each table may hold. Nothing of it is certain: a person reads the mapping before it is used.
    """
    all_sheets = list(sheets)
    fitting = _fitting(all_sheets, schemes)
    factors = fitting[0].factors if fitting else ()
    best = {sheet.name: _best(sheet, factors) for sheet in all_sheets}
    tables = tuple(table for table in best.values() if table is not None)
    levels = any(f".{LEVELS}." in column.field for table in tables for column in table.columns)
    return Guess(
        tables,
        tuple(name for name, table in best.items() if table is None),
        tuple(scheme.id for scheme in fitting) if levels else (),
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _best(sheet: Sheet, factors: Sequence[Factor]) -> GuessedTable | None:
    """Find the row of headers, and what the rows below it are, of which most is known."""
    found: list[GuessedTable] = []
    for depth in range(1, _DEPTH + 1):
        for row in range(depth, min(_LOOKED_AT, len(sheet.rows) - 1) + 1):
            head = head_at(sheet, row, depth)
            found += [_table(sheet, head, depth, rows, factors) for rows in _NAMES]
    known = [table for table in found if {"title", "ref"} & {column.field for column in table.columns}]
    return max(known, key=lambda table: (table.score, -table.header_rows), default=None)


def _table(sheet: Sheet, head: Head, depth: int, rows: Rows, factors: Sequence[Factor]) -> GuessedTable:
    below = sheet.rows[head.row : head.row + _SAMPLE]
    candidates = sorted(
        (
            (fit == 1.0, fit * _share(below, i, rows, field, factors), -i, field, header)
            for i, header in enumerate(head.names)
            if header and head.times(header) == 1
            for field, fit in _fields(header, rows, factors)
        ),
        reverse=True,
    )
    taken: dict[str, tuple[float, int, str]] = {}
    # A header that is one of the usual names is what it says, though some cells may not fit.
    for _, confidence, place, field, header in candidates:
        if confidence > 0 and field not in taken and all(header != each for *_, each in taken.values()):
            taken[field] = (confidence, -place, header)
    columns = sorted((place, field, header, sure) for field, (sure, place, header) in taken.items())
    used = {header for _, _, header, _ in columns}
    return GuessedTable(
        sheet.name,
        rows,
        head.row,
        depth,
        tuple(Column(field, header, round(sure, 2)) for _, field, header, sure in columns),
        tuple(dict.fromkeys(name for name in head.names if name and name not in used)),
        tuple(
            field
            for place, field, _, _ in columns
            if field != "ref" and Spans(sheet).reach_down(place + 1, head.row)
        ),
    )


def _fields(header: str, rows: Rows, factors: Sequence[Factor]) -> Iterator[tuple[str, float]]:
    """Say which fields a header may mean, with how well it fits."""
    words = _words(header)
    yield from _usual(" ".join(words), rows)
    if rows is Rows.RISK:
        phase = next((phase for phase, said in _PHASES.items() if said & set(words)), None)
        sure = 1.0 if phase else 0.8
        for factor in factors:
            said = _FACTORS.get(factor.key, frozenset()) | {factor.key, factor.label.casefold()}
            if said & set(words):
                yield f"{phase or 'current'}.{LEVELS}.{factor.key}", sure
        if _PRINTED & set(words):
            yield f"{phase or 'current'}.printed", sure


@lru_cache(maxsize=4096)
def _usual(said: str, rows: Rows) -> tuple[tuple[str, float], ...]:
    """Say which fields are usually called so, or nearly so, with how near it is."""
    fits = (
        (field, max(SequenceMatcher(None, said, name).ratio() for name in names))
        for field, names in _NAMES[rows].items()
    )
    return tuple((field, fit) for field, fit in fits if fit >= _LEAST)


def _words(header: str) -> list[str]:
    return _WORDS.findall(header.casefold())


def _share(
    rows: Sequence[Sequence[Cell]], place: int, kind: Rows, field: str, factors: Sequence[Factor]
) -> float:
    """Say which share of the cells of a column a field can hold; all of them where there are none."""
    cells = [row[place] for row in rows if place < len(row) and not row[place].is_blank]
    return sum(_holds(cell, kind, field, factors) for cell in cells) / len(cells) if cells else 1.0


def _holds(cell: Cell, rows: Rows, field: str, factors: Sequence[Factor]) -> bool:
    if cell.flaw is not None:
        return False
    if f".{LEVELS}." in field:
        factor = next(each for each in factors if field.endswith(f".{each.key}"))
        return _is_level(cell.text, factor)
    if field == "ref":
        return len(cell.text.split()) == 1
    kind: Any = columns_of(rows).get(field)
    if kind is WrittenDate:
        return cell.value is not cell.text or WrittenDate(cell.text).kind is not DateKind.NOISE
    return True


def _is_level(text: str, factor: Factor) -> bool:
    try:
        level_in(text, factor)
    except UnreadableLevelError:
        return False
    return True


def _fitting(sheets: Iterable[Sheet], schemes: Mapping[str, BaseScheme]) -> list[BaseScheme]:
    """Find the schemes that know the levels in all columns that are headed like their factors."""
    held = list(sheets)
    scored = [(sum(score), scheme) for scheme in schemes.values() if (score := list(_levels(held, scheme)))]
    best = max((score for score, _ in scored), default=0.0)
    return [scheme for score, scheme in scored if score == best and best > 0]


def _levels(sheets: Iterable[Sheet], scheme: BaseScheme) -> Iterator[float]:
    """Say per sheet how much of it are levels of a scheme."""
    for sheet in sheets:
        table = _best(sheet, scheme.factors)
        if table is not None:
            yield sum(each.confidence for each in table.columns if f".{LEVELS}." in each.field)
