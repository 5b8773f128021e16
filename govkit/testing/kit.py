"""What the conformance kits share: checks to call in a test, and their cases as parameters of one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, Protocol, TypeVar

import attrs

from govkit.blame import said
from govkit.errors import DefinitionError, MissingExtraError, did_you_mean
from govkit.formats.due import shown

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


@attrs.frozen
class Due:
    """What a kit is to be given.

    Args:
        what: what a definition is called; the test's first parameter, in English and with an ``s`` for many.
        cls: the class of definitions.
        refusal: says in a sentence why something is none, and what to give instead.
        example: a check that some definition may be expected to fail.
        reason: an example of the reason for it.
    """

    what: str
    cls: type
    refusal: Callable[[object], str]
    example: str
    reason: str


def parametrized(
    due: Due,
    definitions: Sequence[D],
    checks: Sequence[KitCheck[D]],
    expected_failures: Mapping[str, str] | None,
    advice: Sequence[str],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrize a test over definitions and every check.

    Args:
        due: what is to be given.
        definitions: the definitions.
        checks: the checks.
        expected_failures: names of checks that the definitions do not keep, each with the reason.
        advice: names of checks that are advice, which no kit runs.

    Returns:
        A decorator for a test that takes a definition and ``check``.

    Raises:
        MissingExtraError: pytest is not installed.
        DefinitionError: there is no definition, something is none, or an expected failure is no check's name
            or has no reason.
    """
    try:
        import pytest  # noqa: PLC0415 - an extra, needed only here
    except ImportError:
        raise MissingExtraError("govkit.testing", "testing") from None
    names = [check.name for check in checks]
    faults = [*_misgiven(due, definitions), *_misexpected(due, expected_failures, names, advice)]
    if faults:
        raise DefinitionError(f"{due.what} checks", faults)
    expected = dict(expected_failures or {})
    cases: list[Any] = []
    for definition in definitions:
        for check in checks:
            marks = []
            if check.name in expected:
                marks = [pytest.mark.xfail(reason=expected[check.name], strict=True, raises=AssertionError)]
            cases.append(pytest.param(definition, check, id=f"{definition.id}-{check.name}", marks=marks))
    return pytest.mark.parametrize((due.what, "check"), cases)


def _misgiven(due: Due, given: object) -> Iterator[str]:
    what = due.what
    takes = f"{what}s takes a list of {what}s"
    if isinstance(given, due.cls):
        yield f"{takes}, not a {what}; write brackets around it: [{what.upper()}]"
    elif isinstance(given, (str, type)) or not isinstance(given, Iterable):
        yield f"{takes}: {due.refusal(given)}"
    elif isinstance(given, Iterator):
        yield f"{takes}, not an iterator, which is empty after one look; write list(…)"
    else:
        items = list(given)
        if not items:
            yield f"there is no {what} to check"
        yield from (due.refusal(each) for each in items if not isinstance(each, due.cls))


def _misexpected(due: Due, expected: object, names: Sequence[str], advice: Sequence[str]) -> Iterator[str]:
    if expected is None:
        return
    if not isinstance(expected, Mapping):
        way_out = f'write {{"{due.example}": "{due.reason}"}}'
        yield f"expected_failures takes names of checks with their reasons, not {shown(expected)}; {way_out}"
        return
    for name, reason in expected.items():
        if name in advice:
            yield f'"{name}" is advice, which fails no test; leave it out of expected_failures'
        elif name not in names:
            yield f'there is no check "{name}"{did_you_mean(name, names)}'
        elif not isinstance(reason, str) or not reason.strip():
            yield f'the expected failure "{name}" has no reason; say in a text why it is to fail'
