"""A part of an OSCAL document that is being read: it knows its place, and what of it nobody has asked for."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import attrs

from govkit.errors import LoadError
from govkit.formats import json_file
from govkit.formats.fault import shown
from govkit.io.oscal.datatypes import compact, day_of, is_uuid
from govkit.io.oscal.names import NAMESPACE
from govkit.io.oscal.rest import JSON
from govkit.model import pointer

_LONGEST: Final = 300


@attrs.frozen
class Told:
    """Something to tell about a place.

    Args:
        path: JSON Pointer in the OSCAL document.
        text: what there is to tell.
    """

    path: str
    text: str


@attrs.define
class Report:
    """What is told of a document while it is read.

    Args:
        problems: what is wrong.
        unplaced: what found no home in a register.
        noted: what a person should look at.
    """

    problems: list[Told] = attrs.Factory(list)
    unplaced: list[Told] = attrs.Factory(list)
    noted: list[Told] = attrs.Factory(list)


@attrs.define
class Node:
    """A mapping of an OSCAL document.

    Args:
        data: the mapping.
        path: its JSON Pointer.
        report: where to tell what is wrong with it.
    """

    data: Mapping[str, Any]
    path: str
    report: Report
    _taken: set[str] = attrs.field(factory=set, init=False)
    _taken_props: set[int] = attrs.field(factory=set, init=False)

    def again(self) -> "Node":
        """Look at it once more: several risks may name one observation."""
        return Node(self.data, self.path, self.report)

    def at(self, key: str) -> str:
        """Give the place of a key."""
        return self.path + pointer(key)

    def wrong(self, message: str, key: str | None = None) -> None:
        """Tell that something is wrong with the mapping, or with one of its keys."""
        self.report.problems.append(Told(self.path if key is None else self.at(key), message))

    def homeless(self, text: str, key: str | None = None) -> None:
        """Tell that something in it found no home."""
        self.report.unplaced.append(Told(self.path if key is None else self.at(key), text))

    def take(self, key: str) -> Any:
        """Take the value of a key, which is then no longer without a home."""
        self._taken.add(key)
        return self.data.get(key)

    def text(self, key: str) -> str | None:
        """Take a text; None where there is none or it says nothing."""
        value = self.take(key)
        if type(value) in (int, Decimal):  # YAML, where somebody left the quotes off a version or a value
            return str(value)
        if value is not None and not isinstance(value, str):
            self.wrong(f"a text is due here, not {shown(value)}", key)
            return None
        return value if value and not value.isspace() else None

    def needed(self, key: str) -> str | None:
        """Take a text that has to be there."""
        before = len(self.report.problems)
        text = self.text(key)
        if text is None and len(self.report.problems) == before:
            self.wrong(f'the key "{key}" is missing or says nothing')
        return text

    def uuid(self, key: str = "uuid") -> str:
        """Take a UUID that has to be there; "" if it is wrong, which is told."""
        text = self.needed(key)
        if text is not None and not is_uuid(text):
            self.wrong(f'"{text}" is no UUID of version 4 or 5', key)
        return text or ""

    def day(self, key: str) -> str | None:
        """Take a moment as a day; the time of day has no home, and is told unless it says nothing."""
        text = self.text(key)
        if text is None:
            return None
        found = day_of(text)
        if found is None:
            self.wrong(f'"{text}" is no date with time and time zone, such as 2024-01-31T09:00:00Z', key)
            return None
        day, time = found
        if time:
            self.homeless(f"the time {time} of {key} {day}", key)
        return day

    def node(self, key: str) -> "Node | None":
        """Take a mapping."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong(f"a mapping is due here, not {shown(value)}", key)
            return None
        return Node(value, self.at(key), self.report)

    def nodes(self, key: str) -> list["Node"]:
        """Take a list of mappings."""
        found = []
        for at, value in self._listed(key):
            if isinstance(value, dict):
                found.append(Node(value, at, self.report))
            else:
                self.report.problems.append(Told(at, f"a mapping is due here, not {shown(value)}"))
        return found

    def texts(self, key: str) -> list[str]:
        """Take a list of texts."""
        found = []
        for at, value in self._listed(key):
            if isinstance(value, str):
                found.append(value)
            else:
                self.report.problems.append(Told(at, f"a text is due here, not {shown(value)}"))
        return found

    def _listed(self, key: str) -> Iterator[tuple[str, Any]]:
        value = self.take(key)
        if value is None:
            return
        if not isinstance(value, list):
            self.wrong(f"a list is due here, not {shown(value)}", key)
            return
        for place, each in enumerate(value):
            yield self.at(key) + pointer(place), each

    def mark(self, name: str, namespace: str | None = NAMESPACE) -> str | None:
        """Take the value of a property.

        Args:
            name: name of the property.
            namespace: its namespace; None for OSCAL's own.

        Returns:
            The text of the first such property, None if there is none.
        """
        for place, each in self._props():
            if (
                each.get("name") == name
                and each.get("ns") == namespace
                and isinstance(each.get("value"), str)
            ):
                self._taken_props.add(place)
                return str(each["value"])
        return None

    def has(self, name: str) -> bool:
        """Whether there is a property of govkit's namespace, without taking it."""
        return any(each.get("name") == name and each.get("ns") == NAMESPACE for _, each in self._props())

    def own(self) -> Iterator[tuple[str, Any, str]]:
        """Take the properties of govkit's namespace that nobody has asked for by name.

        Returns:
            Per property its name, its value as plain data and its place. What is wrong with one is told.
        """
        seen = set()
        for place, each in self._props():
            if place in self._taken_props or each.get("ns") != NAMESPACE:
                continue
            self._taken_props.add(place)
            at = self.at("props") + pointer(place)
            name, value = each.get("name"), each.get("value")
            if not isinstance(name, str) or not isinstance(value, str):
                self.report.problems.append(Told(at, "a property has a name and a value that are texts"))
            elif name in seen:
                self.report.problems.append(Told(at, f'the property "{name}" of {NAMESPACE} stands twice'))
            elif each.get("class") == JSON:
                seen.add(name)
                try:
                    yield name, json_file.read(value, at).data, at
                except LoadError as error:
                    told = f'the property "{name}" holds no JSON: {error.problems[0].message}'
                    self.report.problems.append(Told(at, told))
            else:
                seen.add(name)
                yield name, value, at

    def _props(self) -> list[tuple[int, Mapping[str, Any]]]:
        props = self.data.get("props")
        listed = props if isinstance(props, list) else ()
        return [(place, each) for place, each in enumerate(listed) if isinstance(each, dict)]

    def finish(self) -> None:
        """Tell what nobody has asked for, unless it says nothing."""
        props = self.data.get("props")
        for place, each in enumerate(props if isinstance(props, list) else ()):
            if place not in self._taken_props:
                self.report.unplaced.append(Told(self.at("props") + pointer(place), f"prop: {said(each)}"))
        taken = self._taken | {"props"} if isinstance(props, list) else self._taken
        for key, value in self.data.items():
            if key not in taken and value not in (None, "", [], {}):
                self.homeless(f"{key}: {said(value)}", key)


def said(value: Any) -> str:
    """Say plain data in one line."""
    text = value if isinstance(value, str) else compact(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
