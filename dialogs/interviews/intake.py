"""The intake: what a road needs to know, in five chapters. Only what applies is asked."""

from __future__ import annotations

from dialogs.interview import Chapter, Interview, Step
from dialogs.kinds import (
    Choice,
    CountryName,
    Day,
    Number,
    OneOf,
    PastDay,
    SeasonChoice,
    Text,
    Year,
    YearMonth,
    ZoneName,
)
from dialogs.kinds import SpecialtyName as Specialty
from knowledge.guards import Every, Is, Known, Not, SeasonBegun, Some, WasInForce
from knowledge.profile import (
    UNDECIDED,
    Application,
    Applied,
    Certificate,
    Consent,
    ExamResult,
    Family,
    Language,
    LettersWanted,
    Licence,
    Military,
    NoDay,
    OfficerCandidate,
    PastJ1,
    PathwayState,
    Publications,
    Sanction,
    StudyStage,
    Training,
    Usce,
    UsStatus,
    Verification,
    VisaWish,
)

GRADUATE = Is("stage", StudyStage.GRADUATED)
STUDENT = Is("stage", StudyStage.STUDENT)
TRAINED = Is("training", Training.IN_TRAINING, Training.LEFT, Training.COMPLETED)
NO_CERTIFICATE = Not(Is("ecfmg_certificate", Certificate.HELD))
WITHOUT_CERTIFICATE = Some(Not(Known("ecfmg_certificate")), NO_CERTIFICATE)
NEEDS_VISA = Every(Not(Is("citizenship", "US")), Not(Is("us_status", UsStatus.GREEN_CARD)))
NO_STEP_TAKEN = Every(Is("step1_result", ExamResult.NOT_TAKEN), Is("step2_ck_result", ExamResult.NOT_TAKEN))


def exam(name: str, *, taken: Every | Is | None = None, scored: WasInForce | None = None) -> tuple[Step, ...]:
    """The steps about one exam; `scored` where only some test days have a score."""
    passed = Is(f"{name}_result", ExamResult.PASSED)
    return (
        Step(f"{name}_result", OneOf(ExamResult), when=taken),
        Step(f"{name}_passed_on", PastDay(), when=passed),
        Step(f"{name}_score", Number(1, 300), when=Every(passed, scored) if scored else passed, optional=True),
        Step(
            f"{name}_attempts",
            Choice("1", "2", "3", "4"),
            when=Is(f"{name}_result", ExamResult.PASSED, ExamResult.FAILED),
        ),
        Step(f"{name}_last_sat_on", PastDay(), when=Is(f"{name}_result", ExamResult.FAILED)),
    )


BASICS = Chapter(
    "basics",
    (
        Step("language", OneOf(Language)),
        Step("consent", OneOf(Consent)),
        Step("stage", OneOf(StudyStage)),
        Step("school_country", CountryName("KR", "CN", "IN")),
        Step("school", Text(), optional=True),
        Step("citizenship", CountryName("KR", "US", "CN")),
        Step("graduated_on", YearMonth(), when=GRADUATE),
        Step("graduates_on", YearMonth(future=True), when=STUDENT),
    ),
)

CREDENTIALS = Chapter(
    "credentials",
    (
        Step("licence", OneOf(Licence), when=GRADUATE),
        Step("sanction", OneOf(Sanction), when=Is("licence", Licence.VALID, Licence.HELD_BEFORE), optional=True),
        Step("training", OneOf(Training), when=GRADUATE),
        Step("training_specialty", Specialty("internal_medicine", "family_medicine"), when=TRAINED),
        Step("training_years", Number(0, 15), when=TRAINED),
        Step("practice_years", Number(0, 60), when=Is("training", Training.COMPLETED)),
        Step("military", OneOf(Military), when=Is("citizenship", "KR")),
        Step("birth_year", Year(), when=Is("military", Military.NOT_YET)),
        Step("officer_candidate", OneOf(OfficerCandidate), when=Every(Is("military", Military.NOT_YET), GRADUATE)),
        Step("discharged_on", YearMonth(future=True), when=Is("military", Military.SERVING)),
    ),
)

EXAMS = Chapter(
    "exams",
    (
        *exam("step1", scored=WasInForce("step1_passed_on", "step1_reported_as", "three_digit")),
        *exam("step2_ck"),
        Step(
            "step2_ck_booked_on",
            Day(none=NoDay.NONE),
            when=Not(Is("step2_ck_result", ExamResult.PASSED)),
            optional=True,
        ),
        Step(
            "step2_cs",
            OneOf(ExamResult),
            when=Some(
                WasInForce("step1_passed_on", "step2_cs_offered", True),
                WasInForce("step2_ck_passed_on", "step2_cs_offered", True),
            ),
        ),
        Step("certification_application", OneOf(Application), when=NO_STEP_TAKEN),
        Step(
            "ecfmg_certificate",
            OneOf(Certificate),
            when=Every(Is("step1_result", ExamResult.PASSED), Is("step2_ck_result", ExamResult.PASSED)),
        ),
        Step("certificate_valid_until", Day(none=NoDay.NONE), when=Is("ecfmg_certificate", Certificate.HELD)),
        Step(
            "oet_result",
            OneOf(ExamResult),
            when=Every(WITHOUT_CERTIFICATE, Some(Not(Known("step2_cs")), Not(Is("step2_cs", ExamResult.PASSED)))),
        ),
        Step("oet_passed_on", PastDay(), when=Is("oet_result", ExamResult.PASSED)),
        Step(
            "pathway",
            OneOf(PathwayState),
            when=Every(
                WITHOUT_CERTIFICATE,
                Some(Is("oet_result", ExamResult.PASSED), Is("step2_ck_result", ExamResult.PASSED)),
            ),
        ),
        Step("diploma_verified", OneOf(Verification), when=Every(GRADUATE, WITHOUT_CERTIFICATE)),
        *exam("step3", taken=Is("ecfmg_certificate", Certificate.HELD)),
    ),
)

VISA = Chapter(
    "visa",
    (
        Step("us_status", OneOf(UsStatus), when=Not(Is("citizenship", "US"))),
        Step("visa_wish", OneOf(VisaWish), when=NEEDS_VISA),
        Step("past_j1", OneOf(PastJ1), when=NEEDS_VISA),
        Step("family", OneOf(Family), when=NEEDS_VISA, optional=True),
    ),
)

GOAL = Chapter(
    "goal",
    (
        Step("usce", OneOf(Usce)),
        Step("us_letters", Choice("0", "1", "2", "3")),
        Step("publications", OneOf(Publications), optional=True),
        Step(
            "specialty_wish",
            Specialty("internal_medicine", "family_medicine", "pediatrics", "psychiatry", none=UNDECIDED),
        ),
        Step("target_season", SeasonChoice()),
        Step("applied", OneOf(Applied), when=SeasonBegun("target_season", "eras_submit")),
        Step("interviews", Number(0, 200), when=Is("applied", Applied.YES), optional=True),
        Step("zone", ZoneName()),
        Step("letters_wanted", OneOf(LettersWanted)),
    ),
)

INTAKE = Interview("intake", (BASICS, CREDENTIALS, EXAMS, VISA, GOAL))
