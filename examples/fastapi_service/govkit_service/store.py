"""Registers and events in a database: SQLite or PostgreSQL, whichever the URL says.

A register is stored whole, as govkit writes it, with a number that grows by one with each new version.
Events stand in a table of their own besides, to which the database itself lets nobody do anything but add.
"""

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import DDL, JSON, ForeignKey, create_engine, event, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker


class StaleError(Exception):
    """The register is not, or no longer, at the version that somebody wants to replace."""


class Base(DeclarativeBase):
    """The tables."""


class Body(Base):
    """Whose registers they are; of the key only what tells whether one is it."""

    __tablename__ = "bodies"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)


class Stored(Base):
    """A register as it is now."""

    __tablename__ = "registers"
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    title: Mapped[str]
    content: Mapped[str]


class Happened(Base):
    """An event, with the version of the register that it made."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    ref: Mapped[str]
    version: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


ONLY_ADDS = {
    "sqlite": """
        CREATE TRIGGER events_{verb} BEFORE {verb} ON events
        BEGIN SELECT RAISE(ABORT, 'events are only added'); END""",
    "postgresql": """
        CREATE OR REPLACE FUNCTION only_adds() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''% are only added'', TG_TABLE_NAME; END';
        CREATE TRIGGER events_{verb} BEFORE {verb} ON events EXECUTE FUNCTION only_adds()""",
}
for dialect, ddl in ONLY_ADDS.items():
    for verb in ("update", "delete"):
        made = DDL(ddl.format(verb=verb).replace("%", "%%")).execute_if(dialect=dialect)
        event.listen(Happened.__table__, "after_create", made)


class Store:
    """All that is stored. Every question names the body that asks, so that none sees another's.

    Args:
        url: where, as SQLAlchemy writes it: ``sqlite:///registers.db``, ``postgresql+psycopg://…``.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)
        Base.metadata.create_all(self._engine)
        self._begin = sessionmaker(self._engine, expire_on_commit=False).begin

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def key_for(self, name: str) -> str:
        """Give a body, new or known, a new key; an older one is worth nothing any more."""
        key = secrets.token_urlsafe(32)
        with self._begin() as session:
            body = session.scalar(select(Body).filter_by(name=name)) or Body(name=name)
            body.key = _hashed(key)
            session.add(body)
        return key

    def body_with(self, key: str) -> int | None:
        """Find the body that has a key."""
        with self._begin() as session:
            return session.scalar(select(Body.id).filter_by(key=_hashed(key)))

    def all_of(self, body: int) -> Sequence[Stored]:
        """List a body's registers."""
        with self._begin() as session:
            return session.scalars(select(Stored).filter_by(body_id=body).order_by(Stored.ref)).all()

    def find(self, body: int, ref: str) -> Stored | None:
        """Find one of a body's registers."""
        with self._begin() as session:
            return session.get(Stored, (body, ref))

    def events_of(self, body: int, ref: str) -> list[dict[str, Any]]:
        """List what happened in one of a body's registers, oldest first."""
        with self._begin() as session:
            asked = select(Happened.data).filter_by(body_id=body, ref=ref).order_by(Happened.id)
            return list(session.scalars(asked))

    def put(self, new: Stored, events: Sequence[dict[str, Any]] = ()) -> None:
        """Store a register and what happened to it, both or neither.

        Args:
            new: the register, with the version that it is to have; 1 if there is none so far.
            events: what happened on the way to that version.

        Raises:
            StaleError: it is not at the version before that; nothing is stored.
        """
        key = {"body_id": new.body_id, "ref": new.ref}
        with self._begin() as session:
            if new.version == 1:
                session.add(new)
                try:
                    session.flush()
                except IntegrityError as error:
                    raise StaleError from error
            else:
                values = {"version": new.version, "title": new.title, "content": new.content}
                # Compared and replaced in one statement: of two at once, one finds nothing to replace.
                asked = update(Stored).filter_by(**key, version=new.version - 1).values(values)
                if session.connection().execute(asked).rowcount == 0:
                    raise StaleError
            session.add_all(Happened(**key, version=new.version, data=each) for each in events)


def _hashed(key: str) -> str:
    # The keys are long and random, so a plain hash is as good as a slow one.
    return hashlib.sha256(key.encode()).hexdigest()
