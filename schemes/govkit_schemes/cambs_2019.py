"""The 5×5 scheme of Cambridgeshire's strategic risk register of August 2019: a look-up table."""

from govkit.hooks import hookimpl
from govkit.scoring import Band, Category, Factor, Scheme

LIKELIHOOD = Factor.numbered(
    "likelihood", ["Unlikely", "Possible", "Likely", "More likely than not", "Probable"]
)
IMPACT = Factor.numbered(
    "impact",
    ["Insignificant", "Minor", "Moderate", "Significant", "Catastrophic"],
    categories=[
        Category("political", "Political"),
        Category("economic", "Economic"),
        Category("social", "Social"),
        Category("technological", "Technological"),
        Category("environmental", "Environmental"),
        Category("legislative", "Legislative"),
        Category("organisation", "Organisation"),
    ],
)
_CUTS = (
    "Of the band boundaries the source shows only the one between 13 (Medium) and 14 (Medium-high), "
    "because its colours are lost; Low 1–5, Medium 6–13, Medium-high 14–18, High 19–22 and "
    "Critical 23–25 are assumed."
)
_ASSUMED = "band boundaries assumed"
_BOARD = "the relevant Executive Board"
_URGENT = "It needs attention at once and until controls, assurances and actions bring it down"

CAMBS_2019 = Scheme.matrix(
    "cambs-2019",
    version="2019-08",
    title="Cambridgeshire 5×5 PESTELO look-up",
    source="Cambridgeshire OPCC and Constabulary, Strategic Risk Register, August 2019: Appendix A",
    across=LIKELIHOOD,
    up=IMPACT,
    rows=[
        [15, 19, 22, 24, 25],
        [10, 14, 18, 21, 23],
        [6, 9, 13, 17, 20],
        [3, 5, 8, 12, 16],
        [1, 2, 4, 7, 11],
    ],
    bands=[
        Band(
            key="low", label="Low", first=1, last=5, assumed=_ASSUMED,
            response="It needs no special action",
        ),
        Band(
            key="medium", label="Medium", first=6, last=13, assumed="lower boundary assumed",
            response="It is monitored, so that a rise is seen",
        ),
        Band(
            key="medium-high", label="Medium-high", first=14, last=18, reported_to=_BOARD,
            assumed="upper boundary assumed",
            response="It needs attention to bring likelihood or impact down",
        ),
        Band(
            key="high", label="High", first=19, last=22, reported_to=_BOARD, assumed=_ASSUMED,
            response=_URGENT,
        ),
        Band(
            key="critical", label="Critical", first=23, last=25, reported_to=_BOARD, assumed=_ASSUMED,
            response=_URGENT,
        ),
    ],
    tolerance=13,
    assumed=[_CUTS],
)  # fmt: skip


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [CAMBS_2019]
