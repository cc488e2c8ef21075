"""Everything that goes out unasked. Never imports what comes in, nor the store: it is given a desk with letters."""

from bot.courier.connection import TokenRejected, Unreachable
from bot.courier.courier import Courier, Plan
from bot.courier.desk import Letter, LetterDesk
from bot.courier.sweep import Post, Swept, sweep

__all__ = [
    "Courier",
    "Letter",
    "LetterDesk",
    "Plan",
    "Post",
    "Swept",
    "TokenRejected",
    "Unreachable",
    "sweep",
]
