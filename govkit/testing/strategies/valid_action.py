"""Valid actions: somebody owns them, and their state agrees with their dates."""

from datetime import date, timedelta
from typing import Final

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from govkit.model import Action, Revision, Update
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.text import names, neat_texts, refs
from govkit.testing.strategies.written_date import AS_OF, spelled_dates, written_days
from govkit.workflow import Workflow, disagreements

_LONG: Final = timedelta(days=700)
_LATELY: Final = timedelta(days=60)


def valid_actions(workflow: Workflow | None = None, *, as_of: date = AS_OF) -> st.SearchStrategy[Action]:
    """Draw actions with an owner, and, until they end, a deadline ahead and an update of late.

    Their state agrees with their dates, which are in order.

    Args:
        workflow: their lifecycle; unless given they record neither lifecycle nor state, have not ended, and
            their deadline lies ahead.
        as_of: the day in question.

    Returns:
        A strategy for actions; ``disagreements(workflow, action, as_of=as_of)`` is empty.
    """
    return _actions(workflow, as_of)


@st.composite
def _actions(draw: st.DrawFn, workflow: Workflow | None, as_of: date) -> Action:
    ahead = written_days(as_of, as_of + _LONG)
    past = written_days(as_of - _LONG, as_of - timedelta(days=1))
    end = None if workflow is None else draw(maybe(past))
    # What has not ended and is past its deadline is overdue, whatever its state.
    some = ahead | past if end else ahead
    updates = st.builds(Update, text=maybe(neat_texts()), date=maybe(spelled_dates()))
    lately = st.builds(Update, text=maybe(neat_texts()), date=written_days(as_of - _LATELY, as_of))
    action = Action(
        ref=draw(refs()),
        title=draw(neat_texts()),
        workflow=None if workflow is None else workflow.id,
        owner=draw(names()),
        organisation=draw(maybe(neat_texts())),
        start=draw(maybe(written_days(as_of - 2 * _LONG, as_of - _LONG))),
        deadline=draw(maybe(some) if end else some),
        revisions=draw(
            few(st.builds(Revision, deadline=some, by=maybe(neat_texts()), why=maybe(neat_texts())))
        ),
        end=end,
        updates=(*draw(few(updates)), *(() if end else [draw(lately)])),
        notes=draw(maybe(neat_texts())),
    )
    if workflow is None:
        return action
    stated = [attrs.evolve(action, state=state) for state in (None, *workflow.state)]
    agreeing = [each for each in stated if not disagreements(workflow, each, as_of=as_of)]
    if not agreeing:
        reject()  # another lifecycle may have no state for such dates
    return draw(st.sampled_from(agreeing))
