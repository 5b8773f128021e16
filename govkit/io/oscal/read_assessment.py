"""Characterizations of a risk as its assessments: inherent, current and target, and those before them."""

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from govkit.formats.fault import cut
from govkit.io.oscal.context import Context
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.node import Node
from govkit.io.oscal.system import PRINTED_LEVEL, RATING, scheme_of
from govkit.model import Level, Phase

PHASE: Final = "phase"
UNTIL: Final = "until"
EARLIER: Final = "earlier"
CATEGORY: Final = "category"
STATES: Final = {"initial": Phase.INHERENT, "adjusted": Phase.CURRENT}
"""OSCAL's states of a facet, with the assessments they stand for; one without a state is of today."""

_NUMBER: Final = re.compile(r"0|-?[1-9][0-9]{0,8}")
_FACTORS: Final = {"likelihood", "impact"}


@attrs.define
class _Facet:
    node: Node
    name: str
    system: str
    value: Level
    category: str | None
    phase: Phase


def read_assessments(risk: Node, context: Context) -> dict[str, Any]:
    """Read the characterizations of a risk.

    Where several make the same assessment, the last one stands and those before it are earlier ones.

    Args:
        risk: a risk of an OSCAL document.
        context: what it refers to.

    Returns:
        Entries by phase, and a list of them as "earlier".
    """
    found: dict[str, Any] = {}
    earlier = []
    for node in risk.nodes("characterizations"):
        is_earlier, until = node.mark(EARLIER) is not None, node.mark(UNTIL)
        for phase, entry in read_characterization(node, context):
            if is_earlier:
                earlier.append(_earlier(entry, phase, until))
                continue
            if phase in found:
                earlier.append(_earlier(found[phase], phase, None))
            found[phase] = entry
    return {**found, "earlier": earlier}


def read_characterization(node: Node, context: Context) -> list[tuple[Phase, Entry]]:
    """Read a characterization: facets of one state make one assessment.

    Args:
        node: a characterization.
        context: what it refers to.

    Returns:
        Assessments with their phases.
    """
    marked = node.mark(PHASE)
    origin = node.node("origin")
    by = None if origin is None else context.actor([origin])
    facets = list(_facets(node, marked))
    if not facets:
        node.wrong("a characterization has at least one facet that says something", "facets")
    found: list[tuple[Phase, Entry]] = []
    for phase in Phase:
        of_phase = [each for each in facets if each.phase is phase]
        if of_phase:
            entry = _assessment(node, of_phase, context)
            entry.put("by", by, node.at("origin"))
            found.append((phase, entry if found else entry.finish(node)))
    return found


def _earlier(assessment: Entry, phase: Phase, until: str | None) -> Entry:
    entry = Entry(assessment.path)
    entry.put("phase", phase.value)
    entry.put("until", until)
    entry.put("assessment", assessment)
    return entry


def _facets(node: Node, marked: str | None) -> Iterator[_Facet]:
    for facet in node.nodes("facets"):
        name, system, value = facet.needed("name"), facet.needed("system"), facet.needed("value")
        state = facet.mark("state", None)
        phase = STATES.get(state or "adjusted")
        if marked in list(Phase):
            phase = Phase(marked)
        if phase is None:
            facet.wrong(f'"{cut(state or "")}" is no state of a facet; it is initial or adjusted', "props")
        elif name and system and value:
            level = int(value) if _NUMBER.fullmatch(value) else value
            yield _Facet(facet, name, system, level, facet.mark(CATEGORY), phase)


def _assessment(node: Node, facets: list[_Facet], context: Context) -> Entry:
    """Make an assessment of the facets that are of one system."""
    entry = Entry(node.path)
    levels = [each for each in facets if each.system not in (RATING, PRINTED_LEVEL)]
    system = next((each.system for each in levels if each.name in _FACTORS), None)
    system = system or next((each.system for each in levels), None)
    scheme = None if system is None else scheme_of(system)
    if scheme is None and system is not None:
        levels[0].node.homeless(f"system: {system}", "system")
    entry.put("scheme", None if scheme in ("", context.scheme) else scheme)
    held: dict[str, Any] = {}
    printed: dict[str, Any] = {}
    remarks = []
    for each in facets:
        if each.system == RATING:
            entry.put("printed", each.value, each.node.path)
        elif each.system == PRINTED_LEVEL and each.category is None and each.name not in printed:
            printed[each.name] = each.value
        elif each.system != system or not _hold(held, each):
            each.node.homeless(f"{each.name} {each.value} of {each.system}")
        remarks.append(each.node.text("remarks"))
        each.node.finish()
    entry.put("levels", held or None)
    entry.put("printed_levels", printed or None)
    entry.put("rationale", "\n\n".join(dict.fromkeys(text for text in remarks if text)) or None)
    return entry


def _hold(levels: dict[str, Any], facet: _Facet) -> bool:
    """Keep the level of a facet; False if that place is taken."""
    held = levels.get(facet.name)
    if facet.category is None:
        levels.setdefault(facet.name, facet.value)
        return held is None
    if held is not None and not isinstance(held, dict):
        return False
    categories = levels.setdefault(facet.name, {})
    free = facet.category not in categories
    categories.setdefault(facet.category, facet.value)
    return free
