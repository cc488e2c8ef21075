"""What the bot remembers. `Store` is the door; everything else here is what goes through it."""

from bot.store.engine import UnknownDatabase
from bot.store.outbox import Outbox
from bot.store.records import (
    ApplicantColumns,
    ApplicantRecord,
    Handled,
    Letter,
    QuestionRecord,
    Unsent,
)
from bot.store.store import Store
from bot.store.unit import Unit
from dialogs.events import QuestionState
from dialogs.letters import NewLetter

__all__ = [
    "ApplicantColumns",
    "ApplicantRecord",
    "Handled",
    "Letter",
    "NewLetter",
    "Outbox",
    "QuestionRecord",
    "QuestionState",
    "Store",
    "Unit",
    "UnknownDatabase",
    "Unsent",
]
