"""Reads the caseload of a scheme from the site, for the forecast.

Everything is asked through get_list, so that the forecast rests on what its reader may see and on nothing else.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import frappe
from frappe.utils import cint, getdate

from mentoring_scheme.forecast.changes import with_term
from mentoring_scheme.forecast.demand import DAYS_IN_A_MONTH
from mentoring_scheme.forecast.simulation import Forecast, forecast
from mentoring_scheme.forecast.values import (
	Assumptions,
	Caseload,
	MentorSupply,
	RunningLink,
	WaitingMentee,
)
from mentoring_scheme.forecast.words import Note, notes, rests_on
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import TERM_FIELDS, term_facts
from mentoring_scheme.policy.choices import Unit
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import RUNNING, WITHOUT_MENTOR, LinkState, Stage
from mentoring_scheme.policy.text import _
from mentoring_scheme.policy.upgrades import brought_up_to_date

COMING = (LinkState.PROPOSED.value, LinkState.CONSULTING.value, LinkState.INTRODUCTION.value)
MAY_HAVE_LINKS = (Stage.APPROVED.value, Stage.ACTIVE.value)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

LINKS_IN_ALL = 15_000  # about so many are lived through while somebody waits for the page
RUNS_AT_MOST, RUNS_AT_LEAST = 100, 20
LINKS_AT_MOST = 2_500  # in one run
LINK_FIELDS = (*TERM_FIELDS, "mentor", "creation")


@dataclass(frozen=True)
class Answer:
	"""The forecast of a scheme, and that of another term where one was asked for; or why there is none."""

	forecasts: tuple[Forecast, ...] = ()
	notes: tuple[Note, ...] = ()
	nothing: Note | None = None


def answer(
	scheme: str,
	today: date,
	*,
	months: int = 12,
	referrals_per_month: Decimal | None = None,
	more_mentors: int = 0,
	term_months: int = 0,
	support_type: str = "",
) -> Answer:
	"""What the scheme will cost and need from tomorrow on. No referrals: as many as in the last year.

	Raises PolicyError, naming the field, for what makes no sense.
	"""
	policy = policy_in_force(scheme)
	if policy is None:
		return Answer(
			nothing=Note(_("The scheme has no policy yet. Load a preset and save the scheme first."))
		)
	usual, mix = usual_referrals(scheme, policy, today)
	referrals = usual if referrals_per_month is None else referrals_per_month
	start = today + timedelta(days=1)
	caseload = read_caseload(scheme, start)
	if not (referrals or caseload.links or caseload.waiting):
		return Answer(
			nothing=Note(
				_(
					"The scheme has no links and nobody was referred in the last year. Say how many referrals you expect a month."
				)
			)
		)
	asked = Assumptions(more_mentors, referrals, months, start, runs=RUNS_AT_LEAST, mix=mix)
	asked = replace(asked, runs=_runs(referrals * months, 2 if term_months else 1))
	found = [forecast(policy, asked, caseload, _title(policy, 0, ""))]
	if term_months:
		other = with_term(policy, term_months, support_type)
		found.append(forecast(other, asked, caseload, _title(other, term_months, support_type)))
	return Answer(tuple(found), (rests_on(found[0]), _usual(usual), *notes(found[-1])))


def policy_in_force(scheme: str) -> SchemePolicy | None:
	"""The policy of a scheme; None where it has none yet, or the reader may not see it."""
	rows = frappe.get_list("Mentoring Scheme", filters={"name": scheme}, pluck="policy_version")
	return _policies(rows).get(rows[0]) if rows and rows[0] else None


def usual_referrals(
	scheme: str, policy: SchemePolicy, today: date
) -> tuple[Decimal, tuple[tuple[str, int], ...]]:
	"""How many were referred a month, on average over the last year or since the first, and how many for what."""
	rows = frappe.get_list(
		"Mentee",
		filters={"scheme": scheme, "referred_on": ["between", [today - timedelta(days=365), today]]},
		fields=["support_type", "referred_on"],
	)
	if not rows:
		return Decimal(0), ()
	days = (today - min(getdate(row.referred_on) for row in rows)).days
	months = min(12.0, max(3.0, days / DAYS_IN_A_MONTH))
	known = {each.support_type for each in policy.support_types}
	mix = Counter(row.support_type for row in rows if row.support_type in known)
	return Decimal(str(round(len(rows) / months, 1))), tuple(sorted(mix.items()))


def read_caseload(scheme: str, start: date) -> Caseload:
	"""The mentors, open links and waiting mentees of a scheme on the day before `start`."""
	links = frappe.get_list(
		"Mentoring Link",
		filters={"scheme": scheme, "status": ["in", [*RUNNING, *COMING]]},
		fields=list(LINK_FIELDS),
		order_by="name",
	)
	mentors = _mentors(scheme, {link.mentor for link in links})
	places = {name: number for number, name in enumerate(mentors)}
	return Caseload(
		mentors=tuple(mentors.values()),
		links=tuple(_links(links, places, start)),
		waiting=tuple(_waiting(scheme)),
	)


def _runs(links: Decimal, policies: int) -> int:
	"""Fewer runs where each is long, so that nobody waits for a minute; what is longer yet is refused."""
	if links > LINKS_AT_MOST:
		raise PolicyError(
			"referrals_per_month",
			_("So many months would bring {links} links; at most {most} are forecast on a page."),
			links=int(links),
			most=LINKS_AT_MOST,
		)
	affordable = LINKS_IN_ALL // (policies * max(int(links), 1))
	return max(RUNS_AT_LEAST, min(RUNS_AT_MOST, affordable))


def _title(policy: SchemePolicy, term_months: int, support_type: str) -> str:
	if not term_months:
		return "As the policy says"
	return f"{support_type or 'All'}: {term_months} months"


def _usual(usual: Decimal) -> Note:
	return Note(_("In the last year there were {usual} referrals a month."), {"usual": f"{usual:f}"})


def _mentors(scheme: str, with_links: Collection[str]) -> dict[str, MentorSupply]:
	"""Those who may have links, and those who have one although they take no more."""
	rows = frappe.get_list(
		"Mentor", filters={"scheme": scheme}, fields=["name", "stage", "capacity"], order_by="name"
	)
	supervised = _last_supervisions(scheme)
	found = {
		row.name: MentorSupply(cint(row.capacity), row.stage in MAY_HAVE_LINKS, supervised.get(row.name))
		for row in rows
		if row.stage in MAY_HAVE_LINKS or row.name in with_links
	}
	return found | {name: MentorSupply(available=False) for name in sorted(with_links) if name not in found}


def _last_supervisions(scheme: str) -> dict[str, date]:
	rows = frappe.get_list(
		"Mentoring Supervision",
		filters={"scheme": scheme, "status": "Held", "kind": "One-to-one"},
		fields=["mentor", "supervision_date"],
		order_by="supervision_date",
	)
	return {row.mentor: getdate(row.supervision_date) for row in rows if row.supervision_date}


def _waiting(scheme: str) -> Iterable[WaitingMentee]:
	rows = frappe.get_list(
		"Mentee",
		filters={"scheme": scheme, "status": ["in", WITHOUT_MENTOR]},
		fields=["support_type", "referred_on"],
		order_by="referred_on, name",
	)
	for row in rows:
		yield WaitingMentee(getdate(row.referred_on), row.support_type or "")


def _links(rows: Sequence[Any], places: dict[str, int], start: date) -> Iterable[RunningLink]:
	policies = _policies(row.policy_version for row in rows)
	names = [row.name for row in rows]
	extensions = _children("Mentoring Extension", names, "months", "reason", "approved_on")
	suspensions = _children("Mentoring Suspension", names, "from_date", "to_date", "reason")
	reviews = _children("Mentoring Link Review", names, "held_on")
	slots = _agreed_slots(names)
	for row in rows:
		if row.policy_version in policies:
			row.start_date = row.start_date or _coming(row, start)
			facts = term_facts(row, extensions[row.name], suspensions[row.name])
			yield RunningLink(
				mentor=places[row.mentor],
				facts=facts,
				policy=policies[row.policy_version],
				closing=row.status == LinkState.CLOSING.value,
				reviews_held=tuple(getdate(each.held_on) for each in reviews[row.name] if each.held_on),
				**slots.get(row.name, {}),
			)


def _coming(row: Any, start: date) -> date:
	"""A link that is being introduced starts when the usual time for it has passed."""
	return max(start, getdate(row.creation) + timedelta(days=Assumptions.days_to_introduce))


def _agreed_slots(links: Sequence[str]) -> dict[str, dict[str, Any]]:
	"""What pairs have agreed on their contact, by link."""
	rows = frappe.get_list(
		"Mentoring Agreement",
		filters={"link": ["in", links], "docstatus": 1},
		fields=["link", "contact_every", "contact_unit", "contact_weekday"],
		order_by="creation",
	)
	return {
		row.link: {
			"agreed_every": cint(row.contact_every),
			"agreed_unit": Unit(row.contact_unit or Unit.WEEKS),
			"agreed_weekday": WEEKDAYS.index(row.contact_weekday) if row.contact_weekday else None,
		}
		for row in rows
	}


def _policies(versions: Iterable[str | None]) -> dict[str, SchemePolicy]:
	rows = frappe.get_list(
		"Mentoring Policy Version",
		filters={"name": ["in", sorted({each for each in versions if each})]},
		fields=["name", "policy"],
	)
	return {row.name: SchemePolicy.from_dict(brought_up_to_date(json.loads(row.policy))) for row in rows}


def _children(doctype: str, links: Sequence[str], *fields: str) -> dict[str, list[Any]]:
	rows = frappe.get_list(
		doctype,
		parent_doctype="Mentoring Link",
		filters={"parent": ["in", links], "parenttype": "Mentoring Link"},
		fields=["parent", *fields],
		order_by="parent, idx",
	)
	by_link: dict[str, list[Any]] = defaultdict(list)
	for row in rows:
		by_link[row.parent].append(row)
	return by_link
