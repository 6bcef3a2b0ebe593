"""The year that a report is about: a financial year, 1 April to 31 March, and nothing shorter.

Years do not overlap, so that nothing small can be worked out by taking one period from another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.policy.months import ONE_DAY, add_months, financial_year
from mentoring_scheme.policy.scheme import SchemePolicy

YEAR = re.compile(r"^(20\d\d)[–/-](\d\d)$")


@dataclass(frozen=True)
class SchemeYear:
	"""A scheme with its policy of today, and a year of it. `today` lies in the year, or after it."""

	scheme: str
	policy: SchemePolicy
	first: date
	last: date
	today: date

	@property
	def name(self) -> str:
		"""Such as "2026–27"."""
		return year_name(self.first)

	@property
	def runs(self) -> bool:
		"""Whether the year is not over yet."""
		return self.today <= self.last

	@property
	def period(self) -> tuple[str, tuple[date, date]]:
		"""The year as the filter of a list."""
		return ("between", (self.first, self.last))


def year_name(first: date) -> str:
	"""The name of the financial year that begins on this day."""
	return f"{first.year}–{(first.year + 1) % 100:02}"


def asked_for(filters: Any) -> SchemeYear | None:
	"""The scheme and year of a report's filters; None while no scheme is chosen.

	Raises frappe.ValidationError for a year that is none or lies ahead, and for a scheme without a policy;
	frappe.PermissionError for a scheme that the reader does not see.
	"""
	filters = checked(filters)
	if not filters.get("scheme"):
		return None
	frappe.has_permission("Mentoring Scheme", "read", doc=filters.scheme, throw=True)
	day = getdate(today())
	first = _first_of(str(filters.get("year") or year_name(financial_year(day))), day)
	policy = policy_of_scheme(filters.scheme)
	return SchemeYear(filters.scheme, policy, first, add_months(first, 12) - ONE_DAY, day)


def nothing_chosen() -> str:
	"""Said instead of a report while no scheme is chosen."""
	return _("Choose a scheme above. Each scheme is reported by itself.")


def _first_of(name: str, day: date) -> date:
	found = YEAR.match(name.strip())
	if not found or (int(found[1]) + 1) % 100 != int(found[2]):
		frappe.throw(
			_("“{0}” is no financial year. Write it as {1}.").format(
				frappe.utils.escape_html(name), year_name(financial_year(day))
			)
		)
	first = financial_year(date(int(found[1]), 12, 31))
	if first > day:
		frappe.throw(
			_("The year {0} has not begun. Choose {1}.").format(name, year_name(financial_year(day)))
		)
	return first
