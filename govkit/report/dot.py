"""A lifecycle in DOT, the language of Graphviz."""

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Final

from govkit.report.lifecycle import Arrow, arrows, named
from govkit.report.visible import visible
from govkit.workflow import Workflow

_WIDTH: Final = 40


def dot(workflow: Workflow) -> str:
    """Draw a lifecycle as text in DOT.

    The initial state has an arrow from a point, a state that is done with a double line around it, and what
    fires by itself a dashed arrow.

    Args:
        workflow: the lifecycle.

    Returns:
        A ``digraph``, ending in a newline; nothing in titles, triggers or conditions can break it.
    """
    return "\n".join(_lines(workflow)) + "\n"


def _lines(workflow: Workflow) -> Iterator[str]:
    ids = {state.name: f"s{place}" for place, state in enumerate(workflow.states, 1)}
    yield f"digraph {_quoted([workflow.id])} {{"
    yield f"  graph [label={_quoted([workflow.title])}, labelloc=t, fontname=sans];"
    yield '  node [shape=box, style=rounded, fontname=sans, margin="0.2,0.1"];'
    yield "  edge [fontname=sans, fontsize=10];"
    yield "  start [shape=point, width=0.15];"
    for state in workflow.states:
        final = ", peripheries=2" if state.final else ""
        yield f"  {ids[state.name]} [label={_quoted([named(state)])}{final}];"
    yield f"  start -> {ids[workflow.initial]};"
    for arrow in arrows(workflow):
        dashed = ", style=dashed" if arrow.automatic else ""
        yield f"  {ids[arrow.source]} -> {ids[arrow.target]} [label={_quoted(_beside(arrow))}{dashed}];"
    yield "}"


def _beside(arrow: Arrow) -> Iterator[str]:
    for line in (arrow.trigger, *map(str, arrow.clauses)):
        yield from wrap(visible(line), _WIDTH, break_on_hyphens=False)


def _quoted(lines: Iterable[str]) -> str:
    r"""Write lines as one label: ``\`` begins an escape and ``&`` an entity there, and ``\n`` ends a line."""
    escaped = (visible(line).replace("\\", r"\\").replace('"', r"\"").replace("&", "&amp;") for line in lines)
    return '"' + r"\n".join(escaped) + '"'
