"""GKSCO007 replaced-scheme-still-used."""

from collections.abc import Iterator, Mapping

from govkit.model import Located, Register
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKSCO007",
    name="replaced-scheme-still-used",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="{count} of {total} assessments ({refs}) are still under {old}, which {new} replaces elsewhere",
)
def replaced_scheme_still_used(located: Located[Register], _: Context) -> Iterator[Result]:
    """Assessments are under a scheme that the register has begun to replace.

    What it does
    Finds schemes that were replaced, as ``earlier`` of some risk shows, and the assessments that still name
    them. It says so once per scheme, whichever version they name: an assessment made under another version of
    its scheme is for ``scheme-version-differs``.

    Why it matters
    Ratings of two schemes do not compare, so half a register in the old one has no order, and no heat map.

    Example
    Nineteen risks of 2016, four of which were assessed again under the scheme of 2019.

    Instead
    Go on: ``govkit migrate`` proposes what the others would be, for somebody to confirm.
    """
    register = located.item
    replaced = replaced_schemes(register)
    assessments = register.all_assessments
    for old, new in replaced.items():
        left = [each.address for each in assessments if each.item.scheme == old]
        if left:
            values = {"count": len(left), "total": len(assessments), "refs": naming(sorted(left))}
            yield Fail("/risks", {**values, "old": old, "new": new})


def replaced_schemes(register: Register) -> Mapping[str, str]:
    """Find the schemes that a register has begun to replace.

    Args:
        register: the register.

    Returns:
        Per scheme that an earlier assessment was under the one that the assessment in its place is under.
    """
    found: dict[str, str] = {}
    for risk in register.risks:
        for each in risk.earlier:
            now = getattr(risk, each.phase.value)
            old = each.assessment.scheme
            if now is not None and old is not None and now.scheme not in (None, old):
                found[old] = min(found.get(old, now.scheme), now.scheme)
    # A scheme that was left and came back is not replaced.
    return {old: new for old, new in sorted(found.items()) if found.get(new) != old}
