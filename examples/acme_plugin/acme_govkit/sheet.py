"""Acme's risk sheets: texts that the harbour master types, a line per risk.

    Acme risk sheet harbour-2026: Harbour risks
    H1 | The pier sinks | Likely x Serious | Ms Pier

A line without a bar is a remark, which has no home in a register.
"""

import re

from govkit import LoadError, Problem, hookimpl
from govkit.formats import Document, Position, Refusal, Source, Unplaced

HEADING = re.compile(r"Acme risk sheet (?P<ref>[^:\r\n]+): (?P<title>[^\r\n]+)")
BREAKS = r"\r?\n"
FIELDS = 4


class RiskSheet:
    """The format: it reads sheets and writes none."""

    name = "acme-sheet"
    title = "Acme's risk sheets"
    suffixes = (".txt",)
    lossless = False

    def recognises(self, content: bytes, name: str) -> bool:  # noqa: ARG002 - the first line says it all
        """Know a sheet by its first line."""
        return HEADING.match(content.decode("utf-8-sig", "replace")) is not None

    def read(self, content: bytes, name: str, *, part: str | None = None) -> Document:
        """Read a sheet: a risk per line that has bars."""
        if part is not None:
            raise LoadError(
                name, [Problem(f'a risk sheet has no parts, and so none called "{part}"', "", name)]
            )
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise LoadError(
                name, [Problem(f"byte {error.start} is not UTF-8; save it as UTF-8", "", name)]
            ) from None
        heading = HEADING.match(text)
        if heading is None:
            wanted = 'a risk sheet begins with "Acme risk sheet REF: TITLE"'
            raise LoadError(name, [Problem(wanted, "", name, 1, 1)])
        risks: list[dict[str, object]] = []
        places: dict[str, Position] = {"": Position(1, 1)}
        refused: list[Refusal] = []
        unplaced: list[Unplaced] = []
        rows = 0
        for number, line in enumerate(re.split(BREAKS, text)[1:], 2):
            here = Position(number, 1)
            fields = [field.strip() for field in line.split("|")]
            if len(fields) > 1:
                rows += 1
            if len(fields) == FIELDS:
                places[f"/risks/{len(risks)}"] = here
                risks.append(risk(*fields))
            elif len(fields) > 1:
                reason = f"{len(fields)} fields stand here; write REF | TITLE | LIKELIHOOD x IMPACT | LEAD"
                refused.append(Refusal(here, reason, tuple(fields)))
            elif line.strip():
                unplaced.append(Unplaced(here, line.strip()))
        data = {
            "register": heading["ref"],
            "title": heading["title"],
            "scheme": "acme-2026",
            "risks": risks,
        }
        source = Source(name, text, lambda _: places, BREAKS)
        return Document(data, source, rows, tuple(refused), tuple(unplaced))


def risk(ref: str, title: str, levels: str, lead: str) -> dict[str, object]:
    """Make a risk of the fields of a line, as a YAML file would hold it."""
    likelihood, _, impact = (level.strip() for level in levels.partition(" x "))
    found: dict[str, object] = {"ref": ref, "title": title}
    if levels:
        found["current"] = {"levels": {"likelihood": likelihood, "impact": impact}}
    if lead:
        found["senior_lead"] = lead
    return found


@hookimpl
def govkit_formats() -> list[RiskSheet]:
    """Offer the format."""
    return [RiskSheet()]
