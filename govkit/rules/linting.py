"""Checking a register as somebody wants it checked: chosen rules, waivers, and what is known already."""

from collections.abc import Callable, Iterable

from govkit.errors import Offered
from govkit.rules.engine import check, in_order
from govkit.rules.finding import Finding
from govkit.rules.rule import Context, Rule
from govkit.rules.settings import Settings
from govkit.rules.waiving import Waiving, waiver_unused


def lint(
    chosen: Iterable[Rule],
    at_hand: Offered[Rule],
    origin: Callable[[Rule], str],
    context: Context,
    settings: Settings,
) -> list[Finding]:
    """Run rules over a register, and apply what is waived, ignored or known.

    Args:
        chosen: the rules to run, with the severities they are to have.
        at_hand: all rules, by code.
        origin: names the distribution a rule comes from.
        context: the register and what rules may know besides.
        settings: where rules keep silent, what is waived beside the register, and what is known.

    Returns:
        The findings, in the order of the source, waived and known ones among them.
    """
    register = context.register
    file = register.source.name if register.source else None
    ran = {rule.code: rule for rule in chosen if not settings.silent(rule, file)}
    findings = check(((rule, origin(rule)) for rule in ran.values()), context)
    waiving = Waiving(
        register=register,
        beside=settings.waivers,
        as_of=context.as_of,
        ran=ran,
        known=at_hand,
        origin=origin(waiver_unused),
    )
    findings = in_order(waiving.of(findings))
    if settings.per_ref:
        findings = [each for each in findings if not settings.silenced(each, at_hand[each.code])]
    return settings.baseline.marked(register.ref, findings) if settings.baseline else findings
