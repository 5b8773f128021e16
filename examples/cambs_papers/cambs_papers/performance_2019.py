"""The performance update of 2019: priorities with what is done, and figures that name their period."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from cambs_papers.account import Account
from cambs_papers.cutting import sentences
from cambs_papers.passage import Passage, joined, unwrapped
from cambs_papers.rows import Row
from cambs_papers.tree import Read

SIGN: Final = re.compile(r"^Police and Crime Plan Priority Update: \S.*$", re.MULTILINE)
"""What the paper is known by: its title."""
_NUMBER: Final = r"(?:-\s+)?(?P<ref>\d{1,2}(?:\.\d{1,2}){1,2})\s+"
_PARAGRAPH: Final = re.compile(rf"{_NUMBER}(?P<text>\S.*)")
_SECTION: Final = re.compile(r"\d{1,2}\.0\s.*")
_PRIORITY: Final = re.compile(rf"{_NUMBER}\*?['\u2018](?P<title>.+?)['\u2019]?\*?")
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}"
)
_PERIOD: Final = rf"(?P<period>[0-9]{{1,2}} months ending {_MONTH}|{_MONTH}|Q[1-4] [0-9]{{4}}/[0-9]{{2}})"
_VALUE: Final = r"(?P<value>[0-9]{1,6}(?:\.[0-9]{1,4})?)(?P<unit>%| minutes)"
_FIGURES: Final = (
    re.compile(
        rf"\b{_VALUE}(?: of the (?P<sample>[0-9]{{1,3}}(?:,[0-9]{{3}})*))?"
        rf"[^%.;]{{0,60}}? in (?:the )?{_PERIOD}"
    ),
    re.compile(rf" in (?:the )?{_PERIOD} (?:in|de)creased by {_VALUE}"),
)
_CHANGE: Final = re.compile(r"(?:in|de)creased by $")


def begins(row: Row) -> bool:
    """Whether a row can begin the paper: its title."""
    return len(row.cells) == 1 and SIGN.fullmatch(row.text) is not None


@attrs.define
class _Update:
    """What has been read so far."""

    theme: Passage
    objectives: list[dict[str, Any]] = attrs.field(factory=list)
    indicators: list[dict[str, Any]] = attrs.field(factory=list)
    priority: dict[str, Any] | None = None

    def begin(self, line: Passage, match: re.Match[str]) -> None:
        """Begin an aim of the plan."""
        self.objectives.append(
            {
                "ref": line.group(match, "ref"),
                "title": line.group(match, "text"),
                "theme": self.theme,
                "priorities": [],
            }
        )

    def prioritise(self, line: Passage, match: re.Match[str]) -> None:
        """Begin a priority of the aim that was begun last."""
        self.priority = {
            "ref": line.group(match, "ref"),
            "title": line.group(match, "title"),
            "activities": [],
        }
        self.objectives[-1]["priorities"].append(self.priority)

    def act(self, line: Passage) -> None:
        """Take a paragraph below a priority for something that is done, and a bullet for a part of it."""
        if self.priority is None:
            return
        done = self.priority["activities"]
        if line.text.startswith("- ") and done:
            done[-1]["title"] = unwrapped([done[-1]["title"], line.cut(1)])
        else:
            done.append({"ref": f"{self.priority['ref'].text}.{len(done) + 1}", "title": line})

    def measure(self, line: Passage) -> None:
        """Take a paragraph with figures that name their period for an indicator."""
        paragraph = _PARAGRAPH.fullmatch(line.text)
        text = line.group(paragraph, "text") if paragraph else line
        said = sentences(text)
        read = [(sentence, _readings(sentence)) for sentence in said]
        units = [reading["unit"] for _, readings in read for reading in readings]
        if not units:
            return
        title = next(sentence for sentence, readings in read if readings)
        self.indicators.append(
            {
                "ref": line.group(paragraph, "ref") if paragraph else f"I{len(self.indicators) + 1}",
                "title": title,
                "unit": units[0],
                "readings": [
                    {key: value for key, value in reading.items() if key != "unit"}
                    for _, readings in read
                    for reading in readings
                    if reading["unit"].value == units[0].value
                ],
                "notes": joined(sentence for sentence in said if sentence is not title),
            }
        )


def _readings(sentence: Passage) -> list[dict[str, Any]]:
    """Read the figures of a sentence, in the order in which they stand."""
    found = []
    for match in sorted((each for form in _FIGURES for each in form.finditer(sentence.text)), key=_value_at):
        value, sample = sentence.group(match, "value"), match.groupdict().get("sample")
        unit = match["unit"].strip()
        changed = _CHANGE.search(sentence.text[: match.start("value")])
        found.append(
            {
                "period": sentence.group(match, "period"),
                "value": Read(Decimal(value.text), value),
                "sample": Read(int(sample.replace(",", "")), sentence.group(match, "sample"))
                if sample
                else None,
                "unit": Read(f"{unit} change" if changed else unit, sentence.group(match, "unit")),
            }
        )
    return found


def _value_at(match: re.Match[str]) -> int:
    return match.start("value")


def read(rows: Sequence[Row], account: Account) -> dict[str, Any]:
    """Read the paper's priorities, and the figures whose period stands in the same sentence.

    Args:
        rows: its rows.
        account: is told what is read.

    Returns:
        A register as a tree of passages.
    """
    account.reads(rows)
    title = rows[0].said[0]
    update = _Update(title.cut(title.text.index(":") + 1))
    for at, row in enumerate(rows[1:], start=1):
        line = unwrapped(row.said)
        following = rows[at + 1].text if at + 1 < len(rows) else ""
        if _SECTION.fullmatch(line.text):
            update.priority = None
        elif (match := _PRIORITY.fullmatch(line.text)) and update.objectives:
            account.entry()
            update.prioritise(line, match)
        elif (match := _PARAGRAPH.fullmatch(line.text)) and _PRIORITY.fullmatch(following):
            account.entry()
            update.begin(line, match)
        else:
            update.act(line)
            update.measure(line)
    for _ in update.indicators:
        account.entry()
    return {
        "register": "performance-update",
        "title": title,
        "objectives": update.objectives,
        "indicators": update.indicators,
    }
