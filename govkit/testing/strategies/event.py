"""Events that items keep: the transitions of their lifecycles."""

from hypothesis import strategies as st

from govkit.model import Change, Event
from govkit.testing.strategies.how_many import few, maybe
from govkit.testing.strategies.text import refs, texts


def changes() -> st.SearchStrategy[Change]:
    """Draw changes of single fields.

    Returns:
        A strategy for changes, before and after being any texts.
    """
    return st.builds(Change, field=refs(), before=maybe(st.text()), after=maybe(st.text()))


def events() -> st.SearchStrategy[Event]:
    """Draw transitions of items.

    Returns:
        A strategy for events of any lifecycle or none.
    """
    return st.builds(
        Event,
        kind=refs(),
        ref=texts(),
        trigger=refs(),
        from_state=refs(),
        to_state=refs(),
        effective=st.dates(),
        recorded=st.dates(),
        by=maybe(texts()),
        why=maybe(texts()),
        changes=few(changes()),
        workflow=maybe(refs()),
        version=maybe(texts()),
    )
