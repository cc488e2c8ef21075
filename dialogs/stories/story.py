"""A whole story read at once: the facts it is sure of, and what they answer in the intake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogs.stories.clauses import clauses
from dialogs.stories.corrections import corrected
from dialogs.stories.credentials import credentials, licence_stated
from dialogs.stories.exams import exams
from dialogs.stories.goals import goals, wished
from dialogs.stories.normal import normal
from dialogs.stories.preparation import preparation
from dialogs.stories.responses import Aside, responses
from dialogs.stories.schooling import schooling
from dialogs.stories.service import service
from dialogs.stories.standing import standing
from knowledge.guards import Setting
from knowledge.profile import Language


@dataclass(frozen=True)
class Story:
    """What was understood of a story.

    `facts` holds what is certain, under the keys and with the values of the stories' own vocabulary: dates as text,
    as exact as they were told; countries as ISO codes, a list for two citizenships. `responses` holds the same as
    responses to the steps of the intake, by the fact each fills, where they map for certain.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    responses: Mapping[str, str] = field(default_factory=dict)


def read(text: str, setting: Setting, language: Language) -> Story:
    """The story in any of the three languages, or in a mixture; `language` is the applicant's own.

    Dates are read as seen from `setting.today`. What is not certain is not read; a text without any fact gives an
    empty story.
    """
    told = clauses(corrected(normal(text, language), setting.today))
    facts = schooling(told, setting)
    facts |= credentials(told, facts) | service(told, setting.today) | standing(told, setting)
    facts |= exams(told, setting) | preparation(told, setting.today) | goals(told, setting)
    if facts.get("licence") == "home_country" and "student" not in facts:
        facts["student"] = False
    return Story(facts, responses(facts, Aside(licence_stated(told), wished(told)), setting))
