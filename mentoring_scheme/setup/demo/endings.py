"""How a link ends: closing supervision, reflection, the formal ending, feedback, and what goes on both files (R40, R41)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.jobs import bundles
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.mentoring_letter import draft
from mentoring_scheme.setup.demo import words
from mentoring_scheme.setup.demo.acting import acting_as, change, insert, move
from mentoring_scheme.setup.demo.plans import LinkPlan
from mentoring_scheme.setup.demo.records import last_day
from mentoring_scheme.setup.demo.year import Year

FOLLOW_UP = "The co-ordinator rings both after a month, and asks the mentee about another mentor."


def end(year: Year, plan: LinkPlan, link: Document) -> Document:
	"""End the link as far as the plan says: closing, closed, or ended early and not filed yet."""
	if plan.reach not in ("Closing", "Closed", "Ended Early"):
		return link
	link = _end_early(plan, link) if plan.end else move(link, "Begin ending")
	_give_feedback(year, link)
	if plan.reach != "Closed":
		return link
	if link.policy.closing_supervision:
		_closing_supervision(year, plan, link)
	ending = _ending(year, plan, link)
	if ending["formal_ending_by"] == "Letter":
		_post_letters(link, ending)
	return move(change(link, **ending), "Close")


def seal_a_few(links: int = 3) -> None:
	"""The bundles of a few closed links. A worker makes those of the others, where the site has one."""
	closed = frappe.get_all(
		"Mentoring Link", {"filed_on": ["is", "set"]}, pluck="name", order_by="name", limit=links
	)
	for link in closed:
		bundles.make_for_link(link)


def _post_letters(link: Document, ending: dict[str, Any]) -> None:
	"""Both get a letter, in the words of the scheme, on the day of the formal ending."""
	link = change(link, **(ending | {"formal_ending_by": "", "formal_ending_on": None}))
	for role in ("Mentee", "Mentor"):
		letter = frappe.get_doc("Mentoring Letter", draft(link.name, role))
		letter = change(letter, letter_date=ending["formal_ending_on"])
		letter.record_sent("By post", str(ending["formal_ending_on"]))


def _end_early(plan: LinkPlan, link: Document) -> Document:
	ended = {
		"ended_on": last_day(plan, link),
		"ending_kind": plan.ending,
		"status_reason": plan.reason,
		"follow_up": FOLLOW_UP if plan.ending == "Ending without fault" else None,
	}
	return move(change(link, **ended), "End early")


def _closing_supervision(year: Year, plan: LinkPlan, link: Document) -> None:
	supervisor = frappe.db.get_value("Mentoring Participant", link.mentor_participant, "ssw")
	with acting_as(supervisor):
		insert(
			"Mentoring Supervision",
			scheme=link.scheme,
			kind="Closing",
			mentor=link.mentor,
			status="Held",
			supervision_date=_soon_after(plan, link, days=5),
			supervisor=supervisor,
			links=[
				{
					"link": link.name,
					"notes": "What the support asked for and gave; how the ending was for both.",
				}
			],
			difficulties=year.people.pick(words.DIFFICULTIES),
			impact_on_caring=year.people.pick(words.IMPACT),
		)


def _ending(year: Year, plan: LinkPlan, link: Document) -> dict[str, Any]:
	return {
		"ended_on": last_day(plan, link),
		"ending_kind": plan.ending,
		"reflection_on": _soon_after(plan, link, days=2),
		"reflection": year.people.pick(words.REFLECTIONS),
		"next_for_mentee": year.people.pick(words.NEXT),
		"formal_ending_by": year.random.choice(("Meeting", "Letter")),
		"formal_ending_on": _soon_after(plan, link, days=9),
		"informal_contact": year.random.choice(("Agreed", "Agreed", "Not discussed")),
		"follow_up": FOLLOW_UP if plan.ending == "Ending without fault" else None,
		"mentor_agrees_end": 1,
		"mentee_agrees_end": 1,
	}


def _soon_after(plan: LinkPlan, link: Document, days: int) -> Any:
	return min(last_day(plan, link) + timedelta(days=days), getdate(today()))


def _give_feedback(year: Year, link: Document) -> None:
	"""Two of three give feedback; those without an account on paper."""
	at_end = {"link": link.name, "occasion": "End"}
	for name in frappe.get_all("Mentoring Feedback", at_end, pluck="name", order_by="given_by"):
		if year.random.random() < 0.66:
			feedback = frappe.get_doc("Mentoring Feedback", name)
			feedback.give({row.name: _answer(year, feedback, row) for row in feedback.answers})


def _answer(year: Year, feedback: Document, row: Any) -> int | str:
	if row.self_rating:
		return year.traits.choice((1, 2, 2, 3) if row.self_rating == "Isolation" else (3, 4, 4, 5))
	if row.kind == "Scale":
		return year.random.choice((3, 4, 4, 5, 5))
	return year.people.pick(words.ANSWERS[feedback.given_by])
