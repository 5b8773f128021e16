"""GKSCO010 scheme-version-differs."""

from collections.abc import Iterator

from govkit.model import Assessment, Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, Unknown, rule
from govkit.rules.telling import each_or_once


@rule(
    code="GKSCO010",
    name="scheme-version-differs",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="version {named} of {scheme} is named by {who}, and version {version} is at hand",
)
def scheme_version_differs(located: Located[Register], context: Context) -> Iterator[Result]:
    """An assessment was made under another version of its scheme than the one that rates it.

    What it does
    Compares ``scheme_version`` with the version of the scheme at hand, as texts. More than five of a kind are
    told at once. An assessment that names no version passes, and so does what stands in ``earlier``, for it
    was replaced. Whether the scheme itself was replaced is for ``replaced-scheme-still-used``.

    Why it matters
    Levels, bands or tolerance may mean something else than they did. The rating follows the version at hand,
    so it need not be the one that was decided on.

    Example
    ``scheme_version: 2016`` at an assessment, and version 2019 of that scheme installed.

    Instead
    Assess it again under the version at hand and name that one, or install the version that is named:
    ``govkit schemes`` lists what is at hand.
    """
    register = located.item
    found: dict[tuple[str | None, str | None], list[Located[Assessment]]] = {}
    for each in register.all_assessments:
        if each.item.scheme_version is not None:
            place = Located(each.item, each.address, f"{each.path}/scheme_version")
            found.setdefault((each.item.scheme, each.item.scheme_version), []).append(place)
    total = len(register.all_assessments)
    for (name, named), places in found.items():
        scheme = context.schemes.get(name or "")
        told = each_or_once(places, total, "assessments")
        if scheme is None:
            missing = "the scheme is not at hand (GKSCO001 says why)" if name else "no scheme is named"
            for path, who in told:
                said = f"whether version {named}, named by {who}, is the one at hand: {missing}"
                yield Unknown(said, path)
        elif scheme.version != named:
            values = {"scheme": scheme.id, "version": scheme.version, "named": named}
            for path, who in told:
                yield Fail(path, {**values, "who": who})
