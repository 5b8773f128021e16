"""Acme's scoring scheme: a 3×3 matrix whose values are letters, A the best."""

from govkit import Band, Cadence, Factor, Scheme, hookimpl

ACME = Scheme.matrix(
    "acme-2026",
    version="1",
    title="Acme 3×3, letters",
    source="Acme Risk Policy 2026, page 4 (invented for this example)",
    across=Factor.numbered("likelihood", ["Rare", "Even", "Likely"]),
    up=Factor.numbered("impact", ["Minor", "Serious", "Major"]),
    rows=[
        ["C", "D", "E"],
        ["B", "C", "D"],
        ["A", "B", "C"],
    ],
    values=["A", "B", "C", "D", "E"],
    bands=[
        Band(key="green", label="Green", first="A", last="B"),
        Band(key="amber", label="Amber", first="C", last="C", review=Cadence.QUARTERLY),
        Band(
            key="red", label="Red", first="D", last="E", reported_to="the Acme board", review=Cadence.MONTHLY
        ),
    ],
    tolerance="C",
)


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [ACME]
