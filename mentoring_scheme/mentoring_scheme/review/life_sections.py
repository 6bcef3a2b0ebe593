"""How the scheme ran in the year: from referral to completion, links, support, training, endings."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from frappe import _
from frappe.utils import getdate

from mentoring_scheme.mentoring_scheme.review import gather
from mentoring_scheme.mentoring_scheme.review.measures import COMPLETED, YearFacts, supervised
from mentoring_scheme.mentoring_scheme.review.plot import Series, bars, columns
from mentoring_scheme.mentoring_scheme.review.values import NO_PLOT, Section, few_or
from mentoring_scheme.policy.months import add_months

FIGURE = ("", "")
TOOK_PLACE = "Took place"


def funnel(facts: YearFacts) -> Section:
	"""How far those who were referred in the year have come by today."""
	started = {link.mentee for link in facts.links if link.start_date and link.status != "Declined"}
	completed = {link.mentee for link in facts.links if link.ending_kind in COMPLETED and link.ended_on}
	matched = {link.mentee for link in facts.links if link.status != "Declined"}
	mentees = facts.mentees
	steps = [
		(_("Referred"), len(mentees)),
		(_("Offered a mentor"), sum(bool(row.offered_on) for row in mentees)),
		(_("Accepted"), sum(row.offer_answer == "Accepted" for row in mentees)),
		(_("Matched"), sum(row.name in matched for row in mentees)),
		(_("Started"), sum(row.name in started for row in mentees)),
		(_("Completed"), sum(row.name in completed for row in mentees)),
	]
	rows = [(name, str(count)) for name, count in steps]
	if not mentees:
		return Section(_("From referral to completion"), _("Nobody was referred in this year."))
	words = _("Mentees who were referred in the year, and how far they have come by today.")
	plot = bars([name for name, _count in steps], [count for _name, count in steps], [row[1] for row in rows])
	return Section(_("From referral to completion"), words, FIGURE, rows, plot)


def links_by_month(facts: YearFacts) -> Section:
	"""The links that started and ended in each month of the year."""
	months = _months(facts)
	started = _by_month([link.start_date for link in facts.links if link.status != "Declined"], months)
	ended = _by_month([link.ended_on for link in facts.ended], months)
	plot = columns(
		[_(month.strftime("%b")) for month in months],
		[Series(_("Started"), started), Series(_("Ended"), ended)],
	)
	rows = [(_("Links started"), str(sum(started))), (_("Links ended"), str(sum(ended)))]
	return Section(_("Links by month"), "", FIGURE, rows, plot if any((*started, *ended)) else NO_PLOT)


def support(facts: YearFacts) -> Section:
	"""Contacts that took place, sessions of supervision, and whether mentors are supervised in time."""
	year, months = facts.year, _months(facts)
	links = {"link": ["in", [link.name for link in facts.links]], "contact_date": year.period}
	contacts = gather.listed(
		"Contact Record", {**links, "status": ["!=", "Draft"]}, "contact_date", "outcome"
	)
	held = gather.listed(
		"Mentoring Supervision",
		{"scheme": year.scheme, "status": "Held", "supervision_date": year.period},
		"name",
	)
	took_place = [row.contact_date for row in contacts if row.outcome == TOOK_PLACE]
	counted = _by_month(took_place, months)
	rows = [
		(_("Contacts that took place"), str(len(took_place))),
		(_("Contacts recorded that did not take place"), str(len(contacts) - len(took_place))),
		(_("Sessions of supervision held"), str(len(held))),
	]
	if year.runs:
		rows.append((_("Mentors supervised in time, today"), _of(supervised(facts))))
	plot = columns([_(month.strftime("%b")) for month in months], [Series(_("Contacts"), counted)])
	return Section(_("Contact and supervision"), "", FIGURE, rows, plot if any(counted) else NO_PLOT)


def training(facts: YearFacts) -> Section:
	"""The training that the scheme's mentors attended in the year."""
	year = facts.year
	mentors = [row.name for row in gather.listed("Mentor", {"scheme": year.scheme}, "name")]
	attended = gather.listed(
		"Mentor Training",
		{"parenttype": "Mentor", "parent": ["in", mentors], "attended_on": year.period},
		*("parent", "training"),
		parent_doctype="Mentor",
		order_by="parent, idx",
	)
	counts = Counter(row.training for row in attended)
	rows = [
		(name, str(count)) for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
	]
	if not rows:
		return Section(_("Training"), _("No training was attended in this year."))
	words = _("{0} mentors attended training in the year.").format(len({row.parent for row in attended}))
	return Section(_("Training"), words, (_("Training"), _("Attended by")), rows)


def endings(facts: YearFacts) -> Section:
	"""How the links of the year ended; a kind of ending of few links only as that."""
	least = facts.year.policy.feedback_smallest_group
	counts = Counter(link.ending_kind or _("Not said") for link in facts.ended)
	rows = [(_(kind), few_or(count, least)) for kind, count in sorted(counts.items())]
	if not rows:
		return Section(_("Endings"), _("No link ended in this year."))
	words = _("{0} links ended in the year.").format(len(facts.ended)) if len(facts.ended) >= least else ""
	return Section(_("Endings"), words, (_("Kind"), _("Links")), rows)


def _months(facts: YearFacts) -> list[date]:
	return [add_months(facts.year.first, number) for number in range(12)]


def _by_month(days: list[Any], months: list[date]) -> list[int]:
	counts = Counter(getdate(day).replace(day=1) for day in days if day)
	return [counts[month] for month in months]


def _of(share: Any) -> str:
	return _("{0} of {1}").format(share.count, share.base)
