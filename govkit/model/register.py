"""The register that holds everything, and how its items are found."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final, Generic, TypeVar, cast

import attrs
from immutabledict import immutabledict

from govkit.errors import AmbiguousRefError, MisplacedError, UnknownNameError
from govkit.model.action import Action
from govkit.model.assessment import Assessment
from govkit.model.body import Body, HowOften, how_often
from govkit.model.constraint import Ref, Text, is_tuple, with_texts
from govkit.model.control import Assurance, Plan
from govkit.model.copying import replaced
from govkit.model.indicator import Indicator
from govkit.model.objective import Objective
from govkit.model.position import Source, pointer
from govkit.model.review import Review
from govkit.model.risk import PHASES, ExternalRef, Risk
from govkit.model.waiver import Waiver
from govkit.model.work_calendar import WorkCalendar
from govkit.model.written_date import WrittenDate, written

T = TypeVar("T")
W = TypeVar("W", Action, Assurance)
Item = Risk | Review | Assurance | Action
"""What can have a lifecycle."""


@attrs.frozen(kw_only=True, field_transformer=with_texts)
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


@attrs.frozen(kw_only=True, field_transformer=with_texts)
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
        calendar: which days are worked, for what counts working days; None if nothing says so.
        objectives: the objectives its risks threaten.
        areas: audit areas its actions belong to.
        bodies: boards, committees and panels it goes to.
        indicators: measures of performance.
        plans: plans that control many of its risks at once.
        links: risks of other registers that it goes with as a whole.
        risks: the risks.
        actions: the lines of an action log.
        waivers: findings that somebody decided to live with.
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
    review: HowOften | None = attrs.field(default=None, converter=attrs.converters.optional(how_often))
    calendar: WorkCalendar | None = None
    objectives: tuple[Objective, ...] = attrs.field(default=(), validator=is_tuple)
    areas: tuple[AuditArea, ...] = attrs.field(default=(), validator=is_tuple)
    bodies: tuple[Body, ...] = attrs.field(default=(), validator=is_tuple)
    indicators: tuple[Indicator, ...] = attrs.field(default=(), validator=is_tuple)
    plans: tuple[Plan, ...] = attrs.field(default=(), validator=is_tuple)
    links: tuple[ExternalRef, ...] = attrs.field(default=(), validator=is_tuple)
    risks: tuple[Risk, ...] = attrs.field(default=(), validator=is_tuple)
    actions: tuple[Action, ...] = attrs.field(default=(), validator=is_tuple)
    waivers: tuple[Waiver, ...] = attrs.field(default=(), validator=is_tuple)
    notes: Text | None = None
    source: Source | None = attrs.field(default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Hand the register's scheme and lifecycles down to the items that name none."""
        risks = tuple(self._with_defaults(risk) for risk in self.risks)
        object.__setattr__(self, "risks", risks)
        object.__setattr__(self, "actions", self._with_workflow(self.actions))

    def _with_defaults(self, risk: Risk) -> Risk:
        changes: dict[str, Any] = {}
        own = self.workflows.get(Risk.KIND)
        if own is not None and risk.workflow is None:
            changes["workflow"] = own
        own = self.workflows.get(Review.KIND)
        if own is not None and risk.review is not None and risk.review.workflow is None:
            changes["review"] = replaced(risk.review, {"workflow": own})
        assurances = self._with_workflow(risk.assurances)
        if assurances is not risk.assurances:
            changes["assurances"] = assurances
        if self.scheme is not None:
            for phase in PHASES:
                assessment = getattr(risk, phase)
                if assessment is not None and assessment.scheme is None:
                    changes[phase] = replaced(assessment, {"scheme": self.scheme})
        actions = self._with_workflow(risk.actions)
        if actions is not risk.actions:
            changes["actions"] = actions
        return replaced(risk, changes) if changes else risk

    def _with_workflow(self, items: tuple[W, ...]) -> tuple[W, ...]:
        default = self.workflows.get(items[0].KIND) if items else None
        if default is None or all(item.workflow is not None for item in items):
            return items
        return tuple(
            item if item.workflow is not None else replaced(item, {"workflow": default}) for item in items
        )

    @cached_property
    def all_risks(self) -> tuple[Located[Risk], ...]:
        """Every risk with its address and path."""
        return tuple(Located(risk, risk.ref, f"/risks/{i}") for i, risk in enumerate(self.risks))

    @cached_property
    def all_actions(self) -> tuple[Located[Action], ...]:
        """Every action, the risks' own first, with its address and path."""
        return tuple(self._iter_actions())

    @cached_property
    def all_assurances(self) -> tuple[Located[Assurance], ...]:
        """Every assurance; its address is ``SR3.1/S1``."""
        return tuple(
            Located(assurance, f"{risk.ref}/{assurance.ref}", f"/risks/{i}/assurances/{j}")
            for i, risk in enumerate(self.risks)
            for j, assurance in enumerate(risk.assurances)
        )

    @cached_property
    def all_reviews(self) -> tuple[Located[Review], ...]:
        """Every review; its address is ``SR3.1/review``."""
        return tuple(
            Located(risk.review, f"{risk.ref}/{risk.review.address}", f"/risks/{i}/review")
            for i, risk in enumerate(self.risks)
            if risk.review is not None
        )

    def all_of(self, kind: str) -> tuple[Located[Any], ...]:
        """List the items of a kind that can have a lifecycle.

        Args:
            kind: "risk", "review", "assurance" or "action".

        Returns:
            The items with their addresses and paths.

        Raises:
            UnknownNameError: there is no such kind.
        """
        match kind:
            case Risk.KIND:
                return self.all_risks
            case Review.KIND:
                return self.all_reviews
            case Assurance.KIND:
                return self.all_assurances
            case Action.KIND:
                return self.all_actions
            case _:
                raise UnknownNameError("kind of item", kind, KINDS, where="with a lifecycle")

    def _iter_actions(self) -> Iterator[Located[Action]]:
        for i, risk in enumerate(self.risks):
            for j, action in enumerate(risk.actions):
                yield Located(action, f"{risk.ref}/{action.address}", f"/risks/{i}/actions/{j}")
        for i, action in enumerate(self.actions):
            yield Located(action, action.address, f"/actions/{i}")

    @cached_property
    def all_assessments(self) -> tuple[Located[Assessment], ...]:
        """Every assessment; its address is ``SR3.1/current``."""
        return tuple(
            Located(assessment, f"{risk.ref}/{phase}", f"/risks/{i}/{phase}")
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

    def located(self, address: str, *, kind: str | None = None) -> Located[Any]:
        """Find an item that can have a lifecycle.

        Args:
            address: ``SR3.1`` for a risk, ``SR3.1/review``, ``SR3.1/S1`` for an assurance, ``SR3.1/A2`` for a
                risk's action, ``2019-01-24/1.0`` for a line of a log.
            kind: kind of the item, where one address stands for several.

        Returns:
            The item with its address and path.

        Raises:
            UnknownNameError: nothing has that address, or there is no such kind.
            AmbiguousRefError: several have.
        """
        kinds = KINDS if kind is None else (kind,)
        found = [each for one in kinds for each in self.all_of(one)]
        return _the_one(kind or "item", address, tuple(found))

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
        return self.with_item(address, action)

    def with_item(self, address: str, item: Item) -> "Register":
        """Put an item in the place of another of its kind.

        Args:
            address: address of the item that is replaced.
            item: the new one.

        Returns:
            A new register.

        Raises:
            UnknownNameError: no item of that kind has that address.
            AmbiguousRefError: several have.
            MisplacedError: the new item has another address among its like, so the old one would be lost.
        """
        found = _the_one(item.KIND, address, self.all_of(item.KIND))
        if item.address != found.item.address:
            raise MisplacedError(address, item.address)
        path = found.path
        return self.map_items(item.KIND, lambda located: item if located.path == path else located.item)

    def map_actions(self, change: Callable[[Located[Action]], Action]) -> "Register":
        """Replace every action by what a function makes of it.

        Args:
            change: takes an action with its place and gives an action.

        Returns:
            A new register; this one if nothing changed.
        """
        return self.map_items(Action.KIND, change)

    def map_items(self, kind: str, change: Callable[[Located[Any]], Any]) -> "Register":
        """Replace every item of a kind by what a function makes of it.

        Args:
            kind: "risk", "review", "assurance" or "action".
            change: takes an item with its place and gives an item.

        Returns:
            A new register; this one if nothing changed.

        Raises:
            UnknownNameError: there is no such kind.
        """
        new = {located.path: change(located) for located in self.all_of(kind)}
        if all(new[located.path] is located.item for located in self.all_of(kind)):
            return self
        risks = tuple(_with_new(risk, kind, pointer("risks", i), new) for i, risk in enumerate(self.risks))
        log = tuple(new.get(pointer("actions", i), action) for i, action in enumerate(self.actions))
        return attrs.evolve(self, risks=risks, actions=log)


def _with_new(risk: Risk, kind: str, path: str, new: Mapping[str, Any]) -> Risk:
    """Give a risk the new items among its own; the same risk if none of them is new."""
    if kind == Risk.KIND:
        return cast("Risk", new[path])
    if kind == Review.KIND:
        review = new.get(path + pointer("review"))
        return risk if review is risk.review else attrs.evolve(risk, review=review)
    field = {Assurance.KIND: "assurances", Action.KIND: "actions"}[kind]
    old = getattr(risk, field)
    items = tuple(new[path + pointer(field, i)] for i in range(len(old)))
    same = all(one is other for one, other in zip(items, old, strict=True))
    if same:
        return risk
    changes: dict[str, Any] = {field: items}
    return attrs.evolve(risk, **changes)


KINDS: Final = (Risk.KIND, Review.KIND, Assurance.KIND, Action.KIND)
"""The kinds of item that can have a lifecycle."""


def _the_one(kind: str, ref: str, items: tuple[Located[T], ...]) -> Located[T]:
    found = [located for located in items if located.address == ref]
    if not found:
        raise UnknownNameError(kind, ref, [located.address for located in items])
    if len(found) > 1:
        raise AmbiguousRefError(ref, [located.path for located in found])
    return found[0]
