"""Working out a round: people are read in a constant number of queries, and their pairs are kept in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round import pinned, sentences
from mentoring_scheme.mentoring_scheme.matching import gather
from mentoring_scheme.mentoring_scheme.matching.shown import contributions, of_hundred
from mentoring_scheme.mentoring_scheme.policy_source import (
	policy_of_scheme,
	policy_of_version,
	version_in_force,
)
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, message_of, problem_of, remedy_of
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.matching import WISH_NOT_KNOWN, Candidate, MenteeCase, MentorCase, weigh
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Finding, Severity
from mentoring_scheme.rounds import LockRefused, Round, RoundPair, round_of, weeks_waited

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round.mentoring_matching_round import (
		MentoringMatchingRound,
	)

PAIR = "Mentoring Round Pair"
KEPT_BY_PLATFORM = (
	"name",
	"owner",
	"modified_by",
	"creation",
	"modified",
	"parent",
	"parenttype",
	"parentfield",
	"idx",
)
NO_MATCH = {"lowest": 0, "highest": 0, "contributions": "[]", "warnings": "[]"}


@dataclass(frozen=True)
class People:
	"""Everybody who takes part, by name of their document, and what they are called."""

	mentees: Mapping[str, MenteeCase]
	mentors: Mapping[str, MentorCase]
	names: Mapping[str, str]


def work_out(matching_round: MentoringMatchingRound) -> None:
	"""Work the pairs out anew and keep them in the place of those before.

	The rows go into the table in one statement. Through the document each would be saved by itself, with a query for each
	of its links, although nobody has typed anything into them.
	"""
	version = version_in_force(matching_round.scheme)
	people = _people(matching_round)
	found = _brought_together(matching_round, people, policy_of_version(version))
	matching_round.pairs = []
	matching_round.update(
		{
			"status": "Worked out",
			"calculated_on": now_datetime(),
			"policy_version": version,
			"mentees_waiting": len(found.pairs),
			"places_free": found.free_places,
			"matched": found.matched,
			"one_by_one_matched": found.one_by_one_matched,
			"total_score": of_hundred(found.scores),
			"one_by_one_total": of_hundred(found.one_by_one_scores),
			"total_worth": of_hundred(found.total),
			"one_by_one_worth": of_hundred(found.one_by_one_total),
		}
	)
	# the comment tells of it; a version would hold every row that went
	matching_round.save(ignore_version=True)
	_keep(matching_round, _rows(found.pairs, people, policy_of_version(version)))
	matching_round.add_comment("Info", sentences.summary(matching_round))


# --- who takes part


def _people(matching_round: MentoringMatchingRound) -> People:
	waiting = gather.waiting(matching_round.scheme, matching_round.support_type or None)
	mentees = gather.mentee_cases(waiting)
	mentors = gather.mentor_cases(matching_round.scheme, mentees.values())
	names = frappe.get_all("Mentee", {"name": ["in", waiting]}, ["name", "participant_name"], as_list=True)
	return People(
		{name: mentees[name] for name in waiting},
		mentors,
		dict(names) | {name: case.name for name, case in mentors.items()},
	)


def _brought_together(matching_round: MentoringMatchingRound, people: People, policy: SchemePolicy) -> Round:
	_check_locked_people(matching_round, people)
	try:
		return round_of(
			list(people.mentees.values()),
			list(people.mentors.values()),
			policy,
			getdate(today()),
			locked=pinned.locked(matching_round),
			excluded=pinned.excluded(matching_round),
			ask_first_too=bool(matching_round.ask_first_too),
		)
	except LockRefused as error:
		frappe.throw(problem_of(_named_in(error, people.names)), RuleRefusal, title=_("Locked pairs"))


def _check_locked_people(matching_round: MentoringMatchingRound, people: People) -> None:
	"""Only somebody who takes part can be locked; whoever is in a link by now has a mentor."""
	for pin in matching_round.pins:
		if pin.pin == pinned.LOCK and pin.mentee not in people.mentees:
			frappe.throw(
				_(
					"{0} is locked with {1} but takes no part in this round: only mentees who wait for a mentor do, and of these only those whom the round is for. Remove the lock."
				).format(pin.mentee_name, pin.mentor_name),
				title=_("Locked pairs"),
			)


# --- what is kept of each pair


def _rows(pairs: Iterable[RoundPair], people: People, policy: SchemePolicy) -> list[dict[str, Any]]:
	return [_row(pair, people, policy) for pair in pairs]


def _row(pair: RoundPair, people: People, policy: SchemePolicy) -> dict[str, Any]:
	mentee = people.mentees[pair.mentee]
	row: dict[str, Any] = {
		"mentee": pair.mentee,
		"mentee_name": people.names[pair.mentee],
		"weeks_waited": weeks_waited(mentee.waiting_since, getdate(today())),
		"mentor": pair.mentor,
		"mentor_name": people.names.get(pair.mentor),
		"score": of_hundred(pair.score or 0),
		"one_by_one_mentor": pair.one_by_one,
		"one_by_one_name": people.names.get(pair.one_by_one),
		"one_by_one_score": of_hundred(pair.one_by_one_score or 0),
		"locked": int(pair.locked),
		"explanation": _explained(pair, people),
		**NO_MATCH,
	}
	if pair.mentor:
		mentor = people.mentors[pair.mentor]
		row |= _match(weigh(mentee, mentor, policy, getdate(today())), mentor, policy)
	return row


def _explained(pair: RoundPair, people: People) -> str:
	"""Why the two ways differ, or why there is nobody, and then what can be done.

	What is to be asked first stands among the warnings.
	"""
	findings = [
		_with_names(finding, people.names) for finding in pair.explanation if finding.code != WISH_NOT_KNOWN
	]
	said = [*map(message_of, findings), *map(remedy_of, findings)]
	return " ".join(filter(None, dict.fromkeys(said)))


def _match(candidate: Candidate, mentor: MentorCase, policy: SchemePolicy) -> dict[str, Any]:
	"""What speaks for the pair, personal criteria without a name; and what the rules ask a reason for."""
	return {
		"lowest": of_hundred(candidate.lowest),
		"highest": of_hundred(candidate.highest),
		"contributions": frappe.as_json(contributions(candidate, policy, named=False), indent=None),
		"warnings": frappe.as_json(_warnings(candidate, mentor), indent=None),
	}


def warnings_now(scheme: str, mentee: str, mentor: str) -> list[dict[str, str]]:
	"""What the rules ask a reason for, should these two be proposed as things stand."""
	mentees = gather.mentee_cases([mentee])
	case = gather.mentor_cases(scheme, mentees.values(), [mentor])[mentor]
	return _warnings(weigh(mentees[mentee], case, policy_of_scheme(scheme), getdate(today())), case)


def _warnings(candidate: Candidate, mentor: MentorCase) -> list[dict[str, str]]:
	outstanding = candidate.assessment.outstanding(mentor.decided)
	return [
		{"rule": each.rule, "text": message_of(each), "remedy": remedy_of(each)}
		for each in outstanding
		if each.severity is Severity.WARN
	]


def _keep(matching_round: MentoringMatchingRound, rows: list[dict[str, Any]]) -> None:
	if not rows:
		return
	here = (matching_round.name, matching_round.doctype, "pairs")
	user, now = frappe.session.user, now_datetime()
	values = [
		(frappe.generate_hash(length=10), user, user, now, now, *here, idx, *row.values())
		for idx, row in enumerate(rows, 1)
	]
	frappe.db.bulk_insert(PAIR, [*KEPT_BY_PLATFORM, *rows[0]], values)


# --- names in place of keys


def _with_names(finding: Finding, names: Mapping[str, str]) -> Finding:
	"""A finding of a round, whose figures name people by their documents."""
	return replace(finding, figures={key: _named(value, names) for key, value in finding.figures.items()})


def _named_in(error: LockRefused, names: Mapping[str, str]) -> PolicyError:
	figures = {key: _named(value, names) for key, value in error.figures.items()}
	if error.finding:
		figures["reason"] = message_of(error.finding)
	return PolicyError(error.field, error.problem, **figures)


def _named(value: Any, names: Mapping[str, str]) -> Any:
	"""The name of whoever is meant; points as plain numbers, since what the desk makes of a Decimal is an amount of money."""
	if isinstance(value, Decimal):
		return f"{value.normalize():f}"
	return names.get(value, value) if isinstance(value, str) else value
