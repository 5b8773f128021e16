"""GKWRI001 cause-or-consequence-unsaid."""

from collections.abc import Iterator

from govkit.analysis import unsaid
from govkit.model import Located, Risk
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKWRI001",
    name="cause-or-consequence-unsaid",
    severity=Severity.NOTE,
    over=Over.RISK,
    message="it says no {parts}, in its words or its lists",
    by_default=False,
    source="ISO 31000:2018, 3.1",
)
def cause_or_consequence_unsaid(located: Located[Risk], _: Context) -> Iterator[Result]:
    """A risk does not say what would bring it about, or what would follow.

    What it does
    Asks for something under ``causes`` and ``effects``, or for a turn in title or statement that stands for
    it: "because", "due to", "owing to", "as a result of", "caused by" or "given that" for a cause; "leading
    to", "leads to", "resulting in", "results in", "so that" or "with the result" for a consequence. The event
    itself is taken to be what the title says. That is a rule of thumb: a sentence may say all three in other
    words, and a list may hold what is no cause. So it runs only when it is selected.

    Why it matters
    ISO 31000 has a risk expressed in terms of its sources, of events and of their consequences. Without a
    cause nobody knows what to prevent, and without a consequence nobody can rate the impact.

    Example
    "Recruitment", and nothing else.

    Instead
    Say it in one sentence, "because …, … may happen, leading to …"; or fill in ``causes`` and ``effects``.
    """
    missing = unsaid(located.item)
    if missing:
        yield Fail("/title", {"parts": " and no ".join(missing)})
