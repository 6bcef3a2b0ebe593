"""What is looked for, and what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import frappe
from pypika.queries import Table
from pypika.terms import Criterion

from mentoring_scheme.access.terms import any_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.matter_values import Matter
from mentoring_scheme.policy.reminders import latest_due_on
from mentoring_scheme.policy.scheme import SchemePolicy

# A month is never shorter than this many days for each month, less so many in all: for bounds that leave nothing out.
DAYS_OF_MONTH, SHORTER_BY = 30, 3


@dataclass(frozen=True)
class Found:
	"""A matter, and whom it concerns.

	`link` is the link that it belongs to, `mentor` and `mentee` are participants, `co_ordinator` and `named` users; empty
	where there is none.
	"""

	matter: Matter
	scheme: str
	link: str = ""
	mentor: str = ""
	mentee: str = ""
	co_ordinator: str = ""
	named: str = ""


@dataclass(frozen=True)
class Watch:
	"""What is looked at: the schemes with the policy in force in each, up to a day.

	`links`: nothing but what belongs to these links. `unwatched`: also what a scheme does not remind of.
	"""

	day: date
	policies: Mapping[str, SchemePolicy]
	links: Sequence[str] | None = None
	unwatched: bool = False

	def until(self, scheme: str, kind: ReminderKind) -> date | None:
		"""The latest day that a matter of this kind can be about to be of interest; None where none is."""
		rule = self.policies[scheme].reminder_rule(kind)
		if rule:
			return latest_due_on(rule, self.day)
		return self.day if self.unwatched else None

	def up_to(self, row: Table, kind: ReminderKind, condition: Callable[[date], Criterion]) -> Criterion:
		"""The rows of each scheme that meet the condition made for that scheme's latest day."""
		return self.of_each(row, kind, lambda scheme, until: condition(until))

	def of_each(
		self, row: Table, kind: ReminderKind, condition: Callable[[str, date], Criterion]
	) -> Criterion:
		"""The same for a condition that rests on the scheme as well."""
		return any_of(
			[
				(row.scheme == scheme) & condition(scheme, until)
				for scheme in self.policies
				if (until := self.until(scheme, kind))
			]
		)

	def of_links(self, column: Any) -> list[Criterion]:
		"""That the column names one of the links, where only some are looked at."""
		return [] if self.links is None else [column.isin(list(self.links) or [""])]


def watch(day: date) -> Watch:
	"""All schemes that remind of anything."""
	rows = frappe.get_all(
		"Mentoring Scheme",
		{"enabled": 1, "policy_version": ["is", "set"]},
		["name", "policy_version"],
		order_by="name",
	)
	policies = {row.name: policy_of_version(row.policy_version) for row in rows}
	return Watch(day, {name: policy for name, policy in policies.items() if policy.reminder_rules})


def months_before(day: date, months: int) -> date:
	"""A day not earlier than the one so many months before: what lies after it is surely less than those months old."""
	return day - timedelta(days=max(months * DAYS_OF_MONTH - SHORTER_BY, 0))


def or_logged(decide: Callable[[Any], Iterable[Matter]], row: Any, document: str, name: str) -> list[Matter]:
	"""What the policy finds. A record whose facts contradict each other holds nobody else's reminders up."""
	try:
		return list(decide(row))
	except PolicyError:
		frappe.log_error(title="Not reminded", reference_doctype=document, reference_name=name)
		return []
