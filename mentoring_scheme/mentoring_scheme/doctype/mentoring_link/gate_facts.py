"""What the gates of a link's life look at, gathered from the link and the papers that rest on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, getdate

from mentoring_scheme.mentoring_scheme.concerns.bars import bars_link
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import suspension_facts
from mentoring_scheme.mentoring_scheme.matching.gather import mentee_cases, mentor_cases
from mentoring_scheme.mentoring_scheme.plain_values import YES_NO, date_or_none
from mentoring_scheme.policy.eligibility import PairFacts
from mentoring_scheme.policy.lifecycle import (
	AgreementFacts,
	Answer,
	Consultation,
	Ending,
	EndingRecord,
	Introduction,
	LinkFacts,
	LinkState,
)
from mentoring_scheme.policy.link_values import EndingKind
from mentoring_scheme.policy.states import NOT_STARTED, Stage
from mentoring_scheme.policy.verdicts import Assessment
from mentoring_scheme.policy.wishes import asks_for_a_mentor, assess_wishes

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink


def link_facts(link: MentoringLink, state: str) -> LinkFacts:
	"""Everything that a move of this link out of `state` rests on."""
	return LinkFacts(
		state=LinkState(state),
		start_on=date_or_none(link.start_date),
		mentee_approved_on=date_or_none(link.mentee_approved_on),
		mentor_ssw=_consultation(link.name, "Mentor's SSW"),
		mentee_ssw=_consultation(link.name, "Mentee's SSW"),
		introduction=_introduction(link),
		agreement=_agreement(link),
		suspensions=tuple(map(suspension_facts, link.suspensions)),
		ending=Ending() if state in NOT_STARTED else _ending(link),
		reason=link.status_reason or "",
	)


def pair_facts(link: MentoringLink, open_links: list[Any]) -> PairFacts:
	"""What is known of mentor and mentee as a pair. `open_links`: the mentor's other links that have not ended."""
	mentor, mentee = _people(link)
	role = frappe.db.get_value("Mentor", link.mentor, ["stage", "capacity"], as_dict=True)
	referral = frappe.db.get_value(
		"Mentee", link.mentee, ["under_allegation", "independent_support"], as_dict=True
	)
	supporter = (referral.independent_support or "").strip()
	return PairFacts(
		same_person=link.mentor_participant == link.mentee_participant,
		same_household=bool(mentor.household) and mentor.household == mentee.household,
		other_open_links_of_pair=sum(row.mentee_participant == link.mentee_participant for row in open_links),
		mentor_stage=Stage(role.stage),
		mentor_available=not bars_link(link.mentor_participant, link.name),
		mentor_load=len(open_links),
		mentor_places=cint(role.capacity),
		mentor_born_on=date_or_none(mentor.date_of_birth),
		mentee_born_on=date_or_none(mentee.date_of_birth),
		mentee_under_allegation=bool(cint(referral.under_allegation)),
		independent_supporter=supporter,
		supporter_is_mentor=supporter.casefold() == (mentor.participant_name or "").casefold()
		if supporter
		else False,
	)


def wishes_assessment(link: MentoringLink) -> Assessment:
	"""Whether this mentor is what the mentee asked for (R17, R18)."""
	mentee = mentee_cases([link.mentee])[link.mentee]
	if not asks_for_a_mentor(mentee):
		return Assessment()
	return assess_wishes(mentee, mentor_cases(link.scheme, [mentee], [link.mentor])[link.mentor])


def _people(link: MentoringLink) -> tuple[Any, Any]:
	rows = frappe.get_all(
		"Mentoring Participant",
		filters={"name": ["in", [link.mentor_participant, link.mentee_participant]]},
		fields=["name", "participant_name", "household", "date_of_birth"],
	)
	people = {row.name: row for row in rows}
	return people[link.mentor_participant], people[link.mentee_participant]


def _consultation(link: str, whose: str) -> Consultation:
	row = frappe.db.get_value(
		"Mentoring Consultation",
		{"link": link, "whose": whose},
		["answer", "answered_on", "asked_on", "answer_by"],
		as_dict=True,
	)
	if not row:
		return Consultation()
	return Consultation(
		Answer(row.answer) if row.answer else None,
		date_or_none(row.answered_on),
		date_or_none(row.asked_on),
		date_or_none(row.answer_by),
	)


def _introduction(link: MentoringLink) -> Introduction:
	return Introduction(
		held_on=date_or_none(link.introduction_on),
		mentor_attended=bool(link.mentor_attended),
		mentee_attended=bool(link.mentee_attended),
		mentor_ssw_attended=bool(link.mentor_ssw_attended),
		mentee_ssw_attended=bool(link.mentee_ssw_attended),
		coordinator_attended=bool(link.co_ordinator_attended),
		project_worker_attended=bool(link.project_worker_attended),
		topics_covered=_topics_covered(link),
		mentor_happy=YES_NO.get(link.mentor_happy),
		mentee_happy=YES_NO.get(link.mentee_happy),
	)


def _topics_covered(link: MentoringLink) -> frozenset[str]:
	return frozenset(row.topic for row in link.introduction_topics if row.covered)


def _agreement(link: MentoringLink) -> AgreementFacts:
	"""The agreement in force, or else the one being signed."""
	phone_topics = _topics_covered(link) if link.started_by_phone else frozenset()
	name = frappe.db.get_value(
		"Mentoring Agreement",
		{"link": link.name, "docstatus": ["<", 2]},
		order_by="docstatus desc, creation desc",
	)
	if not name:
		return AgreementFacts(phone_topics_covered=phone_topics)
	agreement = frappe.get_doc("Mentoring Agreement", name)
	signed = {row.party: getdate(row.signed_on) for row in agreement.signatures}
	return AgreementFacts(
		signed_by_mentor_on=signed.get("Mentor"),
		signed_by_mentee_on=signed.get("Mentee"),
		signed_by_ssw_on=signed.get("Mentee's SSW"),
		sections_filled=frozenset(row.section for row in agreement.sections if (row.text or "").strip()),
		phone_topics_covered=phone_topics,
	)


def _ending(link: MentoringLink) -> Ending:
	asked = frappe.get_all("Mentoring Feedback", {"link": link.name, "occasion": "End"}, pluck="given_by")
	return Ending(
		ended_on=date_or_none(link.ended_on),
		kind=EndingKind(link.ending_kind) if link.ending_kind else None,
		reason=link.status_reason or "",
		closing_supervision_on=_closing_supervision_on(link.name),
		reflection_on=date_or_none(link.reflection_on),
		formal_record=EndingRecord(link.formal_ending_by) if link.formal_ending_by else None,
		formal_record_on=date_or_none(link.formal_ending_on),
		agreed_by_mentor=bool(link.mentor_agrees_end),
		agreed_by_mentee=bool(link.mentee_agrees_end),
		mentor_feedback_asked="Mentor" in asked,
		mentee_feedback_asked="Mentee" in asked,
		records_not_agreed=frappe.db.count("Contact Record", {"link": link.name, "docstatus": 0}),
		follow_up=link.follow_up or "",
		reopened=cint(link.reopened),
		bundles_missing=_bundles_missing(link),
	)


def _bundles_missing(link: MentoringLink) -> int:
	last = {"link": link.name, "version": cint(link.reopened) + 1}
	return frappe.db.count("Mentoring File Entry", {**last, "bundle": ["is", "not set"]})


def _closing_supervision_on(link: str) -> date | None:
	supervision = frappe.qb.DocType("Mentoring Supervision")
	row = frappe.qb.DocType("Mentoring Supervision Link")
	held = (
		frappe.qb.from_(supervision)
		.join(row)
		.on(row.parent == supervision.name)
		.select(supervision.supervision_date)
		.where(row.link == link)
		.where(supervision.kind == "Closing")
		.where(supervision.status == "Held")
		.orderby(supervision.supervision_date, order=frappe.qb.desc)
		.limit(1)
		.run()
	)
	return date_or_none(held[0][0]) if held else None
