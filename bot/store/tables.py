"""The tables. A column marked `OF_APPLICANT` says whose row it is: export and erasure go by that mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Column, Index, MetaData, Table, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.store.instants import Instant

OF_APPLICANT = "of_applicant"
_WHOSE: dict[str, Any] = {"info": {OF_APPLICANT: True}}


class Row(SQLModel):
    """What all tables share: constraint names a migration can refer to."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Applicant(Row, table=True):
    """One person; `card` is the message that shows their interview."""

    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False, **_WHOSE})
    language: str | None = None
    consented_at: datetime | None = Field(default=None, sa_type=Instant)
    card: int | None = Field(default=None, sa_type=BigInteger)
    blocked_at: datetime | None = Field(default=None, sa_type=Instant)


class Response(Row, table=True):
    """What an applicant said to the step that fills `fact`."""

    applicant_id: int = Field(
        primary_key=True,
        foreign_key="applicant.id",
        ondelete="CASCADE",
        sa_type=BigInteger,
        sa_column_kwargs=_WHOSE,
    )
    fact: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)
    reopened: bool = False
    at: datetime = Field(sa_type=Instant)


class HandledUpdate(Row, table=True):
    """The mark that an update was handled. Whose it was is forgotten once its replies are sent."""

    __tablename__ = "handled_update"

    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    applicant_id: int | None = Field(default=None, sa_type=BigInteger, index=True, sa_column_kwargs=_WHOSE)
    at: datetime = Field(sa_type=Instant)
    replies: str | None = Field(default=None, sa_type=Text)
    sent: bool = False


class Question(Row, table=True):
    """A question somebody typed; `ref` is the number of its message, `nearest` are ids of articles that came close."""

    __table_args__ = (UniqueConstraint("asker", "ref"),)

    id: int | None = Field(default=None, primary_key=True)
    asker: int = Field(sa_type=BigInteger, sa_column_kwargs=_WHOSE)
    ref: int = Field(sa_type=BigInteger)
    text: str = Field(sa_type=Text)
    language: str
    state: str = Field(index=True)
    nearest: str = Field(sa_type=Text, description="A JSON list.")
    at: datetime = Field(sa_type=Instant)


class Letter(Row, table=True):
    """A message to send. `applicant_id` is the chat it goes to, `message` is packed by `dialogs.packing`."""

    __table_args__ = (Index("ix_letter_state_due_at", "state", "due_at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    applicant_id: int = Field(sa_type=BigInteger, index=True, sa_column_kwargs=_WHOSE)
    about: str
    message: str = Field(sa_type=Text)
    due_at: datetime = Field(sa_type=Instant)
    state: str = "waiting"
    attempts: int = 0
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    reason: str | None = Field(default=None, sa_type=Text)


class Clock(Row, table=True):
    """One row: by how many seconds the demo's clock is ahead."""

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ahead: int = Field(sa_type=BigInteger)


def table(model: type[Row]) -> Table:
    """The table behind a model, for core statements."""
    return Row.metadata.tables[str(model.__tablename__)]


def of_applicants() -> Iterator[tuple[Table, Column[Any]]]:
    """Every table that holds something about applicants with the column that says whose, parents first."""
    for each in Row.metadata.sorted_tables:
        yield from ((each, column) for column in each.columns if column.info.get(OF_APPLICANT))
