"""What comes in and what goes out, as the OpenAPI document tells it."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


def _iso(value: Any) -> Any:
    """Take a day as YYYY-MM-DD only; pydantic alone would take a number of seconds as well."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("write a day as 2019-10-09")
    if not isinstance(value, str | date):
        raise ValueError("write a day as text, 2019-10-09")  # noqa: TRY004 - pydantic wants a ValueError
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]


class Occasion(BaseModel):
    """A trigger, and the occasion on which it is fired or would be."""

    model_config = ConfigDict(extra="forbid")
    address: str = Field(examples=["SR3.1/A2"])
    trigger: str = Field(examples=["close"])
    as_of: Day
    by: str | None = None
    why: str | None = None
    kind: Literal["risk", "review", "assurance", "action"] | None = None
    changes: dict[str, str | None] = Field(default={}, examples=[{"end": "2019-10-09"}])


class Out(BaseModel):
    """What is made of an object of govkit, attribute by attribute."""

    model_config = ConfigDict(from_attributes=True)


class Listed(Out):
    """A register among others."""

    ref: str
    title: str
    version: int


class Rating(BaseModel):
    """A rating and where it comes from."""

    rating: str
    explanation: str


class Rated(BaseModel):
    """A risk with its ratings; null where it has none, and the reason if it was assessed."""

    address: str
    title: str
    inherent: Rating | None
    current: Rating | None
    target: Rating | None
    not_rated: dict[str, str]


class Finding(Out):
    """What a rule found. Lines are those of the register as it is given out."""

    code: str
    name: str
    severity: str
    outcome: str
    ref: str
    message: str
    path: str
    line: int | None
    column: int | None


class Change(Out):
    """A field that an event changed."""

    field: str
    before: str | None
    after: str | None


class Event(Out):
    """What happened."""

    kind: str
    ref: str
    trigger: str
    from_state: str
    to_state: str
    effective: date
    recorded: date
    by: str | None
    why: str | None
    changes: list[Change]
    workflow: str | None
    version: str | None


class Reasons(BaseModel):
    """What stands in the way; nothing if it can be fired."""

    reasons: list[str]


class PlugIns(BaseModel):
    """What is wrong with the plug-ins, a sentence each."""

    problems: list[str]
