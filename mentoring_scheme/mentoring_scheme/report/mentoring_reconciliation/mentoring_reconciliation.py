# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Ours against the ledger and the payment batches, to the penny: every difference by name, with what to do (R42)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.finance.reconciliation import Reconciled, Wanted, reconcile
from mentoring_scheme.mentoring_scheme.paying import PAYABLE
from mentoring_scheme.mentoring_scheme.report import operations
from mentoring_scheme.mentoring_scheme.report.figures import days_chosen
from mentoring_scheme.mentoring_scheme.report_filters import checked
from mentoring_scheme.mentoring_scheme.verdict import message_of, remedy_of
from mentoring_scheme.policy.reconciling import KINDS, NOTHING
from mentoring_scheme.policy.verdicts import Severity

TO_MEND, UNDER_WAY, EVERYTHING = "To be mended", "All differences", "Everything"


def execute(filters: dict[str, Any] | None = None) -> tuple[Any, ...]:
	"""Columns, rows, message, chart and summary, as the desk asks for them."""
	filters = checked(filters)
	found = [each for each in reconcile(_wanted(filters)) if _of_way(each, filters)]
	shown = [each for each in found if _shown(each, filters)]
	shown.sort(key=lambda each: (not each.compared.to_mend, each.doctype, each.document))
	return _columns(), [_row(each) for each in shown], _message(found, shown), _chart(found), _summary(found)


def _wanted(filters: frappe._dict) -> Wanted:
	first, last = days_chosen(filters.get("from_date"), filters.get("to_date"))
	return Wanted(
		scheme=filters.get("scheme") or "",
		household=filters.get("household") or "",
		from_date=first,
		to_date=last,
	)


def _of_way(each: Reconciled, filters: frappe._dict) -> bool:
	return not filters.get("through") or each.through == filters.get("through")


def _shown(each: Reconciled, filters: frappe._dict) -> bool:
	compared, show = each.compared, filters.get("show") or TO_MEND
	if show == EVERYTHING or compared.to_mend or compared.unexplained:
		return True
	return show == UNDER_WAY and bool(compared.findings)


def _row(each: Reconciled) -> dict[str, Any]:
	compared = each.compared
	worst_first = sorted(compared.findings, key=lambda finding: finding.severity is not Severity.WARN)
	return {
		"document_type": each.doctype,
		"document": each.document,
		"household_name": each.household_name,
		"status": _(each.status),
		"kind": ", ".join(dict.fromkeys(_(KINDS[finding.code]) for finding in worst_first)),
		"ours": compared.ours,
		"theirs": compared.theirs,
		"difference": compared.difference,
		"found": " ".join(message_of(finding, each.currency) for finding in worst_first),
		"remedy": " ".join(dict.fromkeys(remedy_of(finding, each.currency) for finding in worst_first)),
		"ours_paid": compared.ours_paid,
		"theirs_paid": compared.theirs_paid,
		"paid_difference": compared.paid_difference,
		"invoice": each.invoice,
		"batch": each.batch,
		"through": _(each.through),
		"scheme": each.scheme,
		"currency": each.currency,
		"to_mend": int(compared.to_mend),
	}


def _columns() -> list[dict[str, Any]]:
	return [
		{
			"fieldname": "document",
			"label": _("Payment or claim"),
			"fieldtype": "Dynamic Link",
			"options": "document_type",
			"width": 160,
		},
		_text("household_name", _("Household"), 160),
		_text("kind", _("What differs"), 150),
		_money("difference", _("Difference")),
		_text("found", _("What was found"), 400),
		_text("remedy", _("What to do"), 400),
		_text("status", _("Our state"), 100),
		_money("ours", _("Ours")),
		_money("theirs", _("Ledger or batch")),
		_money("ours_paid", _("Ours: paid")),
		_money("theirs_paid", _("Theirs: paid")),
		_money("paid_difference", _("Paid: difference")),
		# no link column: a reader need not have a role in the ledger, and those who have get the link from the script
		_text("invoice", _("Invoice"), 170),
		{
			"fieldname": "batch",
			"label": _("Batch"),
			"fieldtype": "Link",
			"options": "Mentoring Payment Batch",
			"width": 150,
		},
		_text("through", _("Paid through"), 120),
		{
			"fieldname": "scheme",
			"label": _("Scheme"),
			"fieldtype": "Link",
			"options": "Mentoring Scheme",
			"width": 180,
		},
		_text("currency", _("Currency"), 90),
		{"fieldname": "document_type", "label": _("Kind"), "fieldtype": "Data", "hidden": 1},
	]


def _text(fieldname: str, label: str, width: int) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Data", "align": "left", "width": width}


def _money(fieldname: str, label: str) -> dict[str, Any]:
	return {
		"fieldname": fieldname,
		"label": label,
		"fieldtype": "Currency",
		"options": "currency",
		"width": 125,
	}


def _message(found: Sequence[Reconciled], shown: Sequence[Reconciled]) -> str:
	ours = sum(each.doctype in PAYABLE for each in found)
	if not ours and not shown:
		return _("Nothing has been approved yet in what was chosen.")
	if not shown:
		return _(
			"There is nothing to mend: {0} payments and claims agree, or wait for what is under way."
		).format(ours)
	return ""


def _chart(found: Sequence[Reconciled]) -> dict[str, Any] | None:
	"""How many differences there are of each kind, what is under way too."""
	counts = Counter(_(KINDS[finding.code]) for each in found for finding in each.compared.findings)
	labels = [label for label, _number in counts.most_common()]
	series = {_("Differences"): [counts[label] for label in labels]}
	return operations.bars(labels, series, _("Differences by kind"), ["#1d4f91"])


def _summary(found: Sequence[Reconciled]) -> list[dict[str, Any]]:
	"""Ours less theirs is what is under way and what is to be mended; for each currency by itself."""
	currencies = sorted({each.currency for each in found if each.currency})
	cards = [card for currency in currencies for card in _sums(found, currency)]
	unexplained = sum(each.compared.unexplained for each in found)
	to_mend = sum(each.compared.to_mend for each in found)
	return [
		*cards,
		_count(_("To be mended"), to_mend, "Red" if to_mend else "Green"),
		_count(_("Unexplained"), unexplained, "Red" if unexplained else "Green"),
	]


def _sums(found: Sequence[Reconciled], currency: str) -> list[dict[str, Any]]:
	compared = [each.compared for each in found if each.currency == currency]
	to_mend = _sum(each.difference for each in compared if each.to_mend or each.unexplained)
	under_way = _sum(each.difference for each in compared if not (each.to_mend or each.unexplained))
	return [
		_sum_card(_("Ours"), _sum(each.ours for each in compared), currency, "Blue"),
		_sum_card(_("Ledger and batches"), _sum(each.theirs for each in compared), currency, "Blue"),
		_sum_card(_("Under way"), under_way, currency, "Blue"),
		_sum_card(_("Difference to be mended"), to_mend, currency, "Red" if to_mend else "Green"),
	]


def _sum(amounts: Iterable[Decimal]) -> Decimal:
	return sum(amounts, NOTHING)


def _sum_card(label: str, value: Decimal, currency: str, indicator: str) -> dict[str, Any]:
	return {
		"label": label,
		"value": value,
		"datatype": "Currency",
		"currency": currency,
		"indicator": indicator,
	}


def _count(label: str, value: int, indicator: str) -> dict[str, Any]:
	return {"label": label, "value": value, "datatype": "Int", "indicator": indicator}
