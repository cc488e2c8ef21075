"""One applicant in one interview: ask, hear, tapped, back, skip, change. Pure: it says what to keep and to send."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from dialogs import cards, summary
from dialogs.events import Applicant, Keep, Outcome, Reopen
from dialogs.interview import SKIPPED, Interview, Place, Response, Step, Transcript
from dialogs.kinds import OTHER, Unreadable
from dialogs.message import Place as Where
from dialogs.message import Reply
from dialogs.wording import Words


@dataclass(frozen=True)
class Sitting:
    """The interview as it stands with one applicant, derived from their responses alone."""

    interview: Interview
    applicant: Applicant
    words: Words

    @property
    def place(self) -> Place:
        """The facts so far and the step still open."""
        return self._walk(self.applicant.transcript)

    def ask(self, where: Where = Where.NEW, lead: str = "") -> Outcome:
        """The open question, or the summary at the end. `lead` is HTML put before it as it is."""
        return Outcome((self._next(self.applicant.transcript, where, lead),))

    def hear(self, text: str, where: Where = Where.MOVE) -> Outcome:
        """A typed reply to the open step; raises Unreadable where it is not certain what it says."""
        step = self._open()
        response = step.kind.hear(text, cards.hearing(step, self.words))
        return self._keep(step, response, where, echoed=True)

    def again(self, reason: str) -> Outcome:
        """The open question once more, after a reply that could not be read."""
        return self.ask(Where.MOVE, cards.again(self._open(), reason, self.words) + "\n")

    def answered(self, fact: str, option: str) -> Outcome:
        """A tapped option. A button of a step that is not open gets a kind answer and writes nothing."""
        step = self.interview.step(fact)
        if step is None or not self._offers(step, option):
            return Outcome(notice=self.words("talk.outdated"))
        if self.place.open is step:
            return self._keep(step, option, Where.EDIT, echoed=False)
        earlier = self.applicant.transcript.get(fact)
        if earlier is None or step not in self.place.passed:
            return Outcome(notice=self.words("talk.outdated"))
        if earlier.text == option:
            return Outcome(notice=self.words("talk.noted_already"))
        return Outcome((Reply(summary.change_offer(step, earlier, self.words)),), notice=self.words("talk.answered"))

    def other(self, fact: str) -> Outcome:
        """ "Another …" was tapped: the same step, to be written."""
        if not self._is_open(fact):
            return Outcome(notice=self.words("talk.outdated"))
        return Outcome((Reply(cards.writing(self.interview, self.place, self.words), Where.EDIT, card=True),))

    def why(self, fact: str) -> Outcome:
        """Why the open step is asked, in front of it."""
        if not self._is_open(fact):
            return Outcome(notice=self.words("talk.outdated"))
        return self.ask(Where.EDIT, self.words(f"intake.{fact}.why") + "\n")

    def skip(self, fact: str) -> Outcome:
        """The open step stays unknown, where it may be skipped."""
        step = self.interview.step(fact)
        if step is None or not step.optional or not self._is_open(fact):
            return Outcome(notice=self.words("talk.outdated"))
        return self._keep(step, SKIPPED, Where.EDIT, echoed=False)

    def back(self, fact: str) -> Outcome:
        """The step before the open one is asked again; what it held stays until it is answered anew."""
        earlier = [step for step in self.place.passed if step.fact not in cards.SILENT]
        if not self._is_open(fact):
            return Outcome(notice=self.words("talk.outdated"))
        if not earlier:
            return Outcome(notice=self.words("talk.first"))
        return self.change(earlier[-1].fact)

    def change(self, fact: str, where: Where = Where.EDIT) -> Outcome:
        """A step answered before is asked again, where it still concerns the applicant."""
        step = self.interview.step(fact)
        earlier = self.applicant.transcript.get(fact)
        if step is None or earlier is None or not self._applies(step):
            return Outcome(notice=self.words("talk.outdated"))
        transcript = {**self.applicant.transcript, fact: replace(earlier, reopened=True)}
        return Outcome((self._next(transcript, where, ""),), (Reopen(fact),))

    def unchanged(self, fact: str) -> Outcome:
        """The reopened step keeps its reply."""
        step, earlier = self.interview.step(fact), self.applicant.transcript.get(fact)
        if step is None or earlier is None or not self._is_open(fact):
            return Outcome(notice=self.words("talk.outdated"))
        return self._keep(step, earlier.text, Where.EDIT, echoed=False)

    def told(self, fact: str) -> Markup:
        """What was said to a step, as the summary says it; KeyError for one that was not answered."""
        step = self.interview.step(fact)
        if step is None:
            raise KeyError(fact)
        return Markup(cards.told(step, self.applicant.transcript[fact].text, self.words))

    def _open(self) -> Step:
        step = self.place.open
        if step is None:
            raise Unreadable("finished")
        return step

    def _is_open(self, fact: str) -> bool:
        step = self.place.open
        return step is not None and step.fact == fact

    def _applies(self, step: Step) -> bool:
        return step.when is None or step.when(self.place.facts, self.words.setting) is True

    def _offers(self, step: Step, option: str) -> bool:
        offered = option in cards.labels(step, self.words) and option in step.kind.options(self.words.setting)
        return offered and option != OTHER

    def _keep(self, step: Step, response: str, where: Where, *, echoed: bool) -> Outcome:
        transcript = {**self.applicant.transcript, step.fact: Response(response)}
        lead = self._lead(step, response, echoed)
        return Outcome((self._next(transcript, where, lead),), (Keep(step.fact, response),))

    def _lead(self, step: Step, response: str, echoed: bool) -> str:
        earlier = self.applicant.transcript.get(step.fact)
        if response == SKIPPED or (earlier and earlier.text == response):
            return ""
        between = self.words("common.between")
        if earlier and earlier.reopened and earlier.text != SKIPPED:
            return self.words("talk.changed", told=Markup(cards.told(step, response, self.words))) + between
        said = cards.echo(step, response, self.words) if echoed else ""
        return said and said + between

    def _next(self, transcript: Transcript, where: Where, lead: str) -> Reply:
        place = self._walk(transcript)
        if place.open is None:
            return Reply(summary.page(self.interview, transcript, place, self.words, lead), where, card=True)
        current = transcript.get(place.open.fact)
        made = cards.card(self.interview, place, self.words, lead=lead, current=current)
        return Reply(made, where, card=True)

    def _walk(self, transcript: Transcript) -> Place:
        return self.interview.walk(transcript, self.words.setting)
