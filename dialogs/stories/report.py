"""What was understood of a story, for the command line and for a page that asks whether it is right."""

from __future__ import annotations

from typing import Any

from dialogs.stories.story import Story

ORDER = (
    "school_country",
    "graduation_year",
    "graduation_month",
    "student",
    "citizenship",
    "birth_year",
    "family",
    "licence",
    "licence_country",
    "specialist_training",
    "specialty_trained",
    "military",
    *(f"{exam}_{part}" for exam in ("step1", "step2ck", "step3") for part in ("result", "date", "score", "attempts")),
    "oet",
    "oet_date",
    "ecfmg_certified",
    "pathway",
    "us_status",
    "spouse_us_status",
    "visa_wish",
    "us_clinical_experience_months",
    "us_letters",
    "publications",
    "specialty_wish",
    "target_season",
)
"""Every key a story can fill, in the order a doctor would tell them."""


def understood(story: Story) -> dict[str, Any]:
    """The facts of the story in a fixed order: text, whole numbers, true or false, or a list of text; fit for JSON."""
    return {key: story.facts[key] for key in ORDER if key in story.facts}
