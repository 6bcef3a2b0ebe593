"""The life of one link, step by step, each by whoever takes it: proposal, consultation, introduction, support, ending."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.matching.api import shortlist
from mentoring_scheme.policy.states import OPEN
from mentoring_scheme.setup.demo import agreements, endings, outcomes, records, referrals, words
from mentoring_scheme.setup.demo.acting import acting_as, ago, change, insert, move
from mentoring_scheme.setup.demo.plans import LinkPlan
from mentoring_scheme.setup.demo.users import MANAGER
from mentoring_scheme.setup.demo.year import Year

STARTED = ("Active", "Suspended", "Closing", "Closed", "Ended Early")
PROPOSED_BEFORE = 5  # days
EXTENDED = "The placement needs two more months to settle; agreed at the stability meeting."
DIFFERS = "No placement was made in the first months after approval, so support runs from its start."
SUSPENDED = "A matter in the mentor's household is being looked into."
PAUSED = "Serious illness in the mentor's family."


def live(year: Year, plan: LinkPlan) -> None:
	"""Take one link of the plan as far as it has come."""
	mentee = referrals.refer_for_link(year, plan)
	mentor = _choose_mentor(year, plan, mentee)
	with acting_as(year.coordinator):
		link = _propose(year, plan, mentor, mentee)
		link = _consult(year, plan, link)
		link = _introduce(year, plan, link)
		link = _support(year, plan, link)
		link = endings.end(year, plan, link)
		_count(year, plan, mentor, mentee)


def _choose_mentor(year: Year, plan: LinkPlan, mentee: Document) -> Document:
	"""The first of the shortlist for whom no reason is needed; the one with an account is kept for their own mentee."""
	if plan.portal:
		return year.mentors[0]
	if plan.third:
		return year.mentor_with_most()
	others = {mentor.name: mentor for mentor in year.mentors[1:]}
	with acting_as(year.coordinator):
		candidates = shortlist(mentee.name, limit=len(year.mentors))["candidates"]
	suitable = (each for each in candidates if not each["warnings"] and not each["ask_first"])
	return next(others[each["mentor"]] for each in suitable if each["mentor"] in others)


def _count(year: Year, plan: LinkPlan, mentor: Document, mentee: Document) -> None:
	if plan.reach in OPEN:
		year.load[mentor.name] += 1
	if plan.reach == "Declined":
		year.declined.append(mentee)
	if plan.reach == "Suspended":
		year.suspended.append(mentor)


def _propose(year: Year, plan: LinkPlan, mentor: Document, mentee: Document) -> Document:
	link = insert(
		"Mentoring Link",
		mentor=mentor.name,
		mentee=mentee.name,
		support_type=plan.support,
		match_explanation=year.people.pick(words.MATCH),
		decision_reason=plan.reason if plan.third else None,
	)
	# the match is worked out when it is proposed, which for these was some days before their start
	if plan.start:
		link.db_set("matched_on", ago(plan.start + PROPOSED_BEFORE))
	return link


def _consult(year: Year, plan: LinkPlan, link: Document) -> Document:
	if plan.reach == "Proposed" or not link.policy.consult_both_ssws:
		return link
	link = move(link, "Consult social workers")
	asked = frappe.get_all("Mentoring Consultation", {"link": link.name}, ["name", "ssw"], order_by="whose")
	# where the link is still with the social workers, one of them has answered and the other has not
	for consultation in asked[:1] if plan.reach == "Consulting" else asked:
		with acting_as(consultation.ssw):
			change(frappe.get_doc("Mentoring Consultation", consultation.name), answer="Agrees")
	return link


def _introduce(year: Year, plan: LinkPlan, link: Document) -> Document:
	if plan.reach == "Declined":
		return move(change(link, status_reason=plan.reason), "Decline")
	if plan.reach not in ("Introduction", *STARTED):
		return link
	link = move(link, "Arrange introduction")
	if plan.meets_in:
		return change(link, introduction_on=ago(-plan.meets_in))
	link = _meet(link, held=plan.start + 4 if plan.start else 3)
	agreements.agree(year, link, signed=plan.start + 1 if plan.start else None)
	return link


def _meet(link: Document, held: int) -> Document:
	for topic in link.introduction_topics:
		topic.covered = 1
	attended = ("mentor", "mentee", "mentor_ssw", "mentee_ssw", "co_ordinator")
	link.update({f"{who}_attended": 1 for who in attended})
	link.update({"introduction_on": ago(held), "mentor_happy": "Yes", "mentee_happy": "Yes"})
	return link.save()


def _support(year: Year, plan: LinkPlan, link: Document) -> Document:
	if plan.reach not in STARTED:
		return link
	terms = {"start_date": ago(plan.start), "commencement_differs": int(plan.differs)}
	link = change(link, **terms, commencement_reason=DIFFERS if plan.differs else None)
	link = move(link, "Start support")
	outcomes.rate_at_start(year, link)
	link = _suspend(plan, link)
	link = _extend(plan, link)
	if plan.event:
		link = change(link, event_on=ago(plan.event))
	link = _review(year, plan, link)
	records.keep(year, plan, link)
	return link


def _review(year: Year, plan: LinkPlan, link: Document) -> Document:
	"""The reviews that the policy asks for and that have come round (R39)."""
	every = link.policy.support_type(link.support_type).review_every_months * 30
	for days in range(plan.start - every, plan.end or 3, -every) if every else ():
		notes = {
			"held_on": ago(days - 2),
			"with_whom": "Both and the co-ordinator",
			"notes": year.people.pick(words.REVIEWS),
		}
		link.append("reviews", {"due_on": ago(days), "outcome": "Goes on", **notes})
	return link.save() if link.reviews else link


def _suspend(plan: LinkPlan, link: Document) -> Document:
	if not plan.suspended:
		return link
	since, until = plan.suspended
	link.append("suspensions", {"from_date": ago(since), "reason": PAUSED if until else SUSPENDED})
	link = move(link.save(), "Suspend")
	if until is None:
		return link
	link.suspensions[-1].to_date = ago(until)
	return move(link.save(), "Resume")


def _extend(plan: LinkPlan, link: Document) -> Document:
	if not plan.extended:
		return link
	with acting_as(MANAGER.email):
		approved = {"months": plan.extended, "reason": EXTENDED, "approved_by": MANAGER.email}
		link.append("extensions", approved)
		return link.save()
