"""What has reached the end of its time, and what the law says of people's requests (section 10 of the rules)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .choices import CountedFrom, Disposal, Nation, RecordKind
from .months import add_months
from .retention_rules import RetentionRule, rule_for
from .text import _
from .verdicts import Assessment, Finding, passed, refuse

# UK GDPR, Article 12(3): one month, and two more where requests are complex or many. The law's, not a scheme's.
ANSWER_WITHIN_MONTHS = 1
EXTENSION_MONTHS = 2


@dataclass(frozen=True)
class RetentionPolicy:
	"""What one scheme says of keeping records, today: an agreement about a link does not fix how long it is kept."""

	nation: Nation
	rules: tuple[RetentionRule, ...]

	def rule_for(self, kind: RecordKind) -> RetentionRule | None:
		"""The rule for a kind; None where it is kept for good."""
		return rule_for(self.rules, kind, self.nation)


@dataclass(frozen=True)
class Record:
	"""What is known of one record.

	`document`: its type and name. `schemes`: those whose policy it is kept under, all of which must agree. `days`: the
	days that a time may be counted from; one that is missing has not come. `on_hold`: a legal hold lies on it.
	"""

	kind: RecordKind
	document: tuple[str, str]
	schemes: tuple[str, ...]
	days: Mapping[CountedFrom, date] = field(default_factory=dict, hash=False)
	on_hold: bool = False


@dataclass(frozen=True)
class Due:
	"""A record that has reached its day, under the scheme whose rule kept it longest."""

	record: Record
	scheme: str
	rule: RetentionRule
	reached_on: date


def due(records: Iterable[Record], policies: Mapping[str, RetentionPolicy], today: date) -> list[Due]:
	"""What has reached its day by `today`, the earliest first. Never what is on hold, or what a scheme keeps for good."""
	found = [each for record in records if (each := _end_of(record, policies)) and each.reached_on <= today]
	return sorted(found, key=lambda each: (each.reached_on, each.record.document))


def _end_of(record: Record, policies: Mapping[str, RetentionPolicy]) -> Due | None:
	"""Where the time of a record ends; None where it does not, or nobody can say yet."""
	if record.on_hold or not record.schemes:
		return None
	ends = [_end_in(record, scheme, policies[scheme]) for scheme in record.schemes]
	known = [each for each in ends if each is not None]
	if len(known) < len(ends):
		return None
	return max(known, key=lambda each: (each.reached_on, each.rule.then is Disposal.ANONYMISE, each.scheme))


def _end_in(record: Record, scheme: str, policy: RetentionPolicy) -> Due | None:
	rule = policy.rule_for(record.kind)
	start = record.days.get(rule.counted_from) if rule else None
	if rule is None or start is None:
		return None
	return Due(record, scheme, rule, add_months(start, rule.length))


def end_of_tax_year(day: date) -> date:
	"""The 5 April with which the tax year of a day ends."""
	this_year = date(day.year, 4, 5)
	return this_year if day <= this_year else date(day.year + 1, 4, 5)


def answer_due(received_on: date, *, extended: bool = False) -> date:
	"""The last day to answer a person's request: one month from the day it came, three where it is extended."""
	return add_months(received_on, ANSWER_WITHIN_MONTHS + (EXTENSION_MONTHS if extended else 0))


def assess_approval(prepared_by: str, approver: str) -> Assessment:
	"""Whether somebody may approve a list of what is disposed of: not who put it together, empty where a job did."""
	if prepared_by != approver:
		return Assessment((passed("R31", "second-person", _("Another person has prepared it.")),))
	return Assessment(
		(
			refuse(
				"R31",
				"second-person",
				_("You have prepared this list yourself, and a second person has to look at it."),
				_("Ask another manager to approve it."),
			),
		)
	)


@dataclass(frozen=True)
class ReleaseFacts:
	"""A bundle that is about to be given to the person. `undecided`: documents that nobody has decided about yet."""

	identity_confirmed: bool
	third_parties_read: bool
	confidences_decided: bool
	others_removed: bool
	bundle_is_current: bool
	undecided: int


def assess_check(facts: ReleaseFacts) -> Assessment:
	"""Whether somebody may say that they have checked a bundle."""
	steps = (
		("identity", facts.identity_confirmed, _("Confirm who is asking.")),
		(
			"third-parties",
			facts.third_parties_read,
			_("Read the free texts for people who are not the person."),
		),
		("confidences", facts.confidences_decided, _("Decide about what was said in confidence.")),
		("others", facts.others_removed, _("Look through the bundle for names that are left.")),
	)
	open_steps = tuple(
		refuse("R31", code, _("A point of the checklist is open."), remedy)
		for code, done, remedy in steps
		if not done
	)
	return Assessment(open_steps + _stale(facts) + _undecided(facts))


def _stale(facts: ReleaseFacts) -> tuple[Finding, ...]:
	if facts.bundle_is_current:
		return ()
	return (
		refuse(
			"R31",
			"stale",
			_("The bundle is not what the list of documents says."),
			_("Make the bundle again and look it through."),
		),
	)


def _undecided(facts: ReleaseFacts) -> tuple[Finding, ...]:
	if not facts.undecided:
		return ()
	return (
		refuse(
			"R31",
			"undecided",
			_("Nobody has decided about {number} documents yet."),
			_("Say for each whether it goes in, and why."),
			number=facts.undecided,
		),
	)
