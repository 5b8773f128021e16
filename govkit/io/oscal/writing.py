"""A register as an OSCAL plan of action and milestones, or as assessment results."""

import re
from typing import Any, Final

from govkit.io.kinds import POAM
from govkit.io.oscal.drafting import Draft, Plain, last_of, title_of
from govkit.io.oscal.names import (
    OSCAL_VERSION,
    PREPARED_BY,
    ROLES,
    STANDS_FOR,
    WRITTEN_BY,
)
from govkit.io.oscal.parties import ORGANISATION, Uuids
from govkit.io.oscal.reading import IMPORTS, read_oscal
from govkit.io.oscal.rest import completed, in_order, prop
from govkit.io.oscal.write_action import write_item
from govkit.io.oscal.write_risk import write_risk
from govkit.model import Document, Source

_HREF: Final = re.compile(r"[!-~]+")
_NO_PLAN: Final = "urn:govkit:no-plan"
"""Where the plan can be found that is not named; OSCAL warns of a resource without an address."""
_NO_DAY: Final = "1970-01-01T00:00:00Z"
"""When a register was modified that dates no edition; the property beside it says that it has none."""


def write_oscal(data: Plain, root: str) -> Plain:
    """Write a register.

    Args:
        data: the register as plain data.
        root: the kind of document, by its key at the top.

    Returns:
        The document as plain data. What plain OSCAL has no place for stands in properties.
    """
    day = last_of(data.get("edition")) or _NO_DAY
    draft = Draft(Uuids(data["register"]), day, data.get("scheme"))
    uuid = draft.uuids.give(data["register"], "document")
    uuids = [draft.uuids.give(risk["ref"], "risk", risk["ref"]) for risk in data.get("risks", ())]
    risks = [write_risk(risk, each, draft) for risk, each in zip(data.get("risks", ()), uuids, strict=True)]
    held = {"observations": draft.observations, "risks": risks}
    told: Plain = {key: value for key, value in held.items() if value}
    if root == POAM:
        body = _imported(data, "import-ssp") | told | {"poam-items": _items(data, risks, draft)}
    else:
        body = _results(data, told, draft)
    metadata = _metadata(data, draft)
    whole = {"uuid": uuid, "metadata": metadata} | body
    read: Any = read_oscal(Document({root: whole}, Source("", "", lambda _: {})), root).data
    return {root: whole | {"metadata": completed(metadata, read, data)}}


def _metadata(data: Plain, draft: Draft) -> Plain:
    scheme = [prop("scheme", data["scheme"])] if "scheme" in data else []
    node: Plain = {
        "title": title_of(data["title"]),
        "last-modified": draft.day,
        "version": draft.day[:10],
        "oscal-version": OSCAL_VERSION,
        "props": [prop(WRITTEN_BY, "govkit"), *scheme],
        "roles": [{"id": key, "title": title} for key, title in ROLES.items()],
    }
    organisation = draft.parties.uuid_of(data.get("organisation"), ORGANISATION)
    if draft.parties.listed:
        node["parties"] = draft.parties.listed
    if organisation is not None:
        node["responsible-parties"] = [{"role-id": PREPARED_BY, "party-uuids": [organisation]}]
    return node | ({"remarks": data["notes"]} if "notes" in data else {})


def _imported(data: Plain, key: str) -> Plain:
    """Name the document that this one imports, if the source of the register says which that is."""
    source, prefix = data.get("source", ""), IMPORTS[key]
    href = source.removeprefix(prefix)
    return {key: {"href": href}} if source.startswith(prefix) and _HREF.fullmatch(href) else {}


def _items(data: Plain, risks: list[Plain], draft: Draft) -> list[Plain]:
    """Write the items of a plan: one per line of the action log, and one for each risk that none is about."""
    uuids = {source["ref"]: risk["uuid"] for source, risk in zip(data.get("risks", ()), risks, strict=True)}
    about = {area["ref"]: uuids.get(area.get("overall_risk")) for area in data.get("areas", ())}
    areas = {ref: uuid for ref, uuid in about.items() if uuid is not None}
    items = [write_item(action, areas, draft) for action in data.get("actions", ())]
    told = {each["risk-uuid"] for item in items for each in item.get("related-risks", ())}
    items += [_for_risk(risk, draft) for risk in risks if risk["uuid"] not in told]
    return items or [_stand_in(title_of(data["title"]), "register", [], draft.uuids.give("", "plan"))]


def _for_risk(risk: Plain, draft: Draft) -> Plain:
    uuid = draft.uuids.give("", "plan", risk["uuid"])
    return _stand_in(risk["title"], "risk", [{"risk-uuid": risk["uuid"]}], uuid)


def _stand_in(title: str, what: str, risks: list[Plain], uuid: str) -> Plain:
    node = {"uuid": uuid, "title": title, "description": title, "props": [prop(STANDS_FOR, what)]}
    return node | ({"related-risks": risks} if risks else {})


def _results(data: Plain, told: Plain, draft: Draft) -> Plain:
    """Write the register as one result; a resource stands for the plan that it does not name."""
    title = title_of(data["title"])
    everything: Plain = {"control-selections": [{"include-all": {}}]}
    result = {
        "uuid": draft.uuids.give("", "result"),
        "title": title,
        "description": title,
        "start": draft.day,
        "props": [prop(STANDS_FOR, "register")],
        "reviewed-controls": everything,
    }
    imported = _imported(data, "import-ap")
    if imported:
        return imported | {"results": [in_order(result | told)]}
    plan = draft.uuids.give("", "assessment plan")
    resource = {
        "uuid": plan,
        "title": "No assessment plan is named",
        "props": [prop(STANDS_FOR, "plan")],
        "rlinks": [{"href": _NO_PLAN}],
    }
    return {
        "import-ap": {"href": f"#{plan}"},
        "results": [in_order(result | told)],
        "back-matter": {"resources": [resource]},
    }
