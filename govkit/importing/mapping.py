"""Mappings: files that say what stands in which column of a table."""

import os
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import attrs
from annotated_types import Ge, Le
from immutabledict import immutabledict

from govkit.errors import LoadError, Offered, Problem, did_you_mean
from govkit.formats.keys import KEY
from govkit.formats.placed import placed
from govkit.importing.fields import LEVELS, SORTS, Rows, columns_of, needed
from govkit.importing.header import plain_header
from govkit.io.reading import read_as
from govkit.model import pointer
from govkit.model.constraint import Ref, Text
from govkit.scoring import BaseScheme

HeaderRow = Annotated[int, Ge(1), Le(1000)]
HeaderRows = Annotated[int, Ge(1), Le(5)]


@attrs.frozen(kw_only=True)
class TableMapping:
    """What the rows of one table are, and what stands in which of its columns.

    Args:
        rows: what each row is.
        columns: per field of it the header of its column.
        sheet: name of the sheet; the first one, or the one that `--sheet` names, unless given.
        header_row: the row the headers stand in, the last of them where they take several; the first row that
            has them all unless given.
        header_rows: how many rows the headers take; those above a header, a blank one being the one to its
            left, stand before it with " / " between.
        ignore: headers of columns that are not read.
        fill_down: fields whose blank cells say what the cell above says, as merged cells do.
        constants: per field what it is in every row in which no column says it, written as a cell would.
        separators: per field that is a list what stands between its entries in a cell; a line break unless
            given.
        blank: texts that mean that nothing is there.
    """

    rows: Rows
    columns: immutabledict[Text, Text]
    sheet: Text | None = None
    header_row: HeaderRow | None = attrs.field(default=None, metadata={KEY: "header-row"})
    header_rows: HeaderRows = attrs.field(default=1, metadata={KEY: "header-rows"})
    ignore: tuple[Text, ...] = ()
    fill_down: tuple[Text, ...] = attrs.field(default=(), metadata={KEY: "fill-down"})
    constants: immutabledict[Text, str] = immutabledict()
    separators: immutabledict[Text, str] = immutabledict()
    blank: tuple[Text, ...] = ()

    def kind_of(self, field: str) -> Any:
        """Say of which type a field is: as ``columns_of`` does, and ``LEVELS`` for any level."""
        return _kind(field, columns_of(self.rows))


@attrs.frozen(kw_only=True)
class ImportMapping:
    """What the tables of a file hold, and what the register is that comes of them.

    Args:
        register: its id.
        title: its title.
        tables: the tables.
        organisation: whose it is.
        edition: its date.
        scheme: id of the scheme whose levels stand in the tables.
    """

    register: Ref
    title: Text
    tables: tuple[TableMapping, ...]
    organisation: Text | None = None
    edition: Text | None = None
    scheme: Ref | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What the register says of itself."""
        facts = {"register": self.register, "title": self.title}
        rest = {"organisation": self.organisation, "edition": self.edition, "scheme": self.scheme}
        return facts | {key: value for key, value in rest.items() if value is not None}


def read_mapping(path: str | os.PathLike[str], schemes: Mapping[str, BaseScheme]) -> ImportMapping:
    """Read a mapping.

    Args:
        path: a TOML file; ``docs/reference/mapping-file.md`` describes it. YAML and JSON do as well.
        schemes: the schemes at hand, by id.

    Returns:
        The mapping.

    Raises:
        LoadError: the file cannot be read, or anything in it is wrong; every problem is listed with its line.
        UnknownNameError: no format has that suffix.
    """
    mapping, source = read_as(path, ImportMapping, Rows)
    problems = list(faults(mapping, schemes))
    if problems:
        raise LoadError(source.name, placed(problems, source))
    return mapping


def faults(mapping: ImportMapping, schemes: Mapping[str, BaseScheme]) -> Iterator[Problem]:
    """Say what is wrong with a mapping whatever the table.

    Args:
        mapping: the mapping.
        schemes: the schemes at hand, by id.

    Yields:
        A problem each, with its path in the mapping.
    """
    scheme = None if mapping.scheme is None else schemes.get(mapping.scheme)
    if mapping.scheme is not None and scheme is None:
        near = did_you_mean(mapping.scheme, schemes)
        missing = isinstance(schemes, Offered) and schemes.denied
        yield Problem(f'there is no scheme "{mapping.scheme}"{near}', "" if missing else "/scheme")
    if not mapping.tables:
        yield Problem("no table is named; begin one with [[tables]]", "/tables")
    for i, table in enumerate(mapping.tables):
        for problem in _table_faults(table, mapping.scheme, scheme):
            yield attrs.evolve(problem, path=pointer("tables", i) + problem.path)


def _table_faults(table: TableMapping, named: str | None, scheme: BaseScheme | None) -> Iterator[Problem]:
    known = columns_of(table.rows)
    for key, fields in (
        ("columns", table.columns),
        ("constants", table.constants),
        ("separators", table.separators),
        ("fill-down", table.fill_down),
    ):
        for i, field in enumerate(fields):
            at = pointer(key, i if key == "fill-down" else field)
            kind = _kind(field, known)
            if kind is None:
                shown = [f"{each}.likelihood" if known[each] == LEVELS else each for each in known]
                yield Problem(f'a {table.rows} has no field "{field}"{did_you_mean(field, shown)}', at)
            elif kind == LEVELS:
                yield from (Problem(said, at) for said in _factor_faults(field, named, scheme))
    yield from _double_faults(table)
    for key, fields in (("separators", table.separators), ("fill-down", table.fill_down)):
        for i, field in enumerate(fields):
            if field not in table.columns:
                at = pointer(key, field if key == "separators" else i)
                yield Problem(f'"{field}" has no column', at)
    yield from _needed_faults(table)
    for name, field, header in _twice(table.columns):
        yield Problem(f'the column "{header}" is that of {name} already', pointer("columns", field))


def _needed_faults(table: TableMapping) -> Iterator[Problem]:
    sort = SORTS[table.rows]
    given = {field.partition(".")[0] for field in (*table.columns, *table.constants)}
    if sort.owner is not None and not sort.alone and sort.owner not in given:
        yield Problem(
            f"a {table.rows} belongs to a {sort.owner}: name its column, {sort.owner} = …", "/columns"
        )
    known = columns_of(table.rows)
    if any(_kind(field, known) is None for field in (*table.columns, *table.constants)):
        return  # the field that is misspelt may be the one that is missing
    for key in needed(table.rows):
        if key not in given:
            yield Problem(f"a {table.rows} needs its {key}: name the column, {key} = …", "/columns")


def _double_faults(table: TableMapping) -> Iterator[Problem]:
    fields = {*table.columns, *table.constants}
    for key, given in (("columns", table.columns), ("constants", table.constants)):
        for field in given:
            if any(other.startswith(f"{field}.") for other in fields):
                yield Problem(f"{field} has a level of its own and one per category", pointer(key, field))


def _twice(columns: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    seen: dict[str, str] = {}
    for field, header in columns.items():
        first = seen.setdefault(plain_header(header), field)
        if first != field:
            yield first, field, header


def _kind(field: str, known: Mapping[str, Any]) -> Any:
    if known.get(field) == LEVELS:
        return None  # a level is of a factor
    if field in known:
        return known[field]
    above = field
    while "." in above:
        above = above.rpartition(".")[0]
        if known.get(above) == LEVELS:
            return LEVELS
    return None


def _factor_faults(field: str, named: str | None, scheme: BaseScheme | None) -> Iterator[str]:
    if named is None:
        yield f"{field} is a level of some scheme: say which, with scheme = … at the top"
    if scheme is None:
        return
    key, _, category = field.partition(f"{LEVELS}.")[2].partition(".")
    factors = {factor.key: factor for factor in scheme.factors}
    if key not in factors:
        yield f'{scheme.id} has no factor "{key}"{did_you_mean(key, factors)}'
    elif category:
        known = [each.key for each in factors[key].categories]
        if category not in known:
            yield f'{key} has no category "{category}"{did_you_mean(category, known)}'
