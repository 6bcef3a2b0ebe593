"""How the scheme ran in the year: from referral to completion, links, support, training, endings."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from frappe import _
from frappe.utils import getdate

from mentoring_scheme.mentoring_scheme.review import gather, journeys
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts, is_completed
from mentoring_scheme.mentoring_scheme.review.plot import Series, bars, columns
from mentoring_scheme.mentoring_scheme.review.values import (
	NO_PLOT,
	Section,
	few_or,
	share_in_words,
	steps_in_words,
)
from mentoring_scheme.policy.disclosure import Disclosure, disclosed, steps_to_show
from mentoring_scheme.policy.funnel import funnel as policy_funnel
from mentoring_scheme.policy.months import Period, add_months
from mentoring_scheme.policy.training import named

FIGURE = ("", "")


def funnel(facts: YearFacts) -> Section:
	"""How far those who were referred in the year have come by today: the stages of the report Mentoring Funnel."""
	year, title = facts.year, _("From referral to completion")
	asked = journeys.Asked(Period(year.first, year.last), year.scheme, None)
	stages = policy_funnel(*journeys.counted(asked))
	counts = [each.reached for each in stages]
	if not counts[0]:
		return Section(title, _("Nobody was referred in this year."))
	least = year.policy.feedback_smallest_group
	rows = list(zip((_(each.stage.value) for each in stages), steps_in_words(counts, least), strict=True))
	# the length of a bar tells its count, so what is kept back has none
	lengths = [count or 0 for count in steps_to_show(counts, least)]
	plot = bars([name for name, _said in rows], lengths, [said for _name, said in rows])
	words = _("Mentees who were referred in the year, and how far they have come by today.")
	return Section(title, words, FIGURE, rows, plot)


def links_by_month(facts: YearFacts) -> Section:
	"""The links that started and ended in each month of the year."""
	months = _months(facts)
	started = _by_month([link.start_date for link in facts.links if link.status != gather.DECLINED], months)
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
	contacts, none_held = gather.contacts_of(year)
	held = gather.listed(
		"Mentoring Supervision",
		{"scheme": year.scheme, "status": "Held", "supervision_date": year.period},
		"name",
	)
	counted = [contacts[month] for month in months]
	rows = [
		(_("Contacts that took place"), str(contacts.total())),
		(_("Contacts recorded that did not take place"), str(none_held)),
		(_("Sessions of supervision held"), str(len(held))),
	]
	if year.runs:
		rows.append((_("Mentors supervised in time, today"), _supervised(facts)))
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
	if not attended:
		return Section(_("Training"), _("No training was attended in this year."))
	names: dict[str, str] = {}
	for row in attended:
		names.setdefault(named(row.training), row.training)
	counts = Counter(key for key, _mentor in {(named(row.training), row.parent) for row in attended})
	least = year.policy.feedback_smallest_group
	rows = [
		(names[key], few_or(count, least))
		for key, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
	]
	number = few_or(len({row.parent for row in attended}), least)
	words = _("Mentors who attended training in the year: {0}.").format(number)
	return Section(_("Training"), words, (_("Training"), _("Attended by")), rows)


def endings(facts: YearFacts) -> Section:
	"""How the links of the year ended: by kind where no kind is of few links, else completed or not, as the aims tell it."""
	ended, least = facts.ended, facts.year.policy.feedback_smallest_group
	if not ended:
		return Section(_("Endings"), _("No link ended in this year."))
	shown = _disclosed([_(link.ending_kind or "Not said") for link in ended], least)
	if shown.hidden:
		completed, otherwise = _("Completed, in time or sooner"), _("Ended otherwise")
		shown = _disclosed([completed if is_completed(link) else otherwise for link in ended], least)
	rows = [(kind, str(count)) for kind, count in sorted(shown.people.items())]
	if shown.hidden:
		rows.append((_("Kinds of few links, together"), few_or(len(ended), least)))
	words = _("Links that ended in the year: {0}.").format(few_or(len(ended), least))
	return Section(_("Endings"), words, (_("Kind"), _("Links")), rows)


def _disclosed(kinds: list[str], least: int) -> Disclosure:
	return disclosed({kind: (count,) for kind, count in Counter(kinds).items()}, least)


def _months(facts: YearFacts) -> list[date]:
	return [add_months(facts.year.first, number) for number in range(12)]


def _by_month(days: list[Any], months: list[date]) -> list[int]:
	counts = Counter(getdate(day).replace(day=1) for day in days if day)
	return [counts[month] for month in months]


def _supervised(facts: YearFacts) -> str:
	base, share = share_in_words(facts.supervised, facts.year.policy.feedback_smallest_group)
	return _("{0} of {1}").format(share, base) if share else base
