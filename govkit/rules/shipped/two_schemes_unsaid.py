"""GKSCO008 two-schemes-unsaid."""

from collections import Counter
from collections.abc import Iterator

from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.shipped.replaced_scheme_still_used import replaced_schemes


@rule(
    code="GKSCO008",
    name="two-schemes-unsaid",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="current assessments are under {schemes}, and the notes of the register do not say so",
)
def two_schemes_unsaid(located: Located[Register], _: Context) -> Iterator[Result]:
    """Risks of one register are assessed under several schemes, and nothing says so.

    What it does
    Counts the schemes that current assessments name. Where there are several, each is to be named in the
    ``notes`` of the register, but for the register's own ``scheme``, and for one that is being replaced,
    which ``replaced-scheme-still-used`` tells.

    Why it matters
    A reader takes 12 for more than 9. Under two schemes that may be wrong, and nobody will guess it.

    Example
    Eighteen risks rated by the scheme of 2019, and one that was copied from a project's own register.

    Instead
    Assess it under the register's scheme; or say in ``notes`` which scheme the others are under, and why.
    """
    register = located.item
    count = Counter(risk.current.scheme for risk in register.risks if risk.current and risk.current.scheme)
    replaced = replaced_schemes(register)
    said = {register.scheme, *replaced, *replaced.values()}
    notes = register.notes or ""
    if len(count) > 1 and any(scheme not in said and scheme not in notes for scheme in count):
        told = " and ".join(f"{scheme} ({number})" for scheme, number in sorted(count.items()))
        yield Fail("/risks", {"schemes": told})
