"""Links of the workbook in mid-life: what their state asks for, and the term that the policy gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import Ref, points_to
from mentoring_scheme.importing.known import Known
from mentoring_scheme.importing.remarks import RULE, Remark, about, note, wrong
from mentoring_scheme.importing.sheets import LINKS, MENTORS, PEOPLE
from mentoring_scheme.policy.eligibility import Approval, MentorFacts, assess_mentor
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.states import LinkState, Stage
from mentoring_scheme.policy.term_values import Extension, TermFacts
from mentoring_scheme.policy.terms import Suspension, assess_term, plan
from mentoring_scheme.policy.text import _
from mentoring_scheme.policy.training import Attended
from mentoring_scheme.policy.verdicts import Figure, Finding, Severity

ENDED = (LinkState.CLOSED.value, LinkState.ENDED_EARLY.value)
STATES = (LinkState.ACTIVE.value, LinkState.SUSPENDED.value, LinkState.CLOSING.value, *ENDED)
"""The states in which a link is brought in: whatever has not started yet is proposed here, by the rules."""
MENTORING = (Stage.APPROVED.value, Stage.ACTIVE.value)

TAKEN_ALL_THE_SAME = _(
	"The mentor is brought in all the same, and this is kept under Decisions. Put it right when you can."
)

# In which cell of the workbook a finding of the policy about the term is mended.
_CELLS = {
	"approval-not-known": "commencement_differs",
	"approval-after-start": "start_date",
	"commencement-without-effect": "commencement_differs",
	"commencement-reason": "commencement_reason",
	"event-without-effect": "event_on",
	"suspension-reason": "suspension_reason",
}
_NEEDS: Mapping[str, tuple[str, ...]] = {
	LinkState.SUSPENDED.value: ("suspended_from",),
	LinkState.CLOSED.value: ("ended_on", "ending_kind"),
	LinkState.ENDED_EARLY.value: ("ended_on", "status_reason"),
}


def check(rows: Iterable[Row], by_ref: Mapping[Ref, Row], known: Known, today: date) -> list[Remark]:
	"""All remarks about new links, and about whether the new mentors fulfil what the policy asks of mentors."""
	remarks: list[Remark] = []
	for row in rows:
		if row.sheet == LINKS:
			remarks += [*_two_people(row), *_state(row), *_agreement(row), *_extension(row)]
			remarks += _term(row, by_ref, known, today)
		if row.sheet == MENTORS:
			remarks += _eligibility(row, by_ref, known, today)
	return remarks


def terms_of(row: Row, by_ref: Mapping[Ref, Row], known: Known) -> TermFacts | None:
	"""What the length of a link rests on; None where too little of the row could be read."""
	start = row.day("start_date")
	if start is None or not row.text("support_type"):
		return None
	suspended = row.day("suspended_from")
	stops = (
		(Suspension(suspended, row.day("resumed_on"), row.text("suspension_reason")),) if suspended else ()
	)
	extension = (
		(Extension(row.whole("extended_by"), row.text("extension_reason"), row.day("extension_on")),)
		if row.whole("extended_by")
		else ()
	)
	return TermFacts(
		support_type=row.text("support_type"),
		start=start,
		approved_on=_approval_of_mentee(row, by_ref, known),
		commencement_agreed=row.yes("commencement_differs"),
		commencement_reason=row.text("commencement_reason"),
		event_on=row.day("event_on"),
		extensions=extension,
		suspensions=stops,
		ended_on=row.day("ended_on"),
	)


def _approval_of_mentee(row: Row, by_ref: Mapping[Ref, Row], known: Known) -> date | None:
	"""The mentee's approval that has not ended: from the workbook, or of a person who is on the site already."""
	ref = points_to(row, "mentee")
	person = by_ref.get((PEOPLE, ref[1])) if ref else None
	if person is None or person.text("known_as"):
		there = person.text("known_as") if person else ""
		on_site = known.entries.get((PEOPLE, ref[1])) if ref and not there else None
		return known.approved_on.get(on_site.name if on_site else there)
	return None if person.day("approval_ended_on") else person.day("approved_on")


def _two_people(row: Row) -> Iterator[Remark]:
	if row.text("mentor") and row.text("mentor").casefold() == row.text("mentee").casefold():
		yield wrong(
			row,
			"mentee",
			"one-person",
			_("Mentor and mentee are the same person."),
			_("Correct one of the two references."),
		)


def _state(row: Row) -> Iterator[Remark]:
	state = row.text("status")
	for fieldname in _NEEDS.get(state, ()):
		if not row.written.get(fieldname):
			yield wrong(
				row,
				fieldname,
				"state-needs",
				_("A link that is “{state}” has this."),
				_("Fill it in, or correct the state."),
				state=state,
			)
	is_open = bool(row.day("suspended_from")) and not row.written.get("resumed_on")
	if state and is_open != (state == LinkState.SUSPENDED.value) and row.day("suspended_from"):
		yield wrong(
			row,
			"resumed_on",
			"suspension-open",
			_("The link is “{state}”, and this does not fit: only a suspended link has not resumed."),
			_("Write the day on which support resumed, or correct the state."),
			state=state,
		)
	if row.written.get("ended_on") and state not in (*ENDED, LinkState.CLOSING.value, ""):
		yield wrong(
			row,
			"ended_on",
			"not-ended",
			_("The link is “{state}”, and has a day on which it ended."),
			_("Correct the state, or clear the day."),
			state=state,
		)


def _agreement(row: Row) -> Iterator[Remark]:
	if row.written.get("agreement_on") or row.text("status") in ENDED:
		return
	yield note(
		row,
		"agreement_on",
		"no-agreement",
		_("There is no signed agreement. The link is brought in without one, and that is noted on it."),
		_("Write the day of the last signature, or prepare an agreement here afterwards."),
	)


def _extension(row: Row) -> Iterator[Remark]:
	for fieldname in ("extension_on", "extension_reason") if row.whole("extended_by") else ():
		if not row.written.get(fieldname):
			yield wrong(
				row,
				fieldname,
				"extension",
				_("The link was extended, and this goes with it."),
				_("Fill it in. An extension has a reason and a day on which it was agreed."),
			)


def _term(row: Row, by_ref: Mapping[Ref, Row], known: Known, today: date) -> Iterator[Remark]:
	facts = terms_of(row, by_ref, known)
	if facts is None:
		return
	try:
		assessment = assess_term(facts, known.policy, today)
		for finding in (*assessment.refusals, *assessment.warnings):
			yield about(row, _CELLS.get(finding.code, "start_date"), finding)
		planned = plan(facts, known.policy, today).planned_end
	except PolicyError as error:
		yield about(row, "start_date", _as_finding(error))
		return
	written = row.day("planned_end")
	if written and assessment.allowed and written != planned:
		yield wrong(
			row,
			"planned_end",
			"planned-end",
			_("From what the row says, the policy works out the planned end as {planned}."),
			_(
				"Record what was agreed differently, an extension or another beginning of the months, or clear it."
			),
			planned=planned or _("open"),
		)


def _as_finding(error: PolicyError) -> Finding:
	figures: dict[str, Figure] = {
		name: value if isinstance(value, date | int) else str(value) for name, value in error.figures.items()
	}
	return Finding(RULE, "term", Severity.REFUSE, error.problem, figures, _("Correct the dates of the link."))


def _eligibility(row: Row, by_ref: Mapping[Ref, Row], known: Known, today: date) -> Iterator[Remark]:
	"""Whoever mentors already is taken as approved. What the policy would have refused is said, and kept as a decision."""
	person = by_ref.get((PEOPLE, row.text("person").casefold()))
	if row.text("stage") not in MENTORING or person is None or person.text("known_as"):
		return
	try:
		assessment = assess_mentor(_mentor_facts(row, person), known.policy, today)
	except PolicyError:
		return  # dates that contradict each other are remarked upon where they stand
	for finding in (*assessment.refusals, *assessment.warnings):
		yield about(row, "stage", replace(finding, severity=Severity.WARN, remedy=TAKEN_ALL_THE_SAME))


def _mentor_facts(row: Row, person: Row) -> MentorFacts:
	approved, since = person.day("approved_on"), person.day("caring_since")
	attended = row.day("training_attended_on")
	return MentorFacts(
		approvals=(
			(
				Approval(
					person.text("approval_type"),
					approved,
					person.day("approval_ended_on"),
					person.whole("level") or None,
				),
			)
			if approved
			else ()
		),
		active_periods=(Period(since, person.day("caring_until")),) if since else (),
		commitment_confirmed=row.yes("commitment_confirmed") or None,
		attended=(Attended(row.text("training"), attended),) if attended else (),
		mentor_since=row.day("approved_on"),
	)
