"""Observations that no risk names itself: a finding or an item of a plan says which risk they belong to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govkit.io.oscal.context import Context


def lent(
    context: Context, parts: Iterable[Mapping[str, Any]], root: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Find the observations that belong to risks by what else names both.

    Args:
        context: knows the observations.
        parts: what has risks and findings.
        root: what has the items of a plan.

    Returns:
        UUIDs of observations by UUIDs of risks, in small letters.
    """
    named = {
        uuid
        for part in parts
        for risk in _mappings(part, "risks")
        for uuid in _uuids(risk, "related-observations", "observation-uuid")
    }
    found: dict[str, list[str]] = {}
    between = [finding for part in parts for finding in _mappings(part, "findings")]
    for each in (*between, *_mappings(root, "poam-items")):
        observations = [
            uuid
            for uuid in _uuids(each, "related-observations", "observation-uuid")
            if uuid in context.observations and uuid not in named
        ]
        for risk in _uuids(each, "related-risks", "risk-uuid"):
            held = found.setdefault(risk, [])
            held += [uuid for uuid in dict.fromkeys(observations) if uuid not in held]
    return found


def _mappings(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Give the mappings of a list, whatever else there is; who reads the list tells what is wrong with it."""
    listed = data.get(key)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _uuids(data: Mapping[str, Any], key: str, name: str) -> Iterator[str]:
    for each in _mappings(data, key):
        uuid = each.get(name)
        if isinstance(uuid, str):
            yield uuid.lower()
