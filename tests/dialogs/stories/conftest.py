"""What the tests of reading stories share."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.files import load_calendar, load_numbers
from knowledge.guards import Setting


@pytest.fixture(scope="session")
def setting() -> Setting:
    """22 November 2026, with the numbers and the calendar of the package."""
    return Setting(date(2026, 11, 22), load_numbers(), load_calendar())
