"""The conformance kit of formats: every check that govkit has, as parameters of one test.

A format's author writes three lines, beside a folder of files that the format reads::

    @format_checks(format_samples(DIARY, Path(__file__).parent / "samples"))
    def test_format(sample, check):
        check(sample)

Each check is one case, named ``FORMAT-FILE-CHECK``. What the format cannot keep is named with a reason in
``expected_failures``; such a case is a strict xfail, so that it is noticed when it passes.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import attrs

from govkit.errors import MissingExtraError
from govkit.testing.format_conduct import CONDUCT
from govkit.testing.format_sample import FormatSample, no_sample
from govkit.testing.kit import Due, KitCheck, parametrized


@attrs.frozen
class FormatCheck(KitCheck[FormatSample]):
    """One check of a format, to be called in a test.

    Args:
        name: what it demands, in lower-case words joined by hyphens ("reads-alike").
        function: raises ``AssertionError`` if the format of a sample does not keep it.
        page: its documentation, with the headings What it does, Why it matters, Example, Instead.
    """


FORMAT_CHECKS: Final[tuple[FormatCheck, ...]] = tuple(
    FormatCheck(each.__name__.replace("_", "-"), each, inspect.getdoc(each) or "") for each in CONDUCT
)
"""Every check a format has to keep."""


def format_checks(
    samples: Sequence[FormatSample], *, expected_failures: Mapping[str, str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrize a test over samples of formats and every check.

    Args:
        samples: files that the formats read; ``format_samples`` finds those of a folder.
        expected_failures: names of checks that the formats do not keep, each with the reason.

    Returns:
        A decorator for a test that takes ``sample`` and ``check`` and calls ``check(sample)``.

    Raises:
        MissingExtraError: pytest or Hypothesis is not installed.
        DefinitionError: there is no sample, something is no sample, or an expected failure is no check's name
            or has no reason.
    """
    try:
        import hypothesis  # noqa: F401, PLC0415 - an extra; the checks draw with it
    except ImportError:
        raise MissingExtraError("govkit.testing", "testing") from None
    due = Due("sample", FormatSample, no_sample, "reads-back", "the paper has no room for notes")
    return parametrized(due, samples, FORMAT_CHECKS, expected_failures, ())
