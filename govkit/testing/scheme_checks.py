"""The conformance kit of schemes: every check that govkit has, as parameters of one test.

A scheme's author writes three lines::

    @scheme_checks([SCHEME])
    def test_scheme(scheme, check):
        check(scheme)

Each check is one case, named ``SCHEME-CHECK``. What the scheme cannot keep is named with a reason in
``expected_failures``; such a case is a strict xfail, so that it is noticed when it passes.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

from govkit.errors import DefinitionError
from govkit.scoring import BaseScheme
from govkit.scoring.base import no_scheme
from govkit.scoring.coherence import CHECKS, Breach, Check, Kind, Survey
from govkit.testing.kit import Due, KitCheck, parametrized, refuse_found
from govkit.testing.scheme_conduct import BOUND, CONDUCT


@attrs.frozen
class SchemeCheck(KitCheck[BaseScheme]):
    """One check of a scheme, to be called in a test.

    Args:
        name: what it demands, in lower-case words joined by hyphens ("weakly-monotone").
        function: raises ``AssertionError`` if a scheme does not keep it.
        page: its documentation, with the headings What it does, Why it matters, Example, Instead.
    """

    def __call__(self, definition: BaseScheme) -> None:
        """Run the check.

        Args:
            definition: the scheme.

        Raises:
            AssertionError: the scheme does not keep it, or its code raised an error; the evidence is named.
            DefinitionError: it is no scheme.
        """
        if not isinstance(definition, BaseScheme):
            raise DefinitionError(f"check {self.name}", [no_scheme(definition)])
        super().__call__(definition)


def _of_coherence(check: Check) -> SchemeCheck:
    def function(scheme: BaseScheme) -> None:
        found = [each for each in check(Survey(scheme, bound=BOUND)) if isinstance(each, Breach)]
        refuse_found([breach.message for breach in found])

    return SchemeCheck(check.name, function, check.page)


def _of_conduct(function: Callable[[BaseScheme], None]) -> SchemeCheck:
    return SchemeCheck(function.__name__.replace("_", "-"), function, inspect.getdoc(function) or "")


SCHEME_CHECKS: Final[tuple[SchemeCheck, ...]] = (
    *(_of_coherence(check) for check in CHECKS if check.kind is not Kind.ADVICE),
    *(_of_conduct(function) for function in CONDUCT),
)
"""Every check a scheme has to keep: the faults and claims of ``coherence``, and how it conducts itself."""


def scheme_checks(
    schemes: Sequence[BaseScheme], *, expected_failures: Mapping[str, str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrize a test over schemes and every check.

    Args:
        schemes: the schemes.
        expected_failures: names of checks that the schemes do not keep, each with the reason.

    Returns:
        A decorator for a test that takes ``scheme`` and ``check`` and calls ``check(scheme)``.

    Raises:
        MissingExtraError: pytest is not installed.
        DefinitionError: there is no scheme, something is no scheme, or an expected failure is no check's name
            or has no reason.
    """
    due = Due("scheme", BaseScheme, no_scheme, "explains", "the paper wants scores without words")
    advice = [check.name for check in CHECKS if check.kind is Kind.ADVICE]
    return parametrized(due, schemes, SCHEME_CHECKS, expected_failures, advice)
