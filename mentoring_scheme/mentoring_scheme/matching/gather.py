"""The cases of mentees and mentors, gathered for the policy in bulk.

The number of queries is the same for one mentor and for ten thousand. What is gathered of a mentor is what the mentor's
own document says (`mentor_facts`), from the same rows. Permissions are the business of whoever asks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

import frappe
from frappe.utils import cint
from pypika.queries import QueryBuilder
from pypika.terms import Criterion as Condition

from mentoring_scheme.mentoring_scheme.concerns.bars import barred
from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import (
	CHECK_FIELDS,
	Course,
	approval_of,
	check_of,
	course_of,
	facts_from,
	period_of,
)
from mentoring_scheme.mentoring_scheme.matching.characteristics import wishes_by_participant
from mentoring_scheme.mentoring_scheme.matching.people import attributes_of_parents, people_of
from mentoring_scheme.mentoring_scheme.matching.rows import Names, children_of, made_by, named, rows_of
from mentoring_scheme.mentoring_scheme.matching.wishes import wish_of
from mentoring_scheme.policy.checks import CheckFact
from mentoring_scheme.policy.choices import Criterion, MentorKind
from mentoring_scheme.policy.eligibility import Approval, MentorFacts, facts_asked
from mentoring_scheme.policy.matching import EarlierLink, MenteeCase, MentorCase, Wish
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import OPEN, Stage

ENDED_LINK_STATES = ("Closed", "Ended Early", "Declined")
CHOSEN_KIND = {"Peer mentor": MentorKind.PEER, "Traditional mentor": MentorKind.TRADITIONAL}
# What an ended link tells of the pair. Where one of the two moved away, it tells nothing.
WENT_WELL = {
	"Completed": True,
	"Completed early": True,
	"Ending without fault": False,
	"Withdrawn": False,
	"Not resumed after suspension": False,
}
# Beyond so many names, a query for all mentors of the scheme is shorter than one that names them.
MANY = 200

MENTEE_FIELDS = (
	"name",
	"participant",
	"scheme",
	"mentor_choice",
	"under_allegation",
	"independent_support",
	"waiting_since",
)
MENTOR_FIELDS = (
	"name",
	"participant",
	"participant_name",
	"kind",
	"stage",
	"capacity",
	"commitment_confirmed",
	"approved_on",
)
APPROVAL_FIELDS = ("approval_type", "approved_on", "ended_on", "level")
PERIOD_FIELDS = ("from_date", "to_date")
TRAINING_FIELDS = ("training", "mandatory", "due_on", "attended_on")
ALL_FACTS = frozenset(MentorFacts.__dataclass_fields__)


def mentee_cases(names: Collection[str]) -> dict[str, MenteeCase]:
	"""The cases of these mentees, by name."""
	rows = rows_of("Mentee", MENTEE_FIELDS, named(frappe.qb.DocType("Mentee").name, names))
	participants = {row.participant for row in rows}
	personal = wishes_by_participant(participants)
	asked = {wish.criterion for wishes in personal.values() for wish in wishes}
	people = people_of(participants, _approvals(participants), asked)
	topics, wishes, links = attributes_of_parents("Mentee", names), _wishes(names), _open_links(participants)
	return {
		row.name: MenteeCase(
			key=row.name,
			person=people[row.participant],
			topics=topics[row.name].get(Criterion.EXPERTISE, frozenset()),
			wishes=(*wishes[row.name], *personal.get(row.participant, ())),
			kind=CHOSEN_KIND.get(row.mentor_choice),
			under_allegation=bool(cint(row.under_allegation)),
			independent_supporter=(row.independent_support or "").strip(),
			waiting_since=row.waiting_since,
			open_links_with=links[row.participant, row.scheme],
		)
		for row in rows
	}


def mentor_cases(
	scheme: str,
	mentees: Collection[MenteeCase],
	names: Collection[str] | None = None,
	policy: SchemePolicy | None = None,
) -> dict[str, MentorCase]:
	"""The cases of a scheme's mentors, or of those `names` among them, by name, as they stand to these mentees.

	Of their characteristics, those are read that one of the mentees asks for, and no others. `policy`: they are judged
	by this one, and of the rows by which mentors are judged, only those are read that it asks about.
	"""
	some = names if names is not None and len(names) <= MANY else None
	mentors = rows_of("Mentor", MENTOR_FIELDS, _chosen(frappe.qb.DocType("Mentor"), scheme, some))
	if names is not None:
		wanted = set(names)
		mentors = [row for row in mentors if row.name in wanted]
	by_name, by_participant = _sub_query("name", scheme, some), _sub_query("participant", scheme, some)
	asked = {wish.criterion for mentee in mentees for wish in mentee.wishes if wish.personal}
	approvals = _approvals(by_participant)
	people = people_of(by_participant, approvals, asked)
	asked_of_mentors = facts_asked(policy) if policy else ALL_FACTS
	facts = _facts(mentors, approvals, by_name, by_participant, asked_of_mentors)
	decided = children_of(
		"Mentoring Decision", ("finding_key",), "Mentor", by_name, lambda row: row.finding_key
	)
	not_available = barred(by_participant)
	loads, earlier = _loads(by_name), _earlier_links({mentee.person.participant for mentee in mentees})
	return {
		row.name: MentorCase(
			key=row.name,
			person=people[row.participant],
			name=row.participant_name or "",
			kind=MentorKind(row.kind),
			stage=Stage(row.stage),
			available=row.participant not in not_available,
			load=loads.get(row.name, 0),
			places=cint(row.capacity),
			facts=facts[row.name],
			decided=frozenset(decided[row.name]),
			earlier=earlier[row.participant],
		)
		for row in mentors
	}


def waiting(scheme: str, support_type: str | None = None) -> list[str]:
	"""The mentees of a scheme who said yes and have no mentor yet, longest waiting first."""
	filters = {"scheme": scheme, "status": "Waiting"}
	if support_type:
		filters["support_type"] = support_type
	return frappe.get_all("Mentee", filters=filters, pluck="name", order_by="waiting_since asc, name asc")


def _chosen(mentor: Any, scheme: str, names: Collection[str] | None) -> Condition:
	of_scheme = mentor.scheme == scheme
	return of_scheme if names is None else of_scheme & named(mentor.name, names)


def _sub_query(fieldname: str, scheme: str, names: Collection[str] | None) -> QueryBuilder:
	"""A field of the mentors, as a sub-query."""
	mentor = frappe.qb.DocType("Mentor").as_("chosen_mentor")
	return frappe.qb.from_(mentor).select(mentor[fieldname]).where(_chosen(mentor, scheme, names))


def _approvals(participants: Names) -> defaultdict[str, list[Approval]]:
	return children_of(
		"Mentoring Approval", APPROVAL_FIELDS, "Mentoring Participant", participants, approval_of
	)


def _facts(
	mentors: list[Any],
	approvals: defaultdict[str, list[Approval]],
	by_name: Names,
	by_participant: Names,
	asked: Collection[str],
) -> dict[str, MentorFacts]:
	"""What eligibility is judged by, as `mentor_facts` has it for one mentor, as far as it is asked about."""
	periods: defaultdict[str, list[Period]] = defaultdict(list)
	courses: defaultdict[str, list[Course]] = defaultdict(list)
	checks: defaultdict[str, list[CheckFact]] = defaultdict(list)
	if "active_periods" in asked:
		participant = "Mentoring Participant"
		periods = children_of(
			"Mentoring Active Period", PERIOD_FIELDS, participant, by_participant, period_of
		)
	if "trainings" in asked or "attended" in asked:
		courses = children_of("Mentor Training", TRAINING_FIELDS, "Mentor", by_name, course_of)
	if "checks" in asked:
		check = frappe.qb.DocType("Mentor Check")
		checks = made_by(check, "mentor", CHECK_FIELDS, check.mentor.isin(by_name), "name", check_of)
	return {
		row.name: facts_from(
			row, approvals[row.participant], periods[row.participant], courses[row.name], checks[row.name]
		)
		for row in mentors
	}


def _loads(by_name: Names) -> Counter[str]:
	"""The open links of each mentor."""
	link = frappe.qb.DocType("Mentoring Link")
	open_links = link.status.isin(OPEN) & link.mentor.isin(by_name)
	return Counter(row.mentor for row in rows_of("Mentoring Link", ("mentor",), open_links))


def _open_links(participants: Names) -> defaultdict[tuple[str, str], Counter[str]]:
	"""The open links of mentees, by participant and scheme: how many with which mentor."""
	link = frappe.qb.DocType("Mentoring Link")
	open_links = link.status.isin(OPEN) & named(link.mentee_participant, participants)
	found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
	for row in rows_of("Mentoring Link", ("mentee_participant", "mentor_participant", "scheme"), open_links):
		found[row.mentee_participant, row.scheme][row.mentor_participant] += 1
	return found


def _earlier_links(mentees: Names) -> defaultdict[str, dict[str, tuple[EarlierLink, ...]]]:
	"""The links that have ended, in whatever scheme: by the mentor's participant, then by the mentee's."""
	link = frappe.qb.DocType("Mentoring Link")
	ended = link.status.isin(ENDED_LINK_STATES) & named(link.mentee_participant, mentees)
	fieldnames = ("name", "mentor_participant", "mentee_participant", "status", "ending_kind", "ended_on")
	found: defaultdict[str, dict[str, tuple[EarlierLink, ...]]] = defaultdict(dict)
	for row in sorted(rows_of("Mentoring Link", fieldnames, ended), key=lambda row: row.name):
		good = False if row.status == "Declined" else WENT_WELL.get(row.ending_kind)
		of_pair = found[row.mentor_participant].get(row.mentee_participant, ())
		earlier = EarlierLink(row.name, row.ended_on, good)
		found[row.mentor_participant][row.mentee_participant] = (*of_pair, earlier)
	return found


def _wishes(mentees: Names) -> dict[str, list[Wish]]:
	"""The wishes that stand in the mentees' own documents, in their order."""
	row, attribute = frappe.qb.DocType("Mentoring Wish"), frappe.qb.DocType("Mentoring Attribute")
	query = (
		frappe.qb.from_(row)
		.left_join(attribute)
		.on(attribute.name == row.attribute)
		.select(row.parent, row.criterion, row.strength, row.approval_type, row.miles)
		.select(attribute.attribute.as_("words"))
		.where((row.parenttype == "Mentee") & named(row.parent, mentees))
		.orderby(row.idx)
	)
	found: defaultdict[str, list[Wish]] = defaultdict(list)
	for each in query.run(as_dict=True):
		found[each.parent].append(wish_of(each, each.words))
	return found
