"""Acting on what the policy answers: refuse, ask for a reason, record the decision.

Controllers gather facts, ask the policy, and hand the assessment to `enforce`. Nothing here decides.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import fmt_money, formatdate, now_datetime
from frappe.utils.caching import request_cache

from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.policy.choices import Role
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.verdicts import Assessment, Figure, Finding, Severity

OVERRIDE_ROLE = "Mentoring Manager"


class RuleRefusal(frappe.ValidationError):
	"""A rule of the scheme stands in the way."""


class ReasonNeeded(frappe.ValidationError):
	"""A warning, or a refusal that a manager may override, awaits a reason."""


def enforce(doc: Document, assessment: Assessment, decided_elsewhere: Iterable[str] = ()) -> None:
	"""Act on `assessment` for `doc`, which carries the fields `decisions` and `decision_reason`.

	Decisions already taken count, here or on another document (`decided_elsewhere`, finding keys). A reason typed into
	`decision_reason` is recorded for everything that this user may decide; a refusal needs a manager (R8). Whatever remains stops the save. One reason serves for all questions
	of one save; `clear_used_reason` then empties the box.

	Raises RuleRefusal or ReasonNeeded.
	"""
	outstanding = assessment.outstanding(decided_keys(doc) | set(decided_elsewhere))
	decidable = [finding for finding in outstanding if _may_decide(finding)]
	final = [finding for finding in outstanding if finding not in decidable]
	currency = doc.get("currency")
	if final:
		_stop(RuleRefusal, _("Not possible under the rules of the scheme"), final, currency)
	reason = (doc.get("decision_reason") or "").strip()
	if decidable and not reason:
		_stop(ReasonNeeded, _("A reason is needed to go on"), decidable, currency, footer=_ask_for_reason())
	for finding in decidable:
		_record(doc, finding, reason)
	doc.flags.reason_used = doc.flags.reason_used or bool(decidable)


def take_as_decided(
	doc: Document, assessment: Assessment, reason: str, decided_elsewhere: Iterable[str] = ()
) -> None:
	"""Record everything that stands in the way as decided, with this reason: what happened elsewhere has happened.

	For what is brought in from a scheme that was running before. Even what nobody could override here is recorded, so
	that it is seen; nothing is passed over in silence (R8).
	"""
	for finding in assessment.outstanding(decided_keys(doc) | set(decided_elsewhere)):
		if finding.key not in decided_keys(doc) | set(decided_elsewhere):
			_record(doc, finding, reason)


def clear_used_reason(doc: Document) -> None:
	"""Empty the box for the reason once a decision was recorded with it."""
	if doc.flags.reason_used:
		doc.decision_reason = None


def refuse_unless_allowed(assessment: Assessment, currency: str | None = None) -> None:
	"""Act on an assessment that leaves nothing to decide: refusals stop, warnings are shown.

	Raises RuleRefusal.
	"""
	if assessment.refusals:
		_stop(RuleRefusal, _("Not possible under the rules of the scheme"), assessment.refusals, currency)
	for finding in assessment.warnings:
		frappe.msgprint(_as_html(_sentence(finding, currency)), title=_("Please note"), indicator="orange")


def refuse_unless_at(doc: Document, *states: str) -> None:
	"""Stop a step that a document can only take while its status is one of these. Raises RuleRefusal."""
	if doc.status not in states:
		wanted = _(" or ").join(f"“{_(state)}”" for state in states)
		frappe.throw(
			_("{0} is “{1}”. This can only be done while it is {2}.").format(doc.name, _(doc.status), wanted),
			RuleRefusal,
		)


def as_rows(
	assessment: Assessment, decided: Iterable[str] = (), currency: str | None = None
) -> list[dict[str, Any]]:
	"""The findings as the panel of a form shows them: translated, worst first."""
	decided = set(decided)
	worst_first = [*assessment.refusals, *assessment.warnings, *assessment.passes]
	return [
		{
			"rule": finding.rule,
			"severity": finding.severity.value,
			"text": message_of(finding, currency),
			"remedy": remedy_of(finding, currency),
			"decided": finding.key in decided,
			"overridable": finding.overridable,
		}
		for finding in worst_first
	]


def message_of(finding: Finding, currency: str | None = None) -> str:
	"""What was found, in the user's language, with its figures in the site's formats; amounts in `currency`."""
	return _fill(finding.message, finding, currency)


def remedy_of(finding: Finding, currency: str | None = None) -> str:
	"""What the user can do about it; empty where there is nothing to do."""
	return _fill(finding.remedy, finding, currency) if finding.remedy else ""


def listed(sentences: Iterable[str]) -> str:
	"""Sentences as a list in a message, which the desk shows as HTML; they can hold text that people typed."""
	return "<ul>" + "".join(f"<li>{_as_html(sentence)}</li>" for sentence in sentences) + "</ul>"


def problem_of(error: PolicyError) -> str:
	"""What is wrong with a value handed to the policy, in the user's language."""
	return in_words(error.problem, error.figures)


def in_words(sentence: str, figures: Mapping[str, object]) -> str:
	"""A sentence of the policy with {named} places, in the user's language and with the site's formats."""
	return _(sentence).format(**{name: _shown(figure) for name, figure in figures.items()})


def deciding_roles() -> frozenset[str]:
	"""The roles of whoever is at work that a policy may ask for, when somebody approves."""
	return frozenset(role.value for role in Role) & frozenset(frappe.get_roles())


def decided_keys(doc: Document) -> set[str]:
	"""The keys of the findings that someone has decided about on `doc`."""
	return {row.finding_key for row in doc.get("decisions") or []}


def _fill(template: str, finding: Finding, currency: str | None) -> str:
	return _(template).format(**{name: _shown(figure, currency) for name, figure in finding.figures.items()})


def _shown(figure: Figure | object, currency: str | None = None) -> str:
	if figure is None:
		return _("not known")
	if isinstance(figure, date):
		return _day(figure, frappe.local.lang)
	if isinstance(figure, Decimal):
		return fmt_money(figure, 2, currency_of(currency))
	return _(figure) if isinstance(figure, str) else str(figure)


@request_cache
def _day(day: date, _language: str) -> str:
	"""A day in the reader's format. A report says the same few days in a thousand sentences."""
	return formatdate(day)


def _may_decide(finding: Finding) -> bool:
	if finding.severity is Severity.WARN:
		return True
	return finding.overridable and OVERRIDE_ROLE in frappe.get_roles()


def _record(doc: Document, finding: Finding, reason: str) -> None:
	override = finding.severity is Severity.REFUSE
	doc.append(
		"decisions",
		{
			"rule": finding.rule,
			"finding": message_of(finding, doc.get("currency")),
			"finding_key": finding.key,
			"severity": "Override" if override else "Warning acknowledged",
			"reason": reason,
			"decided_by": frappe.session.user,
			"decided_on": now_datetime(),
		},
	)


def _ask_for_reason() -> str:
	return _(
		"To go on, write the reason under Decisions and save again. On a board: open the document and use Actions, which asks for it."
	)


def _stop(
	error: type[Exception], title: str, findings: list[Finding], currency: str | None, footer: str = ""
) -> None:
	items = listed(_sentence(finding, currency) for finding in findings)
	frappe.throw(f"{items}{_as_html(footer)}", error, title=title)


def _as_html(sentence: str) -> str:
	"""Escaped for the text of a page; quotes stay, since the same sentence also answers an API call."""
	return html.escape(sentence, quote=False)


def _sentence(finding: Finding, currency: str | None) -> str:
	parts = [message_of(finding, currency), remedy_of(finding, currency)]
	if finding.overridable and not _may_decide(finding):
		parts.append(_("A Mentoring Manager may decide otherwise, with a reason."))
	return " ".join(part for part in parts if part) + f" ({finding.rule})"
