"""One expense of a claim: the page that asks for it, and keeping what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cstr, flt, fmt_money, get_last_day, getdate, today

from mentoring_scheme.mentoring_scheme.claims import proposals
from mentoring_scheme.mentoring_scheme.claims.sources import Source
from mentoring_scheme.mentoring_scheme.verdict import message_of, remedy_of
from mentoring_scheme.policy.choices import Counted, Receipt
from mentoring_scheme.policy.claims import ClaimFacts, ExpenseLine, assess_claim
from mentoring_scheme.policy.scheme import ExpenseKind
from mentoring_scheme.policy.verdicts import Assessment
from mentoring_scheme.portal import receipts, typed
from mentoring_scheme.portal.claims import figure, path_of
from mentoring_scheme.portal.forms import Answers, forget, keep, taken_up
from mentoring_scheme.portal.frame import address
from mentoring_scheme.portal.lines import form_of, line_to_write

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim

TABLE = "expense_lines"
LONGEST = {"journey": 140, "note": 1000}
NO_RECORD = "none"

# Which field of the page a finding of the policy is about. What is not listed does not stop the line from being kept:
# a receipt can follow, a record can still be written, a manager can agree to what is over a limit.
FIELD_OF_FINDING = {
	"claim-out-of-month": "day",
	"claim-future": "day",
	"claim-kind": "",
	"claim-amount": "spent",
	"claim-miles": "miles",
	"claim-passengers": "passengers",
	"claim-rate": "day",
}


def page(claim: MentorClaim, line: str, kind: str) -> dict[str, Any]:
	"""What the page shows: which kinds there are, or, once a kind is chosen, what to say of it."""
	row = next((each for each in claim.expense_lines if each.name == line), None)
	chosen = next(
		(each for each in claim.policy.expense_kinds_paid if each.kind == (row.kind if row else kind)), None
	)
	path = path_of(claim)
	if chosen is None:
		return {"choices": [_choice(each, path) for each in claim.policy.expense_kinds_paid]}
	line = line or frappe.generate_hash(length=10)
	answers = taken_up(form_of(claim, line), _stored(row))
	return {
		"answers": answers,
		"problems": answers.listed(),
		"claim": claim.name,
		"line": line,
		"kind": chosen.kind,
		"is_new": row is None,
		"by_miles": chosen.counted is Counted.MILES,
		"is_travel": chosen.travel,
		"sources": _choices_of_source(claim),
		"must_have_source": claim.policy.claims_rest_on_records,
		"source_hint": _source_hint(claim),
		"limits": _limits(chosen, claim.currency),
		"receipt_hint": _receipt_hint(chosen, claim.currency),
		"receipt_kept": answers.typed.get(receipts.KEPT, ""),
		"receipt_name": receipts.name_of(answers.typed.get(receipts.KEPT, "")),
		"currency_sign": _sign(claim.currency),
		"first_day": cstr(getdate(claim.month)),
		"last_day": cstr(min(getdate(get_last_day(claim.month)), getdate(today()))),
	}


def title(shown: Mapping[str, Any]) -> str:
	"""What the page is called."""
	if "choices" in shown:
		return _("What kind of expense is it?")
	return shown["kind"] if shown["is_new"] else _("Change: {0}").format(shown["kind"])


def write(claim: MentorClaim, line: str, kind: str, answers: Answers) -> bool:
	"""Keep what was typed as one line of the claim; False where something is wrong, which the answers then say."""
	values = _values(claim, kind, answers)
	came_before = answers.typed[receipts.KEPT]
	receipt = receipts.take(claim, answers)
	if receipt:
		answers.typed[receipts.KEPT] = receipt
	if answers.fine:
		_ask_policy(claim, values, answers)
	if not answers.fine:
		return False
	row = line_to_write(claim, TABLE, line)
	former = row.receipt
	row.update({**values, "receipt": receipt})
	if not keep(claim, answers):
		return False
	for url in (former, came_before):
		receipts.drop(claim, url)
	forget(form_of(claim, line))
	return True


def remove(claim: MentorClaim, line: str) -> None:
	"""Take an expense off the claim, and its receipt with it."""
	rows = [row for row in claim.expense_lines if row.name == line]
	for row in rows:
		claim.remove(row)
	if rows:
		claim.save()
		receipts.drop(claim, rows[0].receipt)


def _values(claim: MentorClaim, kind: str, answers: Answers) -> dict[str, Any]:
	"""What was typed, read; what cannot be read, or is missing, is noted."""
	for fieldname, longest in LONGEST.items():
		if len(answers.typed[fieldname]) > longest:
			answers.wrong(fieldname, _("Write this in {0} characters or fewer").format(longest))
	source = _source(claim, answers)
	day = answers.read("day", typed.day) or (source.day if source else None)
	if day is None and "source" not in answers.problems:
		answers.wrong("day", _("Enter the day"))
	by_miles = any(
		each.kind == kind and each.counted is Counted.MILES for each in claim.policy.expense_kinds_paid
	)
	people = _("Enter how many people in figures, such as 1")
	values = {
		"kind": kind,
		"date": day,
		"source_type": source.source_type if source else None,
		"source": source.source if source else None,
		"journey": answers.typed["journey"].strip(),
		"note": answers.typed["note"].strip(),
		"miles": answers.read("miles", typed.miles) if by_miles else None,
		"passengers": (answers.read("passengers", lambda text: typed.whole(text, people)) or 0)
		if by_miles
		else 0,
		"amount_claimed": None if by_miles else answers.read("spent", typed.amount),
	}
	_ask_what_is_missing(by_miles, values, answers)
	return values


def _ask_what_is_missing(by_miles: bool, values: dict[str, Any], answers: Answers) -> None:
	if by_miles and values["miles"] is None:
		answers.wrong("miles", _("Enter the miles"))
	if by_miles and not values["journey"]:
		answers.wrong("journey", _("Enter where you drove, such as Kingston – Richmond – Kingston"))
	if not by_miles and values["amount_claimed"] is None:
		answers.wrong("spent", _("Enter what you spent"))


def _source(claim: MentorClaim, answers: Answers) -> Source | None:
	"""The record that was chosen, out of the claim's own; nothing else can be chosen."""
	chosen = answers.typed["source"]
	if chosen in ("", NO_RECORD):
		return None
	found = next((each for each in proposals.of_month(claim) if _source_key(each) == chosen), None)
	if found is None:
		answers.wrong("source", _("Choose one of these"))
	return found


def _ask_policy(claim: MentorClaim, values: dict[str, Any], answers: Answers) -> None:
	"""What the policy says against the line by itself, beside the field that it is about."""
	line = ExpenseLine(
		key="typed",
		day=getdate(values["date"]),
		kind=values["kind"],
		spent=values["amount_claimed"] or Decimal(0),
		miles=values["miles"] or Decimal(0),
		passengers=values["passengers"],
		journey=values["journey"],
		has_receipt=True,
	)
	facts = ClaimFacts(month=getdate(claim.month), expenses=(line,))
	found = assess_claim(facts, claim.policy, getdate(today()))
	note_findings(found, FIELD_OF_FINDING, answers, claim.currency)


def note_findings(assessment: Assessment, fields: dict[str, str], answers: Answers, currency: str) -> None:
	"""Note the refusals that are about a field of a page, each beside its field."""
	for finding in assessment.refusals:
		if finding.code in fields:
			said = f"{message_of(finding, currency)} {remedy_of(finding, currency)}"
			answers.wrong(fields[finding.code], said)


def _stored(row: Any) -> dict[str, str]:
	if row is None:
		return {}
	return {
		"day": cstr(getdate(row.date)),
		"source": f"{row.source_type}/{row.source}" if row.source else NO_RECORD,
		"journey": row.journey or "",
		"miles": figure(row.miles) if row.miles else "",
		"passengers": str(row.passengers) if row.passengers else "",
		"spent": f"{flt(row.amount_claimed):.2f}" if row.amount_claimed else "",
		"note": row.note or "",
		receipts.KEPT: row.receipt or "",
	}


def _choice(kind: ExpenseKind, path: str) -> dict[str, str]:
	return {"href": address(f"{path}/expense", kind=kind.kind), "text": kind.kind}


def _choices_of_source(claim: MentorClaim) -> list[dict[str, str]]:
	choices = [{"value": _source_key(each), "text": each.label} for each in proposals.of_month(claim)]
	return [*choices, {"value": NO_RECORD, "text": _("None of these")}] if choices else []


def _source_hint(claim: MentorClaim) -> str:
	if not claim.policy.claims_rest_on_records:
		return ""
	return _("An expense rests on something that is recorded. What is missing here has to be recorded first.")


def _source_key(source: Source) -> str:
	return f"{source.source_type}/{source.source}"


def _limits(kind: ExpenseKind, currency: str) -> list[str]:
	return [
		words.format(fmt_money(limit, precision=2, currency=currency))
		for limit, words in (
			(kind.limit_each, _("At most {0} each time.")),
			(kind.limit_month, _("At most {0} in a month.")),
		)
		if limit
	]


def _receipt_hint(kind: ExpenseKind, currency: str) -> str:
	if kind.receipt is Receipt.NEVER:
		return ""
	if kind.receipt is Receipt.ALWAYS:
		return _(
			"A photograph or a PDF, up to 10 MB. You can add it later, but before you send the claim in."
		)
	above = fmt_money(kind.receipt_above, precision=2, currency=currency)
	return _("Needed for more than {0}. A photograph or a PDF, up to 10 MB.").format(above)


def _sign(currency: str) -> str:
	return frappe.get_cached_value("Currency", currency, "symbol") or currency
