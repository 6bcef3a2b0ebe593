"""Extensions and suspensions of a link: each new or changed row is held against the policy, with who decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import extension_facts, term_facts
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, deciding_roles, enforce
from mentoring_scheme.policy.terms import Extension, assess_extension

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink


def check_extensions(link: MentoringLink) -> None:
	"""An extension has a reason and an approver who may approve it (R39); one that was approved stays as it is.

	Nobody approves in another's name: the approver is whoever saves.
	"""
	before = _rows_before(link, "extensions")
	if link.extensions and not link.start_date:
		frappe.throw(_("Support has not started yet, so there is nothing to extend (R39)."), RuleRefusal)
	_refuse_removed(
		link, before, "extensions", _("An approved extension stays on record; it cannot be removed.")
	)
	for number, row in enumerate(link.extensions):
		if _same(row, before.get(row.name), ("months", "reason", "approved_by", "approved_on")):
			continue
		_refuse_changed(before.get(row.name))
		_approve(row)
		facts = term_facts(link, link.extensions[:number], link.suspensions)
		enforce(link, assess_extension(_with_roles(row), facts, link.policy, getdate(today())))


def check_suspensions(link: MentoringLink) -> None:
	"""Who decided a suspension is whoever records it (R36). Dates and overlaps are part of the term."""
	before = _rows_before(link, "suspensions")
	for row in link.suspensions:
		if row.name not in before:
			row.decided_by = frappe.session.user


def _rows_before(link: MentoringLink, table: str) -> dict[str, Any]:
	return {row.name: row for row in link.before.get(table)} if link.before else {}


def _same(row: Any, before: Any, fieldnames: tuple[str, ...]) -> bool:
	return before is not None and all(
		str(row.get(name) or "") == str(before.get(name) or "") for name in fieldnames
	)


def _refuse_removed(link: MentoringLink, before: dict[str, Any], table: str, message: str) -> None:
	if set(before) - {row.name for row in link.get(table)}:
		frappe.throw(message, RuleRefusal)


def _refuse_changed(before: Any) -> None:
	if before is not None and before.approved_on:
		frappe.throw(
			_("An approved extension stays as it was approved. Add another one instead (R39)."), RuleRefusal
		)


def _approve(row: Any) -> None:
	"""Whoever puts their own name approves now; any other name approves nothing."""
	row.approved_on = today() if row.approved_by == frappe.session.user else None


def _with_roles(row: Any) -> Extension:
	roles = deciding_roles() if row.approved_on else frozenset()
	extension = extension_facts(row)
	return Extension(extension.months, extension.reason, extension.approved_on, roles)
