"""Whether a link may be extended: by how much, why, and by whom (R39)."""

from __future__ import annotations

from datetime import date

from .choices import Anchor
from .months import LONGEST_MONTHS
from .planning import plan
from .scheme import SchemePolicy, SupportType
from .term_values import Extension, TermFacts
from .text import _, several
from .verdicts import Assessment, Finding, passed, refuse, warn


def assess_extension(extension: Extension, facts: TermFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a link may be extended so (R39). `facts` hold the extensions that came before, not this one."""
	support = policy.support_type(facts.support_type)
	findings = [
		*_extension_months(extension, facts, support),
		*_extension_reason(extension, policy),
		*_extension_approval(extension, facts, policy, today),
		*_extension_of_what(facts, support),
		*_extension_late(extension, facts, policy, today),
	]
	return Assessment(tuple(findings))


def _extension_months(extension: Extension, facts: TermFacts, support: SupportType) -> list[Finding]:
	if not 1 <= extension.months <= LONGEST_MONTHS:
		return [
			refuse(
				"R39",
				"extension-months",
				_("An extension of {months} months is not possible; it must be between 1 and {most}."),
				_("Write the number of whole months."),
				months=extension.months,
				most=LONGEST_MONTHS,
			)
		]
	longest, total = support.extension_longest_months, extension.months + facts.extended_by
	if not longest or total <= longest:
		return [_extension_in_all(total)]
	return [
		refuse(
			"R39",
			"extension-longest",
			_(
				"The extensions would come to {total} months; the scheme allows {longest} for “{support_type}”."
			),
			_("Shorten the extension."),
			overridable=True,
			occasion=str(total),
			total=total,
			longest=longest,
			support_type=support.support_type,
		)
	]


def _extension_reason(extension: Extension, policy: SchemePolicy) -> list[Finding]:
	if extension.reason.strip() or not policy.extension_reason_required:
		return []
	return [
		refuse(
			"R39",
			"extension-reason",
			_("The extension by {months} months has no reason."),
			_("Write why the support should go on."),
			months=extension.months,
		)
	]


def _extension_approval(
	extension: Extension, facts: TermFacts, policy: SchemePolicy, today: date
) -> list[Finding]:
	if extension.approved_on is None:
		return [_extension_not_approved(extension, policy)]
	if not facts.start <= extension.approved_on <= today:
		return [
			refuse(
				"R39",
				"extension-date",
				_(
					"The extension is dated {approved_on}; it must lie between the start ({start}) and today ({today})."
				),
				_("Correct the date."),
				approved_on=extension.approved_on,
				start=facts.start,
				today=today,
			)
		]
	if policy.extension_approver.held_by(extension.approver_roles):
		return [
			passed(
				"R39",
				"extension-approver",
				_("Approved by a {role} or above."),
				role=policy.extension_approver.value,
			)
		]
	return [
		refuse(
			"R39",
			"extension-approver",
			_("An extension is approved by a {role}; whoever approved this one has: {roles}."),
			_("Ask a {role} to approve it."),
			role=policy.extension_approver.value,
			roles=", ".join(sorted(extension.approver_roles)) or "–",
		)
	]


def _extension_not_approved(extension: Extension, policy: SchemePolicy) -> Finding:
	return refuse(
		"R39",
		"extension-approver",
		_("The extension by {months} months has not been approved."),
		_("Ask a {role} to approve it."),
		months=extension.months,
		role=policy.extension_approver.value,
	)


def _extension_of_what(facts: TermFacts, support: SupportType) -> list[Finding]:
	if facts.ended_on is not None:
		return [
			refuse(
				"R39",
				"extension-after-end",
				_("The link ended on {ended_on} and cannot be extended."),
				_("Make a new link for the pair."),
				ended_on=facts.ended_on,
			)
		]
	waiting = support.anchor is Anchor.EVENT and facts.event_on is None
	if support.anchor is Anchor.OPEN or waiting:
		return [
			refuse(
				"R39",
				"extension-open-ended",
				_(
					"Support of the type “{support_type}” has no planned end yet, so there is nothing to extend."
				),
				_("Let the link run; it can be extended once it has a planned end."),
				support_type=support.support_type,
			)
		]
	return []


def _extension_in_all(total: int) -> Finding:
	return passed(
		"R39",
		"extension-longest",
		several(
			total,
			_("The link is extended by {total} month in all."),
			_("The link is extended by {total} months in all."),
		),
		total=total,
	)


def _extension_late(
	extension: Extension, facts: TermFacts, policy: SchemePolicy, today: date
) -> list[Finding]:
	"""After the planned end, a part payment may have fallen due; it stays as it is."""
	planned_end = plan(facts, policy, today).planned_end
	if planned_end is None or extension.approved_on is None or extension.approved_on < planned_end:
		return []
	return [
		warn(
			"R39",
			"extension-late",
			_("The extension is approved on {approved_on}, when the planned end of {planned_end} had come."),
			_(
				"Go on with a reason. Payments that fell due by then stay; agree a difference as an exceptional payment."
			),
			occasion=planned_end.isoformat(),
			approved_on=extension.approved_on,
			planned_end=planned_end,
		)
	]
