"""What only some of the staff see of a year: money, and how many concerns there were."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import frappe
from frappe import _
from frappe.utils import fmt_money

from mentoring_scheme.access.roles import MANAGER
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.review import gather
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts
from mentoring_scheme.mentoring_scheme.review.values import Section, steps_in_words
from mentoring_scheme.policy.states import PAYMENT_LIFE


def money(facts: YearFacts) -> Section | None:
	"""The payments that fell due in the year, by state; for those who may read payments."""
	if not frappe.has_permission("Mentoring Payment", "read"):
		return None
	year = facts.year
	filters = {"scheme": year.scheme, "due_on": year.period, "docstatus": ["<", 2]}
	sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
	for row in gather.listed("Mentoring Payment", filters, "status", "amount", "currency"):
		sums[row.status, row.currency] += pennies(row.amount)
	if not sums:
		return Section(_("Money"), _("No payment fell due in this year."))
	rows = [
		(_(status), fmt_money(sums[status, currency], 2, currency))
		for status, currency in sorted(sums, key=lambda group: (PAYMENT_LIFE.index(group[0]), group[1]))
	]
	return Section(_("Money"), _("Payments that fell due in the year."), (_("State"), _("Amount")), rows)


def concerns(facts: YearFacts) -> Section | None:
	"""How many concerns were raised and closed; for managers, and small numbers only as that."""
	if MANAGER not in frappe.get_roles():
		return None
	year, least = facts.year, facts.year.policy.feedback_smallest_group
	raised = gather.listed("Mentoring Concern", {"scheme": year.scheme, "raised_on": year.period}, "status")
	closed = sum(row.status == "Closed" for row in raised)
	names = (_("Raised in the year"), _("Closed since"))
	rows = list(zip(names, steps_in_words((len(raised), closed), least), strict=True))
	return Section(_("Concerns"), _("For managers: numbers only."), ("", ""), rows)
