"""What a story says of exams, gathered clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dialogs.stories.clauses import Clause
from dialogs.stories.dates import dates
from dialogs.stories.exam_names import EXAMS, Part, parts
from dialogs.stories.lexicon import has
from dialogs.stories.merging import merged
from dialogs.stories.sittings import AHEAD, Sitting, blanked, has_score, sitting
from knowledge.guards import Setting


@dataclass
class Gathered:
    """The statements of a story so far, and the exams its next words may go on about."""

    setting: Setting
    told: dict[str, list[Sitting]] = field(default_factory=dict)
    current: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    asked_in: int = -9
    sentence: int = -1
    result_first: bool = False
    in_sentence: list[str] = field(default_factory=list)

    def hear(self, clause: Clause) -> None:
        if clause.sentence != self.sentence:
            self.in_sentence, self.bare = [], ()
        if not (clause.mine and clause.told):
            self._unsaid(clause)
            return
        for part in parts(clause, self.setting.today):
            self._part(part, clause)

    def _unsaid(self, clause: Clause) -> None:
        """A question or a supposition tells nothing, but the next sentence may answer: `it expires when? I sat it …`"""
        self.current, self.bare = (), ()
        exams = [exam for part in parts(clause, self.setting.today) if part.real for exam in part.exams]
        if exams:
            before = self.topic if self.asked_in == clause.sentence else ()
            self.topic, self.asked_in = tuple(dict.fromkeys((*before, *exams))), clause.sentence

    def _part(self, part: Part, clause: Clause) -> None:
        if part.exams:
            self.topic = tuple(exam for exam in part.exams if exam in EXAMS) or self.topic
        answers = not part.exams and bool(self.topic) and self._answers(part, clause)
        if answers:
            self.current, self.sentence = self.topic, clause.sentence
        if part.exams and not part.real:
            self._beside_another(part)
        elif part.exams:
            self._named(part)
            self.sentence = clause.sentence
        elif self.current and (answers or self._goes_on(part, clause)):
            self._further(part)
            self.sentence = clause.sentence
        elif has(part.text, "exams", "foreign.topics"):
            self.current = ()

    def _beside_another(self, part: Part) -> None:
        """A practice exam, or one of another kind: only that the real one is still to come may be said with it."""
        self.current, self.bare = (), ()
        if part.clause.sentence == self.asked_in and has(part.rest, "exams", "results.not_taken"):
            for exam in self.topic:
                self._add(Sitting(exam, "not_taken"))

    def _answers(self, part: Part, clause: Clause) -> bool:
        """Whether words without an exam's name are about the exam asked about, or "the exam" itself."""
        if has(part.text, "exams", "foreign.topics"):
            return False
        told = has(part.text, "exams", "results.sat", "results.passed", "results.failed", "results.not_taken")
        ahead = self.asked_in == clause.sentence and has(part.text, "exams", "results.booked", "results.meant")
        if ahead and dates(part.text, self.setting.today):
            return True
        if told and self.asked_in in (clause.sentence, clause.sentence - 1):
            return True
        return has(part.text, "exams", "results.exam") and bool(dates(part.text, self.setting.today))

    def _named(self, part: Part) -> None:
        if self.in_sentence and self.told.get(self.in_sentence[-1], [Sitting("")])[-1].kind in AHEAD:
            part = replace(part, ahead=True)
        each_its_own = self._in_turn(part)
        heard = each_its_own or [sitting(exam, part, self.setting) for exam in part.exams]
        if part.generic and not has(part.text, "exams", "results.all"):
            heard = [replace(each, day=None) for each in heard if each.kind == "not_taken"]
        if all(each.empty for each in heard):
            self._bare(part)
            return
        together = tuple(dict.fromkeys((*self.bare, *part.exams)))
        if self.bare:
            heard = [sitting(exam, part, self.setting) for exam in together]
        for each in heard if each_its_own else _shared(heard):
            self._add(each)
        if has(part.rest, "exams", "results.both"):
            self._both([exam for exam in self.in_sentence if exam not in together], heard[-1])
        self.result_first = bool(part.lead.strip()) and not part.rest.strip(" ,.")
        self.current, self.bare = together, ()
        self.in_sentence += together

    def _in_turn(self, part: Part) -> list[Sitting]:
        """`Step 1/CK: pass/243`: as many things told as exams are named."""
        told = re.split(r"\s*/\s*", part.rest.strip(" :=.,"))
        if len(told) != len(part.exams) or len(told) < 2 or part.lead.strip():
            return []
        alone = [Part((exam,), "", f" {text}", part.clause) for exam, text in zip(part.exams, told, strict=True)]
        return [sitting(each.exams[0], each, self.setting) for each in alone]

    def _bare(self, part: Part) -> None:
        """An exam named without more: like the one before it (`passed Step 1, CK`), or else like the next."""
        if part.generic:
            return
        before = self.told.get(self.current[-1], [])[-1:] if self.current and self.result_first else []
        if before and self.in_sentence:
            for exam in part.exams:
                self._add(Sitting(exam, before[0].kind, attempts=before[0].attempts))
        else:
            self.bare += part.exams if _alone(part) else ()
            self.topic, self.asked_in = part.exams, part.clause.sentence
        self.current = part.exams

    def _goes_on(self, part: Part, clause: Clause) -> bool:
        """Whether words without an exam's name are still about the exams named before."""
        if has(part.text, "exams", "foreign.topics") or clause.sentence > self.sentence + 1:
            return False
        found = dates(part.text, self.setting.today)
        left = blanked(part.text, found)
        if found and has(left, "exams", "results.sat"):
            return True
        if has(left, "exams", "results.passed", "results.failed", "results.waiting", "results.last", "results.retake"):
            return True
        if has(left, "exams", "attempts.first") or has(left, "exams", "results.respectively"):
            return True
        if found and _says_nothing(left) and self._without_a_day():
            return True
        if clause.sentence != self.sentence:
            return False
        if has_score(left):
            return True
        ahead = has(left, "exams", "results.not_taken", "results.booked", "results.sat", "results.meant")
        return ahead or _says_nothing(left)

    def _without_a_day(self) -> bool:
        """Whether what was told last still lacks its day."""
        return all(self.told.get(exam, [Sitting(exam)])[-1].day is None for exam in self.current)

    def _further(self, part: Part) -> None:
        if has(part.text, "exams", "results.respectively") and self._distributed(part):
            return
        if has(part.text, "exams", "results.both"):
            seen = [exam for exam in EXAMS if exam in self.told or exam in self.current]
            self._both(seen, sitting(seen[-1], part, self.setting) if seen else Sitting(""))
            return
        heard = [sitting(exam, part, self.setting) for exam in self.current]
        retake = has(part.text, "exams", "results.retake") and not any(each.settled for each in heard)
        for each in () if retake else _shared(heard):
            self._add(replace(each, day=None) if len(heard) > 1 else each)

    def _distributed(self, part: Part) -> bool:
        """`2023.5 and 2024.11 respectively`: one day for each of the exams named together."""
        days = [
            day for when in dates(part.text, self.setting.today) if (day := when.on(self.setting.today, ahead=False))
        ]
        if len(days) != len(self.current):
            return False
        for exam, day in zip(self.current, days, strict=True):
            self._add(Sitting(exam, day=day))
        return True

    def _both(self, exams: Iterable[str], heard: Sitting) -> None:
        """What is said of "both" holds for each of the exams told before; the day and the score are their own."""
        for exam in exams:
            before = self.told.get(exam, [Sitting(exam)])[-1]
            if before.kind in AHEAD and heard.kind != "not_taken":
                continue
            kind = heard.kind if heard.settled or heard.kind == "not_taken" else None
            self._add(Sitting(exam, kind, attempts=heard.attempts))

    def _add(self, each: Sitting) -> None:
        if each.empty:
            return
        earlier = self.told.setdefault(each.exam, [])
        one = merged(earlier[-1], each) if earlier else None
        if one:
            earlier[-1] = one
        else:
            earlier.append(each)


def _alone(part: Part) -> bool:
    """Whether the exams are all the clause says, so that what is said next is said of them too."""
    return not has(part.text, "exams", "results.more") and _says_nothing(part.text)


def _says_nothing(text: str) -> bool:
    return re.search(r"[^\W\d_]{3,}", text.replace("\x00", " ")) is None


def _shared(heard: list[Sitting]) -> Iterator[Sitting]:
    """One score or day told of several exams at once belongs to none of them for certain."""
    for each in heard:
        yield replace(each, score=None) if len(heard) > 1 else each
