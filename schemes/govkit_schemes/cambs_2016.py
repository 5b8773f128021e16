"""The 4×4 scheme of Cambridgeshire's strategic risk register of 2016: likelihood times impact."""

from govkit.hooks import hookimpl
from govkit.scoring import Factor, FactorLevel, Interval, Scheme

LIKELIHOOD = Factor(
    key="likelihood",
    label="Likelihood",
    levels=(
        FactorLevel(number=1, label="Remote", probability=Interval(0.01, 0.10)),
        FactorLevel(number=2, label="Possible", probability=Interval(0.10, 0.30)),
        FactorLevel(number=3, label="Probable", probability=Interval(0.30, 0.50)),
        FactorLevel(number=4, label="More likely than not", probability=Interval(0.50, 1.0)),
    ),
)
IMPACT = Factor.numbered("impact", ["Minor", "Moderate", "Significant", "Major"])

_TOP = (
    'The highest likelihood is printed as "More likely than not (>50%)" in the key and as '
    '"As likely as not ≥50%" on the matrix; the key\'s words and limit are used.'
)

CAMBS_2016 = Scheme.formula(
    "cambs-2016",
    version="2016",
    title="Cambridgeshire 4×4, likelihood times impact",
    source="Cambridgeshire OPCC and Constabulary, Strategic Risk Register, 2016: risk assessment scheme",
    factors=(LIKELIHOOD, IMPACT),
    formula=lambda likelihood, impact: likelihood * impact,
    assumed=(_TOP,),
)


@hookimpl
def govkit_schemes() -> list[Scheme]:
    """Offer the scheme."""
    return [CAMBS_2016]
