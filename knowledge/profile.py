"""The facts about an applicant, and the words of the field they are told in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.days import PartialDate


class Language(StrEnum):
    EN = "en"
    KO = "ko"
    ZH = "zh"


class Consent(StrEnum):
    GIVEN = "given"


class StudyStage(StrEnum):
    STUDENT = "student"
    GRADUATED = "graduated"


class Licence(StrEnum):
    """A licence for unsupervised practice outside the United States."""

    VALID = "valid"
    HELD_BEFORE = "held_before"
    PASSED_NOT_ISSUED = "passed_not_issued"
    NONE = "none"


class Sanction(StrEnum):
    NONE = "none"
    PAST_YEAR = "past_year"
    EARLIER = "earlier"
    NOT_SAID = "not_said"


class Training(StrEnum):
    """Residency at home."""

    NONE = "none"
    IN_TRAINING = "in_training"
    LEFT = "left"
    COMPLETED = "completed"


class Military(StrEnum):
    """Korean military service."""

    SERVED = "served"
    SERVING = "serving"
    NOT_YET = "not_yet"
    NOT_APPLICABLE = "not_applicable"


class OfficerCandidate(StrEnum):
    SIGNED = "signed"
    NOT_SIGNED = "not_signed"
    NOT_SURE = "not_sure"


class ExamResult(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_TAKEN = "not_taken"


class Application(StrEnum):
    """The Application for ECFMG Certification."""

    APPROVED = "approved"
    IN_REVIEW = "in_review"
    NOT_YET = "not_yet"


class Certificate(StrEnum):
    HELD = "held"
    NOT_YET = "not_yet"


class NoDay(StrEnum):
    """Instead of a day: there is none (a certificate without an end, an exam not booked)."""

    NONE = "none"


class PathwayState(StrEnum):
    ACCEPTED = "accepted"
    IN_REVIEW = "in_review"
    NOT_SENT = "not_sent"


class Verification(StrEnum):
    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_SENT = "not_sent"
    NOT_SURE = "not_sure"


class UsStatus(StrEnum):
    NONE = "none"
    GREEN_CARD = "green_card"
    J1 = "j1"
    F1 = "f1"
    DEPENDENT = "dependent"
    OTHER = "another"


class VisaWish(StrEnum):
    J1 = "j1"
    H1B = "h1b"
    EITHER = "either"
    NOT_SURE = "not_sure"


class PastJ1(StrEnum):
    NEVER = "never"
    RESEARCH = "research"
    CLINICAL = "clinical"


class Family(StrEnum):
    ALONE = "alone"
    SPOUSE = "spouse"
    SPOUSE_AND_CHILDREN = "spouse_and_children"
    CHILDREN = "children"


class Usce(StrEnum):
    """US clinical experience."""

    NONE = "none"
    UP_TO_ONE_MONTH = "up_to_one_month"
    TWO_TO_THREE_MONTHS = "two_to_three_months"
    FOUR_MONTHS_OR_MORE = "four_months_or_more"


class Publications(StrEnum):
    NONE = "none"
    ONE_TO_FOUR = "one_to_four"
    FIVE_OR_MORE = "five_or_more"


class Applied(StrEnum):
    YES = "yes"
    NOT_YET = "not_yet"


class LettersWanted(StrEnum):
    DEADLINES = "deadlines"
    DEADLINES_AND_NEWS = "deadlines_and_news"
    NONE = "none"


Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{2,40}$")]
TargetSeason = Annotated[str, StringConstraints(pattern=r"^(20\d\d|later|not_sure)$")]
Attempts = Annotated[int, Field(ge=1, le=4)]
Score = Annotated[int, Field(ge=1, le=300)]
FewYears = Annotated[int, Field(ge=0, le=60)]

UNDECIDED = "undecided"


class Profile(BaseModel):
    """What is known about one applicant; None is "not known".

    Countries are ISO 3166 codes. Attempts and letters are counts of which 4 and 3 mean "or more". Exam days are the
    days of sitting, never of the result. `target_season` is the year of the Match, `later` or `not_sure`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language | None = None
    consent: Consent | None = None
    stage: StudyStage | None = None
    school_country: Country | None = None
    school: Annotated[str, StringConstraints(max_length=120)] | None = None
    citizenship: Country | None = None
    graduated_on: PartialDate | None = None
    graduates_on: PartialDate | None = None
    licence: Licence | None = None
    sanction: Sanction | None = None
    training: Training | None = None
    training_specialty: Key | None = None
    training_years: FewYears | None = None
    practice_years: FewYears | None = None
    military: Military | None = None
    birth_year: Annotated[int, Field(ge=1930, le=2020)] | None = None
    officer_candidate: OfficerCandidate | None = None
    discharged_on: PartialDate | None = None
    step1_result: ExamResult | None = None
    step1_passed_on: PartialDate | None = None
    step1_score: Score | None = None
    step1_attempts: Attempts | None = None
    step1_last_sat_on: PartialDate | None = None
    step2_ck_result: ExamResult | None = None
    step2_ck_passed_on: PartialDate | None = None
    step2_ck_score: Score | None = None
    step2_ck_attempts: Attempts | None = None
    step2_ck_last_sat_on: PartialDate | None = None
    step2_ck_booked_on: PartialDate | NoDay | None = None
    step2_cs: ExamResult | None = None
    certification_application: Application | None = None
    ecfmg_certificate: Certificate | None = None
    certificate_valid_until: PartialDate | NoDay | None = None
    oet_result: ExamResult | None = None
    oet_passed_on: PartialDate | None = None
    pathway: PathwayState | None = None
    diploma_verified: Verification | None = None
    step3_result: ExamResult | None = None
    step3_passed_on: PartialDate | None = None
    step3_score: Score | None = None
    step3_attempts: Attempts | None = None
    step3_last_sat_on: PartialDate | None = None
    us_status: UsStatus | None = None
    visa_wish: VisaWish | None = None
    past_j1: PastJ1 | None = None
    family: Family | None = None
    usce: Usce | None = None
    us_letters: Annotated[int, Field(ge=0, le=3)] | None = None
    publications: Publications | None = None
    specialty_wish: Key | None = None
    target_season: TargetSeason | None = None
    applied: Applied | None = None
    interviews: Annotated[int, Field(ge=0, le=200)] | None = None
    zone: Annotated[str, StringConstraints(max_length=60)] | None = None
    letters_wanted: LettersWanted | None = None

    @property
    def match_year(self) -> int | None:
        """The year of the Match aimed at, where one was named."""
        return int(self.target_season) if self.target_season and self.target_season.isdigit() else None

    @property
    def graduation(self) -> PartialDate | None:
        """The month of graduation, past or expected."""
        return self.graduated_on or self.graduates_on

    @property
    def needs_visa(self) -> bool | None:
        """Whether a visa for training is needed: not for citizens and green card holders. None: not known."""
        if self.citizenship == "US" or self.us_status is UsStatus.GREEN_CARD:
            return False
        return None if self.citizenship is None or self.us_status is None else True


FACTS = tuple(Profile.model_fields)
