"""Checks of words: that a lifecycle can say itself, and that its words tell things apart."""

from collections.abc import Iterator

from govkit.model.constraint import says_something
from govkit.workflow.field import Field
from govkit.workflow.verify.check import Answer, Breach, Kind, check
from govkit.workflow.verify.survey import Survey, quoted


@check("explains-itself", Kind.FAULT)
def explains_itself(survey: Survey) -> Iterator[Answer]:
    """Everything has words for people.

    What it does
    Reports a blank title of the lifecycle or of a state, and a blank label of a field that a guard reads or
    of a declared fact.

    Why it matters
    Why a trigger is blocked is said with these words. A blank one leaves a hole in the sentence.

    Example
    ``Field("owner", "")``: "… is not recorded".

    Instead
    Give it a title or a label; a field without a label has its name.
    """
    if not says_something(survey.workflow.title):
        yield Breach("the lifecycle has no title")
    for state in survey.workflow.states:
        if not says_something(state.title):
            yield Breach(f'the state "{state.name}" has no title', (state.name,))
    for place in survey.reads:
        if not says_something(place.field.label):
            yield Breach(
                f'"{place.field.name}", which {place.said} reads, has no label', place.states, place.triggers
            )
    for fact in survey.workflow.facts:
        if not says_something(fact.label):
            yield Breach(f'the fact "{fact.name}" has no label')


@check("own-words", Kind.ADVICE)
def own_words(survey: Survey) -> Iterator[Answer]:
    """No two things are called the same.

    What it does
    Reports a title that several states have, and a label that several fields have, capitals apart.

    Why it matters
    "The date is not recorded" helps nobody if three dates are called so.

    Example
    The labels "the deadline" for the deadline in force and for the deadline so far.

    Instead
    Name the difference.
    """
    titles: dict[str, list[str]] = {}
    for state in survey.workflow.states:
        titles.setdefault(_plain(state.title), []).append(state.name)
    for title, names in titles.items():
        if title and len(names) > 1:
            yield Breach(f'the states {quoted(names)} have one title, "{title}"', tuple(names))
    labels: dict[str, dict[Field, None]] = {}
    for field in (*(place.field for place in survey.reads), *survey.workflow.facts):
        labels.setdefault(_plain(field.label), {})[field] = None
    for label, fields in labels.items():
        if label and len(fields) > 1:
            yield Breach(f'{quoted(field.name for field in fields)} have one label, "{label}"')


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
