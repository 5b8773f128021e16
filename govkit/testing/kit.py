"""What the conformance kits share: checks to call in a test, and their cases as parameters of one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

import attrs

from govkit.errors import DefinitionError, MissingExtraError, did_you_mean
from govkit.rules.engine import said

_TOLD: Final = 5


class _Defined(Protocol):
    """A definition, which has an id."""

    @property
    def id(self) -> str: ...


D = TypeVar("D", bound=_Defined)


@attrs.frozen
class KitCheck(Generic[D]):
    """One check of a definition, to be called in a test.

    Args:
        name: what it demands, in lower-case words joined by hyphens ("weakly-monotone").
        function: raises ``AssertionError`` if a definition does not keep it.
        page: its documentation, with the headings What it does, Why it matters, Example, Instead.
    """

    name: str
    function: Callable[[D], None] = attrs.field(repr=False)
    page: str = attrs.field(repr=False)

    def __call__(self, definition: D) -> None:
        """Run the check.

        Args:
            definition: the scheme or the lifecycle.

        Raises:
            AssertionError: it does not keep the check, or its code raised an error; the evidence is named.
        """
        try:
            self.function(definition)
        except AssertionError as error:
            raise AssertionError(f"{definition.id} does not keep {self.name}: {error}") from None
        except Exception as error:
            raise AssertionError(
                f"{definition.id} does not keep {self.name}: its code raised {said(error)}"
            ) from error


def refuse_found(messages: Sequence[str]) -> None:
    """Raise what was found, cut to what a person reads.

    Args:
        messages: what was found, a sentence each.

    Raises:
        AssertionError: there is something.
    """
    if messages:
        more = len(messages) - _TOLD
        rest = [f"{more} more of the kind"] if more > 0 else []
        raise AssertionError("; ".join([*messages[:_TOLD], *rest]))


def demand(holds: object, otherwise: str) -> None:
    """Demand something of a definition.

    Args:
        holds: whether it is so.
        otherwise: what to say if it is not.

    Raises:
        AssertionError: it is not so.
    """
    # An assert would be gone under python -O, and with it every check.
    if not holds:
        raise AssertionError(otherwise)


def parametrized(
    what: str,
    definitions: Sequence[D],
    checks: Sequence[KitCheck[D]],
    expected_failures: Mapping[str, str] | None,
    faults: Sequence[str],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrize a test over definitions and every check.

    Args:
        what: what a definition is called; the test's first parameter.
        definitions: the definitions.
        checks: the checks.
        expected_failures: names of checks that the definitions do not keep, each with the reason.
        faults: what is wrong with the definitions themselves.

    Returns:
        A decorator for a test that takes a definition and ``check``.

    Raises:
        MissingExtraError: pytest is not installed.
        DefinitionError: there is no definition, something is wrong with one, or an expected failure is no
            check's name or has no reason.
    """
    try:
        import pytest  # noqa: PLC0415 - an extra, needed only here
    except ImportError:
        raise MissingExtraError("govkit.testing", "testing") from None
    expected = dict(expected_failures or {})
    names = [check.name for check in checks]
    problems = [*([] if definitions else [f"there is no {what} to check"]), *faults]
    for name, reason in expected.items():
        if name not in names:
            problems.append(f'there is no check "{name}"{did_you_mean(name, names)}')
        elif not reason.strip():
            problems.append(f'the expected failure "{name}" has no reason; say why it is to fail')
    if problems:
        raise DefinitionError(f"{what} checks", problems)
    cases: list[Any] = []
    for definition in definitions:
        for check in checks:
            marks = []
            if check.name in expected:
                marks = [pytest.mark.xfail(reason=expected[check.name], strict=True, raises=AssertionError)]
            cases.append(pytest.param(definition, check, id=f"{definition.id}-{check.name}", marks=marks))
    return pytest.mark.parametrize((what, "check"), cases)
