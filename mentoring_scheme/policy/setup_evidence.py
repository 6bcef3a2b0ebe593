"""What can be seen of the steps of setting up a scheme. It is offered as evidence; people say when a step is done (R2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .text import _, several
from .verdicts import Figure, shown


@dataclass(frozen=True)
class SetupFacts:
	"""What a site knows of a scheme that is being set up. A day is that of the first time; None: not yet."""

	eligible_people: int = 0
	consulted: bool = False
	aims: int = 0
	co_ordinators: int = 0
	signed_off_on: date | None = None
	signed_off_by: str = ""
	has_letter: bool = False
	resources: int = 0
	information_session_on: date | None = None
	mentor_applied_on: date | None = None
	mentee_referred_on: date | None = None
	preparation_on: date | None = None
	mentor_approved_on: date | None = None
	introduced_on: date | None = None
	agreement_on: date | None = None
	training_on: date | None = None
	supervision_on: date | None = None
	formal_ending_on: date | None = None
	contact_on: date | None = None
	feedback_on: date | None = None


@dataclass(frozen=True)
class Evidence:
	"""Something that the site shows for a step, as an English sentence with {named} places."""

	step: int
	sentence: str
	figures: Mapping[str, Figure] = field(default_factory=dict, hash=False)

	@property
	def text(self) -> str:
		"""The sentence with its figures, untranslated."""
		return self.sentence.format(**{name: shown(figure) for name, figure in self.figures.items()})


# The first time that something happened, and what that says.
FIRST_TIMES: tuple[tuple[int, str, str], ...] = (
	(9, "information_session_on", _("The first information session was held on {day}.")),
	(9, "mentor_applied_on", _("The first mentor applied on {day}.")),
	(10, "mentee_referred_on", _("The first mentee was referred on {day}.")),
	(11, "preparation_on", _("The first preparation course was held on {day}.")),
	(11, "mentor_approved_on", _("The first mentor was approved on {day}.")),
	(12, "introduced_on", _("The first link was introduced on {day}.")),
	(13, "agreement_on", _("The first agreement was signed by everybody on {day}.")),
	(14, "training_on", _("The first ongoing training was held on {day}.")),
	(14, "supervision_on", _("The first supervision was held on {day}.")),
	(15, "formal_ending_on", _("The first formal ending was recorded for {day}.")),
	(16, "contact_on", _("The first contact was recorded for {day}.")),
	(17, "feedback_on", _("The first feedback was given on {day}.")),
)


def evidence(facts: SetupFacts) -> tuple[Evidence, ...]:
	"""What the site shows, in the order of the steps. Nothing follows from it by itself."""
	found = [*_written(facts), *_first_times(facts)]
	return tuple(sorted(found, key=lambda each: each.step))


def _written(facts: SetupFacts) -> list[Evidence]:
	"""What people have written into the plan and the scheme."""
	found = _numbered(facts)
	if facts.eligible_people:
		found.append(Evidence(1, _("{people} people were counted."), {"people": facts.eligible_people}))
	if facts.consulted:
		found.append(Evidence(1, _("Who was consulted is written down.")))
	if facts.signed_off_on and facts.signed_off_by:
		who: dict[str, Figure] = {"who": facts.signed_off_by, "day": facts.signed_off_on}
		found.append(Evidence(7, _("The policy was signed off by {who} on {day}."), who))
	if facts.has_letter:
		found.append(Evidence(8, _("The scheme has a letter to its people.")))
	return found


def _numbered(facts: SetupFacts) -> list[Evidence]:
	"""What there is one of, or several."""
	counted = (
		(
			2,
			facts.aims,
			_("The scheme has one aim, with its measure and target."),
			_("The scheme has {number} aims, each with its measure and target."),
		),
		(
			6,
			facts.co_ordinators,
			_("The scheme names a co-ordinator."),
			_("The scheme names {number} co-ordinators."),
		),
		(
			8,
			facts.resources,
			_("The guide of the scheme has one entry."),
			_("The guide of the scheme has {number} entries."),
		),
	)
	return [
		Evidence(step, several(number, one, more), {"number": number})
		for step, number, one, more in counted
		if number
	]


def _first_times(facts: SetupFacts) -> list[Evidence]:
	days = ((step, sentence, getattr(facts, name)) for step, name, sentence in FIRST_TIMES)
	return [Evidence(step, sentence, {"day": day}) for step, sentence, day in days if day]
