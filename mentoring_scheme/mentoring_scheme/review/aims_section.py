"""The aims of the scheme, each with its measure, its target and whether it is met (R4)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.utils import formatdate
from markupsafe import Markup

from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts, measured
from mentoring_scheme.mentoring_scheme.review.plot import bars
from mentoring_scheme.mentoring_scheme.review.values import NO_PLOT, Section, share_in_words
from mentoring_scheme.policy.aims import AimStanding, Verdict, standings, target_in_words
from mentoring_scheme.policy.disclosure import share_to_show


def aims(facts: YearFacts) -> Section:
	"""How each aim stands."""
	year = facts.year
	title = _("Aims")
	if not year.policy.aims:
		words = _("The scheme has no aims yet. Write them in the scheme, under Aims, each with its measure.")
		return Section(title, words)
	signed = date_or_none(frappe.db.get_value("Mentoring Scheme", year.scheme, "signed_off_on"))
	found = standings(year.policy, measured(facts), signed, min(year.today, year.last))
	verdicts = [each.verdict for each in found]
	words = _("{0} of {1} aims are met; for {2} there is not enough to say.").format(
		verdicts.count(Verdict.MET), len(found), verdicts.count(Verdict.NOT_ENOUGH)
	)
	least = year.policy.feedback_smallest_group
	columns = (_("Aim"), _("Told by"), _("Target"), _("Reached"), _("Of how many"), _("Standing"))
	return Section(title, words, columns, [_row(each, least) for each in found], _plot(found, least))


def _plot(found: list[AimStanding], least: int) -> Markup:
	"""A bar for each share that may be told exactly: the length of a bar tells it."""
	told = [
		(each, shown.exact)
		for each in found
		if each.share
		and each.share.told
		and (shown := share_to_show(each.share.count, each.share.base, least))
		if shown.exact is not None
	]
	if not told:
		return NO_PLOT
	return bars(
		[_(each.aim.measure.value) for each, _percent in told],
		[percent for _each, percent in told],
		[f"{percent}% ({_(each.verdict.value)})" for each, percent in told],
		most=100,
	)


def _row(each: AimStanding, least: int) -> tuple[str, ...]:
	target = target_in_words(each.aim)
	if each.due_on:
		target = _("{0} by {1}").format(target, formatdate(each.due_on))
	base, reached = share_in_words(each.share, least) if each.share and each.share.told else ("", "")
	return (
		each.aim.aim,
		_(each.aim.measure.value),
		target,
		reached,
		base,
		_(each.verdict.value),
	)
