"""The generated register as Structs of msgspec, which holds its data to these types and no more."""

import msgspec


class Control(msgspec.Struct, forbid_unknown_fields=True):
    """A control, its types only."""

    ref: str
    title: str
    label: str | None = None


class Assurance(msgspec.Struct, forbid_unknown_fields=True):
    """An assurance, its types only."""

    ref: str
    title: str
    source: str | None = None
    line: int | None = None
    covers: list[str] = []


class Update(msgspec.Struct, forbid_unknown_fields=True):
    """An update of an action, its types only."""

    text: str
    date: str | None = None


class Action(msgspec.Struct, forbid_unknown_fields=True):
    """An action, its types only."""

    ref: str
    title: str
    state: str | None = None
    owner: str | None = None
    start: str | None = None
    deadline: str | None = None
    end: str | None = None
    updates: list[Update] = []


class Assessment(msgspec.Struct, forbid_unknown_fields=True):
    """An assessment, its types only."""

    levels: dict[str, int | str | dict[str, int | str]]
    printed: int | str | None = None


class Risk(msgspec.Struct, forbid_unknown_fields=True):
    """A risk, its types only."""

    ref: str
    title: str
    statement: str | None = None
    objective: str | None = None
    causes: list[str] = []
    effects: list[str] = []
    executive_lead: str | None = None
    senior_lead: str | None = None
    inherent: Assessment | None = None
    current: Assessment | None = None
    target: Assessment | None = None
    controls: list[Control] = []
    assurances: list[Assurance] = []
    actions: list[Action] = []


class Objective(msgspec.Struct, forbid_unknown_fields=True):
    """An objective, its types only."""

    ref: str
    title: str


class Whole(msgspec.Struct, forbid_unknown_fields=True):
    """A register, its types only."""

    register: str
    title: str
    organisation: str | None = None
    edition: str | None = None
    scheme: str | None = None
    objectives: list[Objective] = []
    risks: list[Risk] = []
