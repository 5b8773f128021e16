"""The conformance kit of schemes: every check that govkit has, as parameters of one test.

A scheme's author writes three lines::

    @scheme_checks([SCHEME])
    def test_scheme(scheme, check):
        check(scheme)

Each check is one case, named ``SCHEME-CHECK``. What the scheme cannot keep is named with a reason in
``expected_failures``; such a case is a strict xfail, so that it is noticed when it passes.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from govkit.blame import said
from govkit.errors import DefinitionError, MissingExtraError, did_you_mean
from govkit.scoring import BaseScheme
from govkit.scoring.base import no_scheme
from govkit.scoring.coherence import CHECKS, Breach, Check, Kind, Survey
from govkit.scoring.due import shown
from govkit.testing.scheme_conduct import BOUND, CONDUCT

_TOLD: Final = 5


@attrs.frozen
class SchemeCheck:
    """One check of a scheme, to be called in a test.

    Args:
        name: what it demands, in lower-case words joined by hyphens ("weakly-monotone").
        function: raises ``AssertionError`` if a scheme does not keep it.
        page: its documentation, with the headings What it does, Why it matters, Example, Instead.
    """

    name: str
    function: Callable[[BaseScheme], None] = attrs.field(repr=False)
    page: str = attrs.field(repr=False)

    def __call__(self, scheme: BaseScheme) -> None:
        """Run the check.

        Args:
            scheme: the scheme.

        Raises:
            AssertionError: the scheme does not keep it, or its code raised an error; the evidence is named.
            DefinitionError: it is no scheme.
        """
        if not isinstance(scheme, BaseScheme):
            raise DefinitionError(f"check {self.name}", [no_scheme(scheme)])
        try:
            self.function(scheme)
        except AssertionError as error:
            raise AssertionError(f"{scheme.id} does not keep {self.name}: {error}") from None
        except Exception as error:
            raise AssertionError(
                f"{scheme.id} does not keep {self.name}: its code raised {said(error)}"
            ) from error


def _of_coherence(check: Check) -> SchemeCheck:
    def function(scheme: BaseScheme) -> None:
        found = [each for each in check(Survey(scheme, bound=BOUND)) if isinstance(each, Breach)]
        if found:
            lines = [breach.message for breach in found[:_TOLD]]
            rest = [f"{len(found) - _TOLD} more of the kind"] if len(found) > _TOLD else []
            raise AssertionError("; ".join([*lines, *rest]))

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
    try:
        import pytest  # noqa: PLC0415 - an extra, needed only here
    except ImportError:
        raise MissingExtraError("govkit.testing", "testing") from None
    faults = [*_faults_of_schemes(schemes), *_faults_of_failures(expected_failures)]
    if faults:
        raise DefinitionError("scheme checks", faults)
    expected = dict(expected_failures or {})
    cases: list[Any] = []
    for scheme in schemes:
        for check in SCHEME_CHECKS:
            marks = []
            if check.name in expected:
                marks = [pytest.mark.xfail(reason=expected[check.name], strict=True, raises=AssertionError)]
            cases.append(pytest.param(scheme, check, id=f"{scheme.id}-{check.name}", marks=marks))
    return pytest.mark.parametrize(("scheme", "check"), cases)


def _faults_of_schemes(schemes: object) -> Iterator[str]:
    if isinstance(schemes, BaseScheme):
        yield "schemes takes a list of schemes, not a scheme; write brackets around it: [SCHEME]"
    elif isinstance(schemes, (str, type)) or not isinstance(schemes, Iterable):
        yield f"schemes takes a list of schemes: {no_scheme(schemes)}"
    elif isinstance(schemes, Iterator):
        yield "schemes takes a list of schemes, not an iterator, which is empty after one look; write list(…)"
    else:
        items = list(schemes)
        if not items:
            yield "there is no scheme to check"
        yield from (no_scheme(each) for each in items if not isinstance(each, BaseScheme))


def _faults_of_failures(expected: object) -> Iterator[str]:
    if expected is None:
        return
    if not isinstance(expected, Mapping):
        way_out = 'write {"explains": "the paper wants scores without words"}'
        yield f"expected_failures takes names of checks with their reasons, not {shown(expected)}; {way_out}"
        return
    names = [check.name for check in SCHEME_CHECKS]
    advice = [check.name for check in CHECKS if check.kind is Kind.ADVICE]
    for name, reason in expected.items():
        if name in advice:
            yield f'"{name}" is advice, which fails no test; leave it out of expected_failures'
        elif name not in names:
            yield f'there is no check "{name}"{did_you_mean(name, names)}'
        elif not isinstance(reason, str) or not reason.strip():
            yield f'the expected failure "{name}" has no reason; say in a text why it is to fail'
