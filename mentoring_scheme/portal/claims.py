"""What the pages about a mentor's claims show: plain words and figures, ready to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import cstr, flt, fmt_money, formatdate, get_first_day, getdate, today

from mentoring_scheme.access import reach
from mentoring_scheme.mentoring_scheme.claims import api as claims_api
from mentoring_scheme.mentoring_scheme.claims import proposals
from mentoring_scheme.mentoring_scheme.claims.states import PAID, SENT, WITH_WRITER
from mentoring_scheme.mentoring_scheme.verdict import message_of, remedy_of
from mentoring_scheme.policy.choices import Claims
from mentoring_scheme.policy.claim_steps import OVER_LIMIT
from mentoring_scheme.policy.claims import TimeKind, assess_claim, reckon
from mentoring_scheme.policy.verdicts import Finding, Severity
from mentoring_scheme.portal import mine
from mentoring_scheme.portal.frame import HOME, address, not_found, show_instead
from mentoring_scheme.portal.todo import ToDo
from mentoring_scheme.portal.words import length

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim
	from mentoring_scheme.portal.mine import OwnLink

CLAIMS = f"{HOME}/claims"
SHOWN_AT_FIRST = 12
FIRST_MONTHS = 3
TASK = TimeKind.TASK.value
ON_THE_WAY = (SENT, PAID)


def overview(everything: bool = False) -> dict[str, Any]:
	"""The page of claims: what can be claimed, what was sent in, and what was paid. `everything`: the old ones, too."""
	own = mine.mentors()
	names = [mentor.name for mentor in own]
	found, paid = _claims(names, everything), _payments(everything)
	shown = None if everything else SHOWN_AT_FIRST
	to_do = [_to_do(month) for month in claims_api.months() if _is_to_do(month)] if own else []
	return {
		"is_mentor": bool(own),
		"several_schemes": len(own) > 1,
		"to_do": to_do[:FIRST_MONTHS],
		"older_to_do": to_do[FIRST_MONTHS:],
		"claims": [_claim_row(row) for row in found[:shown]],
		"payments": [_payment(row) for row in paid[:shown]],
		"more": not everything and max(len(found), len(paid)) > SHOWN_AT_FIRST,
	}


def to_do(own: list[OwnLink]) -> list[ToDo]:
	"""Each claim that is begun or came back, and last month where nothing is begun: a month that is not over can wait."""
	if not any(link.side is mine.Side.MENTOR for link in own):
		return []
	this_month, last_month = (cstr(get_first_day(today(), d_months=number)) for number in (0, -1))
	months = [month for month in claims_api.months() if _is_to_do(month) and month["month"] < this_month]
	return [_as_to_do(month) for month in months if month["claim"] or month["month"] == last_month]


def _as_to_do(month: dict[str, Any]) -> ToDo:
	came_back = month["status"] == "Returned"
	text = _("Change your claim for {0}") if came_back else _("Send in your claim for {0}")
	return ToDo(
		text=text.format(month["label"]),
		href=f"{CLAIMS}/{month['claim']}" if month["claim"] else CLAIMS,
		detail=month["scheme"],
	)


def asked_for() -> MentorClaim:
	"""The claim that the address names, where it is the user's own; otherwise there is no such page."""
	return mine.claim_to_read(frappe.form_dict.get("claim") or "") or not_found()


def asked_for_writing() -> MentorClaim:
	"""The same, for a form; where the claim was sent in, its page is shown instead."""
	claim = asked_for()
	if claim.status not in WITH_WRITER:
		show_instead(address(path_of(claim), done="closed"))
	return claim


def page(claim: MentorClaim) -> dict[str, Any]:
	"""One claim. While it is written it is worked out anew, because other claims and rates may have changed."""
	policy = claim.policy
	written = _while_written(claim) if claim.status in WITH_WRITER else _as_kept(claim)
	return {
		**written,
		"claim": _claim_row(claim),
		"claim_path": address(path_of(claim)),
		"scheme": claim.scheme,
		"comment": claim.comment if claim.status == "Returned" else "",
		"steps": _steps(claim),
		"takes_tasks": bool(policy.claim_tasks) and policy.claims is Claims.MONTHLY,
		"tasks": [_time(row) for row in claim.time_lines if row.kind == TASK],
		"figures": _figures(claim),
		"total": _money(claim.total, claim.currency),
	}


def _while_written(claim: MentorClaim) -> dict[str, Any]:
	facts, policy = claim.facts(), claim.policy
	paid = reckon(facts, policy)
	claim.take_over(paid)
	unsound = {key for key, line in paid.lines.items() if line.explanation.severity is Severity.REFUSE}
	found = assess_claim(facts, policy, getdate(today())).outstanding(facts.decided)
	stops = [each for each in found if each.severity is Severity.REFUSE and each.code not in OVER_LIMIT]
	records = proposals.of_month(claim)
	lengthless = {record.source for record in records if record.minutes is None}
	return {
		"open": True,
		"stops": [(_place_of(each, claim), _said(each, claim.currency)) for each in stops],
		"doubts": [_said(each, claim.currency) for each in found if each not in stops],
		"missing": len(proposals.missing(claim, records)),
		"times": [_time(row, row.source in lengthless) for row in claim.time_lines if row.kind != TASK],
		"expenses": [_expense(claim, row, row.name in unsound) for row in claim.expense_lines],
	}


def _as_kept(claim: MentorClaim) -> dict[str, Any]:
	return {
		"open": False,
		"times": [_time(row) for row in claim.time_lines if row.kind != TASK],
		"expenses": [_expense(claim, row) for row in claim.expense_lines],
	}


def month_of(claim: Any) -> str:
	"""The month of a claim in words."""
	return formatdate(claim.month, "MMMM yyyy")


def title_of(claim: Any) -> str:
	"""What the page of a claim is called."""
	return _("Claim for {0}").format(month_of(claim))


def way_back(claim: Any) -> dict[str, str]:
	"""The way from a form to its claim."""
	return {"href": address(path_of(claim)), "text": title_of(claim)}


def path_of(claim: Any) -> str:
	"""Where the page of a claim is."""
	return f"{CLAIMS}/{claim.name}"


def done_words() -> dict[str, str]:
	"""What the pages about claims say about what was just done."""
	return {
		"begun": _("Your claim is begun. What you have recorded in this month is on it."),
		"removed": _("Removed."),
		"looked": _("Your records were looked through. What was missing is on the claim."),
		"sent": _("Your claim is sent in."),
		"closed": _("This claim can no longer be changed, so nothing was kept."),
	}


def states() -> dict[str, tuple[str, str]]:
	"""Each state of a claim: how a mentor reads it, and its tone."""
	return {
		"Draft": (_("Not sent in yet"), "todo"),
		"Submitted": (_("Sent in"), "going"),
		"Returned": (_("To be changed"), "stopped"),
		"Checked": (_("Checked"), "going"),
		"Approved": (_("Approved"), "going"),
		"Sent": (_("Payment on its way"), "going"),
		"Paid": (_("Paid"), "good"),
		"Cancelled": (_("Cancelled"), "over"),
	}


def _claims(mentors: list[str], everything: bool) -> list[frappe._dict]:
	if not mentors:
		return []
	return frappe.get_list(
		"Mentor Claim",
		filters={"mentor": ["in", mentors], "status": ["not in", WITH_WRITER]},
		fields=["name", "scheme", "month", "status", "total", "currency", "paid_on", "payment_reference"],
		order_by="month desc, creation desc",
		limit_page_length=0 if everything else SHOWN_AT_FIRST + 1,
	)


def _is_to_do(month: dict[str, Any]) -> bool:
	return month["status"] in (None, *WITH_WRITER)


def _to_do(month: dict[str, Any]) -> dict[str, Any]:
	state, tone = states()[month["status"]] if month["status"] else ("", "")
	return {
		**month,
		"href": address(f"{CLAIMS}/{month['claim']}") if month["claim"] else "",
		"state": state,
		"tone": tone,
	}


def _claim_row(claim: Any) -> dict[str, Any]:
	state, tone = states()[claim.status]
	return {
		"name": claim.name,
		"href": address(path_of(claim)),
		"month": month_of(claim),
		"scheme": claim.scheme,
		"state": state,
		"tone": tone,
		"total": _money(claim.total, claim.currency),
		"paid": _paid_on(claim),
	}


def _paid_on(row: Any) -> str:
	if row.status != "Paid" or not row.paid_on:
		return ""
	if not row.payment_reference:
		return _("Paid on {0}").format(formatdate(row.paid_on))
	return _("Paid on {0}, reference {1}").format(formatdate(row.paid_on), row.payment_reference)


def _payments(everything: bool) -> list[frappe._dict]:
	"""The instalments for the user's own links that are paid or on their way, the newest first.

	A mentor has no right to payments as such, since a household's others are none of theirs.
	"""
	payment = frappe.qb.DocType("Mentoring Payment")
	query = (
		frappe.qb.from_(payment)
		.select(
			payment.kind,
			payment.status,
			payment.scheme,
			payment.amount,
			payment.currency,
			payment.period_start,
			payment.period_end,
			payment.sent_on,
			payment.paid_on,
			payment.payment_reference,
		)
		.where(payment.link.isin(reach.links_as_mentor(frappe.session.user)))
		.where(payment.status.isin(ON_THE_WAY))
		.orderby(payment.paid_on, order=frappe.qb.desc)
		.orderby(payment.due_on, order=frappe.qb.desc)
	)
	return (query if everything else query.limit(SHOWN_AT_FIRST + 1)).run(as_dict=True)


def _payment(row: Any) -> dict[str, str]:
	words = {"Instalment": _("For support from {0} to {1}"), "Correction": _("Correction for {0} to {1}")}
	what = words.get(row.kind, "") if row.period_start else ""
	return {
		"what": what.format(formatdate(row.period_start), formatdate(row.period_end))
		or _("Payment agreed apart"),
		"scheme": row.scheme,
		"amount": _money(row.amount, row.currency),
		"when": _paid_on(row) or _("On its way"),
	}


def _steps(claim: MentorClaim) -> list[dict[str, str]]:
	"""How far the claim has come: what was done, and when."""
	done = (
		(_("Sent in"), claim.submitted_on),
		(_("Checked"), claim.checked_on),
		(_("Approved"), claim.approved_on),
		(_("Payment sent"), claim.sent_on),
		(_("Paid"), claim.paid_on),
	)
	steps = [{"what": what, "when": formatdate(when)} for what, when in done if when]
	if claim.payment_reference and claim.paid_on:
		steps.append({"what": _("Reference"), "when": claim.payment_reference})
	return steps if claim.status not in WITH_WRITER else []


def _place_of(finding: Finding, claim: MentorClaim) -> str:
	"""Where on the page the line stands that a finding is about; empty where it is about none."""
	about = (finding.figures.get("kind"), finding.figures.get("day"))
	rows = [*claim.expense_lines, *claim.time_lines]
	return next((f"line-{row.name}" for row in rows if (row.kind, getdate(row.date)) == about), "")


def _said(finding: Finding, currency: str) -> str:
	return f"{message_of(finding, currency)} {remedy_of(finding, currency)}".strip()


def _time(row: Any, needs_length: bool = False) -> dict[str, Any]:
	kinds = {"Contact": _("Contact"), "Supervision": _("Supervision"), "Event": _("Event")}
	return {
		"line": row.name,
		"what": row.task or _("Task") if row.kind == TASK else kinds.get(row.kind, row.kind),
		"way": row.way or "",
		"day": formatdate(row.date),
		"length": length(row.minutes) if row.minutes or not needs_length else _("Not said yet"),
		"note": row.note or "",
		"needs_length": needs_length,
		"amount": _money(row.amount, row.currency) if row.amount else "",
	}


def _expense(claim: MentorClaim, row: Any, unsound: bool = False) -> dict[str, Any]:
	return {
		"line": row.name,
		"kind": row.kind,
		"day": formatdate(row.date),
		"details": _details(claim, row),
		"amount": _money(row.amount, claim.currency),
		"explanation": row.explanation or "",
		"unsound": unsound,
		"receipt": row.receipt or "",
		"change": address(f"{path_of(claim)}/expense", line=row.name),
	}


def _details(claim: MentorClaim, row: Any) -> list[str]:
	passengers = _("1 passenger") if row.passengers == 1 else _("{0} passengers").format(row.passengers)
	return [
		part
		for part in (
			row.journey,
			_("{0} miles").format(figure(row.miles)) if row.miles else "",
			passengers if row.passengers else "",
			_("{0} spent").format(_money(row.amount_claimed, claim.currency)) if row.amount_claimed else "",
			_("For: {0}").format(row.rests_on) if row.rests_on else "",
			row.note,
		)
		if part
	]


def _figures(claim: MentorClaim) -> list[dict[str, str]]:
	rows = [
		(_("Time"), length(claim.total_minutes), claim.total_minutes),
		(_("Miles"), figure(claim.total_miles), claim.total_miles),
		(_("Tasks"), _money(claim.tasks_total, claim.currency), claim.tasks_total),
		(_("Expenses"), _money(claim.expenses_total, claim.currency), True),
	]
	return [{"what": what, "figure": shown} for what, shown, wanted in rows if wanted]


def figure(number: float | None) -> str:
	"""A number without noughts that say nothing: 12.5, and 12 rather than 12.0."""
	return f"{flt(number):.2f}".rstrip("0").rstrip(".")


def _money(amount: float | None, currency: str | None) -> str:
	return fmt_money(flt(amount), precision=2, currency=currency)
