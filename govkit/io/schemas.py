"""JSON Schemas of the files that govkit reads, for editors and other programs."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from govkit.formats.json_schema import Schema, schema_of
from govkit.io.settings import SettingsFile
from govkit.io.waivers import WaiversFile
from govkit.model import PHASES, Register
from govkit.scoring import BaseScheme, Factor, FactorLevel


def register_schema(scheme: BaseScheme | None = None) -> dict[str, Any]:
    """Make the JSON Schema of register files.

    What it refuses, ``load`` refuses. It lets pass what a schema cannot say, or not in a pattern that all
    programs read alike, such as a day that its month does not have.

    Args:
        scheme: the scheme of the registers; assessments that name none, or this one, then have to be made of
            its factors and levels. None for registers of any scheme.

    Returns:
        A schema of draft 2020-12 as plain data.
    """
    schema = schema_of(Register, name="register-file", title="govkit register file")
    if scheme is not None:
        _narrow(schema, scheme)
    return schema


def waivers_schema() -> dict[str, Any]:
    """Make the JSON Schema of files of waivers.

    Returns:
        A schema of draft 2020-12 as plain data.
    """
    return schema_of(WaiversFile, name="waivers-file", title="govkit file of waivers")


def settings_schema() -> dict[str, Any]:
    """Make the JSON Schema of ``govkit.toml``; whether rules are known by the names in it, it cannot say.

    Returns:
        A schema of draft 2020-12 as plain data.
    """
    return schema_of(SettingsFile, name="settings-file", title="govkit settings (govkit.toml)")


def scheme_schema() -> dict[str, Any]:
    """Read the JSON Schema of scheme files.

    Returns:
        A schema of draft 2020-12 as plain data.
    """
    return _kept("govkit.scoring", "scheme.schema.json")


def rules_schema() -> dict[str, Any]:
    """Read the JSON Schema of files of rules.

    Returns:
        A schema of draft 2020-12 as plain data.
    """
    return _kept("govkit.rules.written", "rules.schema.json")


def _kept(package: str, name: str) -> dict[str, Any]:
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _narrow(schema: Schema, scheme: BaseScheme) -> None:
    """Hold a schema of register files to one scheme.

    Earlier assessments inherit no scheme, so those that name none stay free.
    """
    schema["$id"] += f":{quote(scheme.id)}"
    schema["title"] += f" ({scheme.id})"
    named = {"enum": [scheme.id, None]}
    schema["properties"]["scheme"] |= {"anyOf": [named]}
    defined = schema["$defs"]
    defined |= {f"Level{place}": _level(factor) for place, factor in enumerate(scheme.factors, start=1)}
    defined["SchemeLevels"] = _levels(scheme)
    defined["SchemePrintedLevels"] = _printed_levels(scheme)
    defined["SchemeAssessment"] = {
        **defined["Assessment"],
        "if": {"properties": {"scheme": named}},
        "then": {
            "properties": {
                "levels": {"$ref": "#/$defs/SchemeLevels"},
                "printed_levels": {"$ref": "#/$defs/SchemePrintedLevels"},
            }
        },
    }
    for phase in PHASES:
        there = defined["Risk"]["properties"][phase]
        there["anyOf"] = [{"$ref": "#/$defs/SchemeAssessment"}, {"type": "null"}]


def _levels(scheme: BaseScheme) -> Schema:
    return _of_factors(f"Per factor of {scheme.title} a level.", scheme, _choice)


def _printed_levels(scheme: BaseScheme) -> Schema:
    told = f"Per factor of {scheme.title} the overall level as the paper prints it."
    return _of_factors(
        told, scheme, lambda factor, level: {"description": f"{factor.label}: a level.", **level}
    )


def _of_factors(told: str, scheme: BaseScheme, choice: Callable[[Factor, Schema], Schema]) -> Schema:
    return {
        "description": told,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            factor.key: choice(factor, {"$ref": f"#/$defs/Level{place}"})
            for place, factor in enumerate(scheme.factors, start=1)
        },
    }


def _choice(factor: Factor, level: Schema) -> Schema:
    """Let a factor have a level, or one per category where it has categories."""
    if not factor.categories:
        return {"description": f"{factor.label}: a level.", **level}
    categories = {
        each.key: {"description": f"{factor.label}, {each.label}: a level.", **level}
        for each in factor.categories
    }
    several: Schema = {
        "type": "object",
        "additionalProperties": False,
        "minProperties": 1,
        "properties": categories,
    }
    return {"description": f"{factor.label}: a level, or one per category.", "anyOf": [level, several]}


def _level(factor: Factor) -> Schema:
    return {
        "enum": list(factor.places),
        "enumDescriptions": [_told(factor.levels[place]) for place in factor.places.values()],
    }


def _told(level: FactorLevel) -> str:
    return f"{level.name}: {level.description}" if level.description else level.name
