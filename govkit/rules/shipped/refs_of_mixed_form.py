"""GKREF004 refs-of-mixed-form."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from govkit.analysis import form_of
from govkit.model import Located, Register
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule

_ENOUGH: Final = 5
"""Fewer risks show no form that the others could miss."""


@rule(
    code="GKREF004",
    name="refs-of-mixed-form",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="{refs} not of the form of the others, such as {like}",
)
def refs_of_mixed_form(located: Located[Register], _: Context) -> Iterator[Result]:
    """Refs of risks are not of one form.

    What it does
    Looks, in a register of five risks or more, at the form of their refs: letters, digits and what stands
    between. If four in five share a form, each of the others is told; if no form is so common, that is said
    once.

    Why it matters
    People find an entry by its ref, and sort by it. One of another form was mistyped, or came from elsewhere.

    Example
    SR3.1, SR3.2, SR3.3, SR3.4 and SR35.

    Instead
    Give it a ref like the others; a ref of another body may go into ``links``.
    """
    risks = located.item.all_risks
    if len(risks) < _ENOUGH:
        return
    forms = {risk.path: form_of(risk.item.ref) for risk in risks}
    many, common = max((count, form) for form, count in Counter(forms.values()).items())
    like = min(risk.item.ref for risk in risks if forms[risk.path] == common)
    odd = [risk for risk in risks if forms[risk.path] != common]
    if many * _ENOUGH >= len(risks) * (_ENOUGH - 1):
        for risk in odd:
            yield Fail(risk.path + "/ref", {"refs": f'"{risk.item.ref}" is', "like": like})
    else:
        refs = naming(sorted(risk.item.ref for risk in odd))
        yield Fail("/risks", {"refs": f"the refs {refs} are", "like": like})
