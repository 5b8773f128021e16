"""A lifecycle as a Mermaid state diagram, which GitHub and many wikis draw."""

import re
from collections.abc import Iterator
from typing import Final

from govkit.report.lifecycle import Clause, arrows, named
from govkit.report.visible import visible
from govkit.workflow import Workflow

_PLAIN: Final = frozenset(" ,.()'-?!…")
_DIRECTION: Final = re.compile(r"d(?=irection +(?:TB|BT|LR|RL))", re.IGNORECASE)
"""Mermaid takes these words for an order wherever they stand in a line."""
_MARKUP: Final = re.compile(r"[\\*_`]")
_LONGEST: Final = 30
"""Characters that fit beside an arrow; Mermaid lays longer labels over each other."""
_BREAK: Final = "<br/>"


def mermaid(workflow: Workflow) -> str:
    """Draw a lifecycle as text in Mermaid's language.

    A state that is done with leads to the end marker. What fires by itself says so, because Mermaid draws
    all arrows alike. Long conditions stand in a note, under the number that the arrow gives. Rows that stay
    in one state share an arrow.

    Args:
        workflow: the lifecycle.

    Returns:
        A ``stateDiagram-v2``, ending in a newline; nothing in titles, triggers or conditions can break it.
    """
    return "\n".join(_lines(workflow)) + "\n"


def _lines(workflow: Workflow) -> Iterator[str]:
    ids = {state.name: f"s{place}" for place, state in enumerate(workflow.states, 1)}
    notes: dict[str, int] = {}
    yield "stateDiagram-v2"
    yield f"    accTitle: {_escaped(workflow.title.strip() or workflow.id)}"
    for state in workflow.states:
        yield f'    state "{_escaped(named(state))}" as {ids[state.name]}'
    yield f"    [*] --> {ids[workflow.initial]}"
    for source, target, said in _edges(workflow, notes):
        yield f"    {ids[source]} --> {ids[target]} : {said}"
    for state in workflow.states:
        if state.final:
            yield f"    {ids[state.name]} --> [*]"
    if notes:
        yield f"    note right of {ids[workflow.states[-1].name]}"
        yield f"        {_BREAK.join(f'({number}) {_noted(text)}' for text, number in notes.items())}"
        yield "    end note"


def _edges(workflow: Workflow, notes: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """Give the edges: one per arrow, but Mermaid draws no more than one from a state to itself."""
    stay: dict[str, list[str]] = {}
    for arrow in arrows(workflow):
        said = _BREAK.join([_escaped(arrow.trigger), *(_beside(clause, notes) for clause in arrow.clauses)])
        if arrow.source == arrow.target:
            stay.setdefault(arrow.source, []).append(said)
        else:
            yield arrow.source, arrow.target, said
    yield from ((state, state, f"{_BREAK}{_BREAK}".join(said)) for state, said in stay.items())


def _beside(clause: Clause, notes: dict[str, int]) -> str:
    """Say a clause beside its arrow; a long one goes to the notes, where each stands once."""
    if len(str(clause)) <= _LONGEST:
        return _escaped(str(clause))
    number = notes.setdefault(clause.rest, len(notes) + 1)
    return f"{_escaped(clause.mark.rstrip(','))} ({number})"


def _escaped(text: str) -> str:
    """Write text with Mermaid's own escapes, ``#34;`` for a quotation mark, where it could mean something."""
    plain = "".join(char if char.isalnum() or char in _PLAIN else _code(char) for char in visible(text))
    return _DIRECTION.sub(lambda match: _code(match[0]), plain)


def _noted(text: str) -> str:
    """Write text for a note, which Mermaid reads as Markdown besides."""
    return _escaped(_MARKUP.sub(r"\\\g<0>", text))


def _code(char: str) -> str:
    return f"#{ord(char)};"
