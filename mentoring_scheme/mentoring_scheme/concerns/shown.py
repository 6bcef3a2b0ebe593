"""What the form of a concern shows besides its fields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

from mentoring_scheme.access.roles import MANAGER
from mentoring_scheme.mentoring_scheme.concerns import openings
from mentoring_scheme.mentoring_scheme.concerns.facts import concern_facts, open_links_as_mentor
from mentoring_scheme.mentoring_scheme.verdict import as_rows
from mentoring_scheme.policy.concerns import ConcernState, Kind, assess_concern, decisions_for, next_rung
from mentoring_scheme.policy.states import LinkState

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern.mentoring_concern import MentoringConcern


def assessment(concern: MentoringConcern) -> dict[str, Any]:
	"""What the concern still needs, its links, the next step of a conflict; for managers, who has opened it.

	Of a new one it is said what it needs to be taken up.
	"""
	facts = concern_facts(concern)
	if facts.state is ConcernState.NEW:
		facts = replace(facts, state=ConcernState.OPEN)
	return {
		"findings": as_rows(assess_concern(facts)),
		"links": _links(concern),
		"next_rung": next_rung(facts.rungs),
		"openings": openings.listed(concern) if MANAGER in frappe.get_roles() else None,
	}


def _links(concern: MentoringConcern) -> list[dict[str, Any]]:
	"""The links that an allegation asks about. Of those in other schemes no more is said than that there are some."""
	if concern.kind != Kind.ALLEGATION.value:
		return []
	decided = {row.link: row for row in concern.link_decisions if not row.lapsed}
	links = open_links_as_mentor(concern.about_participant)
	own = _may_decide([link.name for link in links])
	return [_link(link, decided.get(link.name), link.name in own) for link in links]


def _link(link: Any, decision: Any, own: bool) -> dict[str, Any]:
	said = {"decision": decision.decision if decision else ""}
	if not own:
		return {**said, "title": _("A link in another scheme, for a manager to decide"), "choices": []}
	return {
		**said,
		"link": link.name,
		"title": link.title,
		"status": link.status,
		"why": decision.why if decision else "",
		"choices": [each.value for each in decisions_for(LinkState(link.status))],
	}


def _may_decide(links: list[str]) -> set[str]:
	"""Those of the links that the user works with, in one query."""
	if not links or not frappe.has_permission("Mentoring Link", "write"):
		return set()
	return set(frappe.get_list("Mentoring Link", filters={"name": ["in", links]}, pluck="name", limit=0))
