"""The aims of the scheme, each with its measure, its target and whether it is met (R4)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import formatdate

from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts, measured
from mentoring_scheme.mentoring_scheme.review.plot import bars
from mentoring_scheme.mentoring_scheme.review.values import NO_PLOT, Section
from mentoring_scheme.policy.aims import AimStanding, standings, target_in_words


def aims(facts: YearFacts) -> Section:
	"""How each aim stands."""
	year = facts.year
	title = _("Aims")
	if not year.policy.aims:
		words = _("The scheme has no aims yet. Write them in the scheme, under Aims, each with its measure.")
		return Section(title, words)
	signed = date_or_none(frappe.db.get_value("Mentoring Scheme", year.scheme, "signed_off_on"))
	found = standings(year.policy, measured(facts), signed, min(year.today, year.last))
	met, said = (
		sum(each.verdict.name == "MET" for each in found),
		[each for each in found if each.percent is not None],
	)
	words = _("{0} of {1} aims are met; of {2} there is not enough to say.").format(
		met, len(found), len(found) - len(said)
	)
	plot = bars(
		[_(each.aim.measure.value) for each in said],
		[float(each.percent or 0) for each in said],
		[f"{each.percent:.0f} % ({_(each.verdict.value)})" for each in said],
		most=100,
	)
	columns = (_("Aim"), _("Told by"), _("Target"), _("Reached"), _("Of how many"), _("Standing"))
	return Section(title, words, columns, [_row(each) for each in found], plot if said else NO_PLOT)


def _row(each: AimStanding) -> tuple[str, ...]:
	target = target_in_words(each.aim)
	if each.due_on:
		target = _("{0} by {1}").format(target, formatdate(each.due_on))
	return (
		each.aim.aim,
		_(each.aim.measure.value),
		target,
		"" if each.percent is None else f"{each.percent:.0f} %",
		"" if each.base is None else str(each.base),
		_(each.verdict.value),
	)
