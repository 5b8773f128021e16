"""GKREF001 duplicate-ref."""

from collections.abc import Iterable, Iterator

from govkit.model import Located, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKREF001",
    name="duplicate-ref",
    severity=Severity.ERROR,
    over=Over.REGISTER,
    message='{kind} "{ref}" stands here again; it stands first at {first}',
)
def duplicate_ref(located: Located[Register], _: Context) -> Iterator[Result]:
    """A reference stands twice among its like.

    What it does
    Compares the refs of risks, objectives and audit areas, of the controls, assurances and actions of one
    risk, and the addresses of a log's actions (meeting date or audit area, then number).

    Why it matters
    A ref that stands for two things stands for neither: a rating or a deadline would be looked up wrongly.

    Example
    Two risks SR3.1. Two actions 1.0 are fine if different meetings raised them.

    Instead
    Give each item its own ref; a numeral that the paper repeats belongs in ``label``.
    """
    register = located.item
    yield from _repeated(
        "objective", ((item.ref, pointer("objectives", i)) for i, item in enumerate(register.objectives))
    )
    yield from _repeated(
        "audit area", ((item.ref, pointer("areas", i)) for i, item in enumerate(register.areas))
    )
    yield from _repeated("risk", ((risk.address, risk.path) for risk in register.all_risks))
    yield from _repeated("action", ((action.address, action.path) for action in register.all_actions))
    for risk in register.all_risks:
        for kind, key in (("control", "controls"), ("assurance", "assurances")):
            items = getattr(risk.item, key)
            yield from _repeated(
                kind, ((item.ref, risk.path + pointer(key, i)) for i, item in enumerate(items))
            )


def _repeated(kind: str, refs: Iterable[tuple[str, str]]) -> Iterator[Result]:
    first: dict[str, str] = {}
    for ref, path in refs:
        if ref in first:
            yield Fail(path + "/ref", {"kind": kind, "ref": ref, "first": first[ref]})
        first.setdefault(ref, path)
