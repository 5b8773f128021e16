"""The register that holds everything, and how its items are found."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, Generic, TypeVar

import attrs
from immutabledict import immutabledict

from govkit.errors import AmbiguousRefError, MisplacedError, UnknownNameError
from govkit.model.action import Action
from govkit.model.assessment import Assessment
from govkit.model.body import Body, Cadence
from govkit.model.constraint import Ref, Text, is_tuple
from govkit.model.control import Plan
from govkit.model.indicator import Indicator
from govkit.model.objective import Objective
from govkit.model.position import Source, pointer
from govkit.model.risk import PHASES, ExternalRef, Risk
from govkit.model.written_date import WrittenDate, written

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class AuditArea:
    """A part of the organisation that was audited.

    Args:
        ref: number as printed.
        title: name of the area.
        overall_risk: the risk the area is about, ``REF`` in this register or ``REGISTER#REF`` in another.
    """

    ref: Ref
    title: Text
    overall_risk: Text | None = None


@attrs.frozen
class Located(Generic[T]):
    """An item with its place.

    Args:
        item: the item.
        address: how people name it ("SR3.1/A2").
        path: its JSON Pointer in the register.
    """

    item: T
    address: str
    path: str


@attrs.frozen(kw_only=True)
class Register:
    """A register of risks, an action log, or both.

    Assessments without a scheme and actions without a lifecycle take the register's when the register is
    made, so that each of them says on its own how it is to be read.

    Args:
        ref: id of the register; ``register`` in files.
        title: title as printed.
        organisation: whose register it is.
        edition: the edition's date.
        scheme: id of the scoring scheme its assessments use unless they name their own.
        workflows: per kind of item ("action") the id of the lifecycle, unless the item names its own.
        reference: which paper or system the register was taken from; ``source`` in files.
        published: where the public can read it, None if that is not said.
        review: how often its risks are reviewed, unless their band says otherwise.
        objectives: the objectives its risks threaten.
        areas: audit areas its actions belong to.
        bodies: boards, committees and panels it goes to.
        indicators: measures of performance.
        plans: plans that control many of its risks at once.
        links: risks of other registers that it goes with as a whole.
        risks: the risks.
        actions: the lines of an action log.
        notes: anything else.
        source: the text it was loaded from; takes no part in equality or output.
    """

    ref: Ref
    title: Text
    organisation: Text | None = None
    edition: WrittenDate | None = attrs.field(default=None, converter=written)
    scheme: Ref | None = None
    workflows: immutabledict[Ref, Ref] = attrs.field(default=immutabledict(), converter=immutabledict)
    reference: Text | None = None
    published: Text | None = None
    review: Cadence | None = attrs.field(default=None, converter=attrs.converters.optional(Cadence))
    objectives: tuple[Objective, ...] = attrs.field(default=(), validator=is_tuple)
    areas: tuple[AuditArea, ...] = attrs.field(default=(), validator=is_tuple)
    bodies: tuple[Body, ...] = attrs.field(default=(), validator=is_tuple)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), validator=is_tuple)
    plans: tuple[Plan, ...] = attrs.field(default=(), validator=is_tuple)
    links: tuple[ExternalRef, ...] = attrs.field(default=(), validator=is_tuple)
    risks: tuple[Risk, ...] = attrs.field(default=(), validator=is_tuple)
    actions: tuple[Action, ...] = attrs.field(default=(), validator=is_tuple)
    notes: Text | None = None
    source: Source | None = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Hand the register's scheme and lifecycles down to the items that name none."""
        risks = tuple(self._with_defaults(risk) for risk in self.risks)
        object.__setattr__(self, "risks", risks)
        object.__setattr__(self, "actions", self._with_workflow(self.actions))

    def _with_defaults(self, risk: Risk) -> Risk:
        changes: dict[str, Any] = {}
        if self.scheme is not None:
            for phase in PHASES:
                assessment = getattr(risk, phase)
                if assessment is not None and assessment.scheme is None:
                    changes[phase] = attrs.evolve(assessment, scheme=self.scheme)
        actions = self._with_workflow(risk.actions)
        if actions is not risk.actions:
            changes["actions"] = actions
        return attrs.evolve(risk, **changes) if changes else risk

    def _with_workflow(self, actions: tuple[Action, ...]) -> tuple[Action, ...]:
        default = self.workflows.get(Action.KIND)
        if default is None or all(action.workflow is not None for action in actions):
            return actions
        return tuple(
            action if action.workflow is not None else attrs.evolve(action, workflow=default)
            for action in actions
        )

    @cached_property
    def all_risks(self) -> tuple[Located[Risk], ...]:
        """Every risk with its address and path."""
        return tuple(Located(risk, risk.ref, pointer("risks", i)) for i, risk in enumerate(self.risks))

    @cached_property
    def all_actions(self) -> tuple[Located[Action], ...]:
        """Every action, the risks' own first, with its address and path."""
        return tuple(self._iter_actions())

    def _iter_actions(self) -> Iterator[Located[Action]]:
        for i, risk in enumerate(self.risks):
            for j, action in enumerate(risk.actions):
                yield Located(action, f"{risk.ref}/{action.address}", pointer("risks", i, "actions", j))
        for i, action in enumerate(self.actions):
            yield Located(action, action.address, pointer("actions", i))

    @cached_property
    def all_assessments(self) -> tuple[Located[Assessment], ...]:
        """Every assessment; its address is ``SR3.1/current``."""
        return tuple(
            Located(assessment, f"{risk.ref}/{phase}", pointer("risks", i, phase))
            for i, risk in enumerate(self.risks)
            for phase in PHASES
            if (assessment := getattr(risk, phase)) is not None
        )

    def risk(self, ref: str) -> Risk:
        """Find a risk.

        Args:
            ref: its reference.

        Returns:
            The risk.

        Raises:
            UnknownNameError: no risk has that reference.
            AmbiguousRefError: several have.
        """
        return _the_one("risk", ref, self.all_risks).item

    def action(self, address: str) -> Action:
        """Find an action.

        Args:
            address: ``SR3.1/A2`` for a risk's action, ``2019-01-24/1.0`` for a line of a log.

        Returns:
            The action.

        Raises:
            UnknownNameError: no action has that address.
            AmbiguousRefError: several have.
        """
        return _the_one("action", address, self.all_actions).item

    def with_action(self, address: str, action: Action) -> "Register":
        """Put an action in the place of another.

        Args:
            address: address of the action that is replaced.
            action: the new one.

        Returns:
            A new register.

        Raises:
            UnknownNameError: no action has that address.
            AmbiguousRefError: several have.
            MisplacedError: the new action has another ref, meeting or area, so the old one would be lost.
        """
        found = _the_one("action", address, self.all_actions)
        if action.address != found.item.address:
            raise MisplacedError(address, action.address)
        path = found.path
        return self.map_actions(lambda located: action if located.path == path else located.item)

    def map_actions(self, change: Callable[[Located[Action]], Action]) -> "Register":
        """Replace every action by what a function makes of it.

        Args:
            change: takes an action with its place and gives an action.

        Returns:
            A new register; this one if nothing changed.
        """
        located = iter(self.all_actions)
        risks = []
        for risk in self.risks:
            actions = tuple(change(next(located)) for _ in risk.actions)
            same = all(new is old for new, old in zip(actions, risk.actions, strict=True))
            risks.append(risk if same else attrs.evolve(risk, actions=actions))
        log = tuple(change(next(located)) for _ in self.actions)
        if all(new is old for new, old in zip((*risks, *log), (*self.risks, *self.actions), strict=True)):
            return self
        return attrs.evolve(self, risks=tuple(risks), actions=log)


def _the_one(kind: str, ref: str, items: tuple[Located[T], ...]) -> Located[T]:
    found = [located for located in items if located.address == ref]
    if not found:
        raise UnknownNameError(kind, ref, [located.address for located in items])
    if len(found) > 1:
        raise AmbiguousRefError(ref, [located.path for located in found])
    return found[0]
