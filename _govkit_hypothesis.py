"""Tells Hypothesis what to draw for the types of govkit, once both are there.

Hypothesis calls ``register`` whenever it is imported (entry point ``hypothesis``). To register a type one has
to have it, and importing anything of govkit imports all of it, which takes longer than importing Hypothesis.
So this module lies outside the package, as Hypothesis's own plug-in for pytest does, and waits: whoever asks
for examples of a type of govkit has imported govkit, before Hypothesis or after.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final

STRATEGIES: Final[Mapping[str, Mapping[str, str]]] = {
    "govkit.model": {
        "Acceptance": "acceptances",
        "Action": "actions",
        "Assessment": "assessments",
        "Assurance": "assurances",
        "AuditArea": "audit_areas",
        "AuditFinding": "audit_findings",
        "Body": "bodies",
        "Change": "changes",
        "Comparator": "comparators",
        "Control": "controls",
        "DeliveryActivity": "activities",
        "EarlierAssessment": "earlier_assessments",
        "Event": "events",
        "Every": "every_so_often",
        "ExternalRef": "links",
        "FinancialQuarter": "financial_quarters",
        "FinancialYear": "financial_years",
        "Indicator": "indicators",
        "Meeting": "meetings",
        "Objective": "objectives",
        "Origin": "origins",
        "Period": "periods",
        "Plan": "plans",
        "PriorityAction": "priorities",
        "Reading": "readings",
        "Register": "registers",
        "Report": "reports",
        "Review": "reviews",
        "Revision": "revisions",
        "Risk": "risks",
        "Term": "terms",
        "Update": "updates",
        "Waiver": "waivers",
        "WorkCalendar": "work_calendars",
        "WrittenDate": "written_dates",
    },
    "govkit.scoring": {"Factor": "factors", "Scheme": "schemes"},
}
"""Per module its types, each with the function of ``govkit.testing.strategies`` that draws it."""


def register() -> None:
    """Register the types now if govkit is imported, or else as soon as it is."""
    if "govkit" in sys.modules:
        _register_types()
    else:
        sys.meta_path.insert(0, _Waiting())


def _register_types() -> None:
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415 - this module loads without it

    for module, types in STRATEGIES.items():
        for name, strategy in types.items():
            register_type_strategy(getattr(import_module(module), name), _drawing(strategy))


def _drawing(strategy: str) -> Callable[[type[Any]], Any]:
    """Leave the strategies themselves unimported until one is wanted."""
    return lambda _: getattr(import_module("govkit.testing.strategies"), strategy)()


class _Waiting(MetaPathFinder):
    """Finds govkit as the finders after it do, and has its types registered once it is imported."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != "govkit":
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        found = (finder.find_spec(name, path, target) for finder in others)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _Registering(spec, spec.loader, self)
        return spec


class _Registering(Loader):
    """Loads a module as another loader does, and has the types registered then."""

    def __init__(self, spec: ModuleSpec, loader: Loader, waiting: _Waiting) -> None:
        self._spec = spec
        self._loader = loader
        self._waiting = waiting

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        # From here on the module has its own loader, as importlib.util.LazyLoader does it.
        module.__loader__ = self._spec.loader = self._loader
        self._loader.exec_module(module)
        sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not self._waiting]
        _register_types()
