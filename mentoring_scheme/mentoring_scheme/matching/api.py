"""What screens call: a mentee's shortlist, why not somebody else, several side by side, and the proposal.

For whoever may read the mentee and make links. Mentors are those of the mentee's scheme that the user sees.

The annotations here are types and not text, so that the platform holds what browsers send against them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import date_diff, getdate, today

from mentoring_scheme.mentoring_scheme.matching import shown
from mentoring_scheme.mentoring_scheme.matching.gather import mentee_cases, mentor_cases
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy import matching
from mentoring_scheme.policy.matching import Candidate, MenteeCase, MentorCase
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import OPEN

AT_MOST = 100
SIDE_BY_SIDE = 4
# Nobody is proposed to somebody who has not said yes to the offer of a mentor, or no longer wants one (R16, R17).
WANTS_A_MENTOR = ("Waiting", "In a Link", "Ended")


@frappe.whitelist()
def shortlist(mentee: str, limit: int = 20) -> dict[str, Any]:
	"""The mentors for one mentee, best first, with what speaks for each, and the others with what speaks against."""
	doc = _for_matching(mentee)
	limit = min(max(int(limit), 1), AT_MOST)
	policy = policy_of_scheme(doc.scheme)
	case, mentors = _cases(doc, policy)
	everybody = matching.ranking(case, mentors.values(), policy, getdate(today()))
	first = [mentors[name] for name in everybody.first(limit)]
	found = matching.shortlist(case, first, policy, getdate(today()))
	view = shown.Shown(mentors, policy, _viewer(doc, found.candidates))
	return {
		"mentee": _mentee(doc, case),
		"missing": shown.missing(found.missing),
		"candidates_total": len(everybody.candidates),
		"excluded_total": len(everybody.excluded),
		"may_propose": doc.status in WANTS_A_MENTOR,
		"at_a_time": policy.mentees_at_a_time,
		"candidates": [view.candidate(each, rank) for rank, each in enumerate(found.candidates, 1)],
		"excluded": [view.excluded(each) for each in found.excluded],
	}


@frappe.whitelist()
def why_not(mentee: str, mentor: str) -> dict[str, Any]:
	"""One mentor of the scheme held against one mentee: the figures, and what stands in the way."""
	return _held_against(_for_matching(mentee), [mentor])[0]


@frappe.whitelist()
def compare(mentee: str, mentors: list[str] | str) -> list[dict[str, Any]]:
	"""Up to four mentors side by side, in the order in which they are named; a browser sends them as JSON."""
	doc = _for_matching(mentee)
	wanted = list(dict.fromkeys(map(str, frappe.parse_json(mentors))))
	if not 1 <= len(wanted) <= SIDE_BY_SIDE:
		frappe.throw(_("Choose one to {0} mentors to compare.").format(SIDE_BY_SIDE))
	return _held_against(doc, wanted)


@frappe.whitelist(methods=["POST"])
def propose(mentee: str, mentor: str, why: str, reason: str = "") -> str:
	"""Propose a mentor for a mentee: a new link, whose own rules decide. `reason` answers what they ask to decide.

	Returns the name of the link.
	"""
	doc = _for_matching(mentee)
	_check_may_be_matched(doc)
	if not why.strip():
		frappe.throw(_("Write why these two are matched; it is kept with the link."))
	link = frappe.new_doc("Mentoring Link")
	link.update(
		{
			"mentee": doc.name,
			"mentor": mentor,
			"match_explanation": why.strip(),
			"decision_reason": reason.strip() or None,
		}
	)
	return link.insert().name


def _for_matching(mentee: str) -> Document:
	"""The mentee, for whoever may match her. Raises frappe.PermissionError."""
	frappe.has_permission("Mentoring Link", "create", throw=True)
	doc = frappe.get_doc("Mentee", mentee)
	doc.check_permission("read")
	return doc


def _check_may_be_matched(mentee: Document) -> None:
	if mentee.status not in WANTS_A_MENTOR:
		frappe.throw(
			_("{0} stands at “{1}”. Record the yes to the offer of a mentor first.").format(
				mentee.participant_name, _(mentee.status)
			)
		)
	if not mentee.support_type:
		frappe.throw(
			_("Choose the support type of {0} first; the term of the link follows from it.").format(
				mentee.participant_name
			)
		)


def _cases(mentee: Document, policy: SchemePolicy) -> tuple[MenteeCase, Mapping[str, MentorCase]]:
	"""The mentee, and all mentors of her scheme that the user sees."""
	case = mentee_cases([mentee.name])[mentee.name]
	seen = frappe.get_list("Mentor", filters={"scheme": mentee.scheme}, pluck="name", limit_page_length=0)
	return case, mentor_cases(mentee.scheme, [case], seen, policy)


def _held_against(mentee: Document, names: list[str]) -> list[dict[str, Any]]:
	"""These mentors, each with figures and reasons. Raises frappe.PermissionError for one whom the user does not see."""
	filters = {"scheme": mentee.scheme, "name": ["in", names]}
	seen = frappe.get_list("Mentor", filters=filters, pluck="name", limit_page_length=0)
	if set(seen) != set(names):
		frappe.throw(
			_("Not every mentor that was asked for is one of this scheme whom you may see."),
			frappe.PermissionError,
		)
	case = mentee_cases([mentee.name])[mentee.name]
	mentors = mentor_cases(mentee.scheme, [case], names)
	policy = policy_of_scheme(mentee.scheme)
	weighed = [matching.weigh(case, mentors[name], policy, getdate(today())) for name in names]
	view = shown.Shown(mentors, policy, _viewer(mentee, weighed))
	return [
		{
			"mentor": each.mentor,
			"mentor_name": mentors[each.mentor].name,
			"candidate": view.candidate(each),
			"reasons": shown.reasons(matching.undecided(each.assessment, mentors[each.mentor])),
		}
		for each in weighed
	]


def _viewer(mentee: Document, candidates: Iterable[Candidate]) -> shown.Viewer:
	"""What this user may see of the mentee's personal wishes and of the pairs' earlier links."""
	earlier = sorted({link.link for each in candidates for link in each.earlier})
	links = (
		frappe.get_list("Mentoring Link", filters={"name": ["in", earlier]}, pluck="name") if earlier else []
	)
	return shown.Viewer(sees_personal=_sees_profile(mentee), links=frozenset(links))


def _sees_profile(mentee: Document) -> bool:
	if not frappe.has_permission("Mentoring Equality Profile", "read"):
		return False
	return bool(
		frappe.get_list("Mentoring Equality Profile", filters={"participant": mentee.participant}, limit=1)
	)


def _mentee(mentee: Document, case: MenteeCase) -> dict[str, Any]:
	return {
		"name": mentee.name,
		"participant_name": mentee.participant_name,
		"scheme": mentee.scheme,
		"support_type": mentee.support_type,
		"status": mentee.status,
		"mentor_choice": _(mentee.mentor_choice or ""),
		"days_waiting": date_diff(today(), case.waiting_since) if case.waiting_since else None,
		"area": case.person.area,
		"topics": sorted(case.topics),
		"wishes": shown.wishes(case),
		"personal_wishes": sum(wish.personal for wish in case.wishes),
		"open_links": _open_links(mentee),
	}


def _open_links(mentee: Document) -> list[dict[str, str]]:
	"""The links of the mentee that have not ended, so that nobody is proposed a second mentor by mistake."""
	links = frappe.get_list(
		"Mentoring Link",
		filters={"mentee": mentee.name, "status": ["in", OPEN]},
		fields=["name", "mentor_name", "status"],
		order_by="creation",
	)
	return [
		{"link": link.name, "text": _("{0} ({1})").format(link.mentor_name, _(link.status))} for link in links
	]
