"""The JSON Schema of mapping files, for editors and other programs."""

import re
from typing import Any, Final

import attrs

from govkit.formats.docstring import arguments
from govkit.formats.json_schema import Schema, schema_of
from govkit.formats.keys import keys_of
from govkit.importing.fields import LEVELS, SORTS, Listed, Rows, columns_of, plain
from govkit.importing.mapping import ImportMapping
from govkit.scoring import BaseScheme

_TABLE: Final = "TableMapping"


def mapping_schema(scheme: BaseScheme | None = None) -> dict[str, Any]:
    """Make the JSON Schema of mapping files.

    What it refuses, ``read_mapping`` refuses. It lets pass what a schema cannot say, such as a column that is
    named twice.

    Args:
        scheme: the scheme whose levels stand in the tables, of which then the factors are known; None for
            mappings of any.

    Returns:
        A schema of draft 2020-12 as plain data.
    """
    schema = schema_of(ImportMapping, name="mapping-file", title="govkit mapping file")
    table = schema["$defs"][_TABLE]
    table["allOf"] = [_of_rows(rows, scheme) for rows in Rows]
    if scheme is not None:
        schema["$id"] += f":{scheme.id}"
        schema["title"] += f" ({scheme.id})"
        schema["properties"]["scheme"] |= {"const": scheme.id}
    return schema


def _of_rows(rows: Rows, scheme: BaseScheme | None) -> Schema:
    """Say which fields tables of one kind of row may name."""
    fields = columns_of(rows)
    levels = [field for field, kind in fields.items() if kind == LEVELS]
    known = {field: _told(rows, field) for field in fields if field not in levels}
    anything: list[str] = []
    for field in levels:
        if scheme is None:
            anything.append(rf"^{re.escape(field)}\..")
        else:
            known |= {f"{field}.{key}": told for key, told in _levels(scheme)}
    lists = [field for field, kind in fields.items() if isinstance(kind, Listed)]
    names = {"anyOf": [{"enum": list(known)}, *({"pattern": each} for each in anything)]}
    columns = {
        "additionalProperties": False,
        "properties": {field: {"description": told, "type": "string"} for field, told in known.items()},
        "patternProperties": {each: {"type": "string"} for each in anything},
    }
    return {
        "if": {"properties": {"rows": {"const": rows.value}}, "required": ["rows"]},
        "then": {
            "properties": {
                "columns": columns,
                "constants": columns,
                "separators": {
                    "properties": {field: {"description": known[field]} for field in lists},
                    "propertyNames": names,
                },
                "fill-down": {"items": names},
            }
        },
    }


def _told(rows: Rows, field: str) -> str:
    sort = SORTS[rows]
    if field == sort.owner:
        return f"Ref of the {field} it belongs to."
    cls = sort.cls
    *way, last = field.split(".")
    for key in way:
        cls = plain(attrs.fields_dict(cls)[_name(cls, key)].type)
    return arguments(cls)[_name(cls, last)]


def _name(cls: type[Any], key: str) -> str:
    return next(name for name, each in keys_of(cls).items() if each == key)


def _levels(scheme: BaseScheme) -> list[tuple[str, str]]:
    """List the factors of a scheme, and each with its categories."""
    found = []
    for factor in scheme.factors:
        found.append((factor.key, f"{factor.label}: a level."))
        found += [
            (f"{factor.key}.{each.key}", f"{factor.label}, {each.label}: a level.")
            for each in factor.categories
        ]
    return found
