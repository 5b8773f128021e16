"""Assessments as characterizations of a risk, a facet per level."""

from collections.abc import Iterator
from typing import Any, Final

from govkit.io.oscal.context import Context
from govkit.io.oscal.datatypes import is_string, is_token
from govkit.io.oscal.drafting import Draft, Plain
from govkit.io.oscal.entry import Entry
from govkit.io.oscal.node import Node
from govkit.io.oscal.parties import PERSON
from govkit.io.oscal.read_assessment import CATEGORY, EARLIER, PHASE, STATES, UNTIL, read_characterization
from govkit.io.oscal.rest import in_order, prop
from govkit.io.oscal.system import PRINTED_LEVEL, RATING, system_of
from govkit.model import PHASES

_STATES: Final = {phase.value: state for state, phase in STATES.items()}


def write_assessments(risk: Plain, draft: Draft) -> list[Plain]:
    """Write the assessments of a risk, those before first.

    Args:
        risk: the risk, as plain data.
        draft: the document.

    Returns:
        Its characterizations; none of an assessment of which OSCAL can hold nothing.
    """
    found = []
    for each in risk.get("earlier", ()):
        until = [prop(UNTIL, each["until"])] if "until" in each else []
        found.append(
            _characterization(each["assessment"], each["phase"], [prop(EARLIER, "true"), *until], draft)
        )
    found += [_characterization(risk[phase], phase, [], draft) for phase in PHASES if phase in risk]
    return [each for each in found if each is not None]


def _characterization(assessment: Plain, phase: str, marks: list[Plain], draft: Draft) -> Plain | None:
    facets = list(_facets(assessment, phase, draft))
    if not facets:
        return None
    if "rationale" in assessment:
        facets[0]["remarks"] = assessment["rationale"]
    told = [] if phase in _STATES else [prop(PHASE, phase)]
    node: Plain = {"origin": draft.parties.actor(assessment.get("by"), PERSON), "facets": facets}
    if marks or told:
        node["props"] = [*told, *marks]

    def read(part: Node, context: Context) -> Entry:
        for name in (EARLIER, UNTIL):
            part.mark(name)
        return read_characterization(part, context)[0][1]

    return draft.complete(node, assessment, read)


def _facets(assessment: Plain, phase: str, draft: Draft) -> Iterator[Plain]:
    system = system_of(assessment.get("scheme", draft.scheme))
    for factor, level in assessment.get("levels", {}).items():
        if isinstance(level, dict):
            for category, each in level.items():
                if is_string(category):
                    yield from _facet(factor, system, each, phase, [prop(CATEGORY, category)])
        else:
            yield from _facet(factor, system, level, phase, [])
    if "printed" in assessment:
        yield from _facet("rating", RATING, assessment["printed"], phase, [])
    for factor, level in assessment.get("printed_levels", {}).items():
        yield from _facet(factor, PRINTED_LEVEL, level, phase, [])


def _facet(name: str, system: str, level: Any, phase: str, props: list[Plain]) -> Iterator[Plain]:
    """Write a facet, unless OSCAL cannot hold its name or its value."""
    value = str(level)
    if is_token(name) and is_string(value):
        state = [{"name": "state", "value": _STATES[phase]}] if phase in _STATES else []
        held = [*state, *props]
        yield in_order({"name": name, "system": system, "value": value} | ({"props": held} if held else {}))
