"""What the ending of a link asks for (R40). It never waits for feedback."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .choices import FeedbackFrom
from .link_values import EndingKind, LinkFacts
from .scheme import SchemePolicy
from .states import ENDED, LinkState
from .text import _, several
from .verdicts import Assessment, Finding, Severity, passed, refuse, warn


def assess_early_ending(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a link may end early: it needs its last day and a reason, without anybody's fault (R37, R40)."""
	return Assessment((*_ended_on(facts, today), _reason(facts)))


def assess_closing(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a link may be closed (R40).

	After an early ending the pair may not want to meet again: closing supervision and reflection then only warn, and
	nobody need agree; the formal record and the files are asked for all the same.
	"""
	early = facts.state is LinkState.ENDED_EARLY
	together = Assessment((*_closing_supervision(facts, policy, today), *_reflection(facts, policy, today)))
	return (
		Assessment((*_ended_on(facts, today), *([_reason(facts)] if early else _agreed(facts, policy))))
		+ (_softened(together) if early else together)
		+ Assessment(
			(
				*_formal_record(facts, policy, today),
				*_filed(facts, policy),
				*_records_not_agreed(facts),
				*_follow_up(facts),
				*_feedback(facts, policy),
			)
		)
	)


def assess_reopening(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether a closed link may be opened again: by a manager, with a reason, each time anew (R31, R40).

	What has gone on the files stays there as it was.
	"""
	occasion = str(facts.ending.reopened + 1)
	message = _("The link was closed. Its records are read-only, and its ending is on record.")
	remedy = _("Leave it closed. Only what is wrong in the ending or in the records is a reason to open it.")
	closed = refuse("R40", "reopen", message, remedy, overridable=True, occasion=occasion)
	missing = facts.ending.bundles_missing
	if not missing:
		return Assessment((closed,))
	unsealed = warn(
		"R31",
		"bundles-missing",
		several(
			missing,
			_(
				"{missing} sealed bundle of the last ending is not made yet, and never will be once it is open."
			),
			_(
				"{missing} sealed bundles of the last ending are not made yet, and never will be once it is open."
			),
		),
		_("Have them made first, on the file entries."),
		occasion=occasion,
		missing=missing,
	)
	return Assessment((closed, unsealed))


def ended_early(kind: EndingKind | None, state: LinkState) -> bool:
	"""Whether support ended before what was agreed, and not because what it was for was reached sooner (R37, R40)."""
	if kind is EndingKind.COMPLETED_EARLY:
		return False
	return state is LinkState.ENDED_EARLY or kind not in (None, EndingKind.COMPLETED)


def completed(kind: EndingKind | None, state: LinkState) -> bool:
	"""Whether a link was completed, in its time or sooner; one that was closed without a word of why was."""
	return state in ENDED and not ended_early(kind, state)


def _softened(assessment: Assessment) -> Assessment:
	return Assessment(
		tuple(
			replace(each, severity=Severity.WARN) if _is_only_missing(each) else each
			for each in assessment.findings
		)
	)


def _is_only_missing(finding: Finding) -> bool:
	return finding.severity is Severity.REFUSE and finding.figures.get("day") is None


def _ended_on(facts: LinkFacts, today: date) -> list[Finding]:
	ended_on, start = facts.ending.ended_on, facts.start_on
	if ended_on is None:
		message = _("The link has no end date.")
		return [
			refuse("R40", "ended-on", message, _("Write the day on which the support ended."), ended_on=None)
		]
	if ended_on > today:
		message = _("The end is dated {ended_on}, which is after today ({today}).")
		remedy = _("Record the end once it has come.")
		return [refuse("R40", "ended-on", message, remedy, ended_on=ended_on, today=today)]
	if start is not None and ended_on < start:
		message = _("The link ended on {ended_on}, before it started on {start}.")
		return [
			refuse(
				"R40", "ended-on", message, _("Correct one of the two dates."), ended_on=ended_on, start=start
			)
		]
	return [passed("R40", "ended-on", _("The support ended on {ended_on}."), ended_on=ended_on)]


def _reason(facts: LinkFacts) -> Finding:
	if facts.ending.reason.strip():
		return passed("R37", "ending-reason", _("The reason for the early ending is recorded."))
	message = _("The link ended early without a reason.")
	remedy = _("Write why; an ending need be nobody's fault.")
	return refuse("R37", "ending-reason", message, remedy)


def _agreed(facts: LinkFacts, policy: SchemePolicy) -> list[Finding]:
	if not policy.ending_agreed_by_both:
		return []
	agreed = {_("the mentor"): facts.ending.agreed_by_mentor, _("the mentee"): facts.ending.agreed_by_mentee}
	missing = [who for who, answer in agreed.items() if not answer]
	if not missing:
		return [passed("R40", "ending-agreed", _("The mentor and the mentee both agree to the ending."))]
	message = _("The ending is not agreed by: {missing}.")
	remedy = _("Ask them. If one of them does not want to go on, record an early ending instead.")
	return [refuse("R40", "ending-agreed", message, remedy, missing=", ".join(missing))]


def _closing_supervision(facts: LinkFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	if not policy.closing_supervision:
		return []
	day = facts.ending.closing_supervision_on
	if day is None:
		message = _("No closing supervision with the mentor is recorded.")
		return [refuse("R40", "closing-supervision", message, _("Hold it and record its date."), day=None)]
	if day > today:
		return [_later_than_today("closing-supervision", _("the closing supervision"), day, today)]
	return [passed("R40", "closing-supervision", _("The closing supervision was on {day}."), day=day)]


def _reflection(facts: LinkFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	if not policy.ending_reflection:
		return []
	day = facts.ending.reflection_on
	if day is None:
		message = _("No reflection with the mentee, and what comes next for them, is recorded.")
		return [refuse("R40", "reflection", message, _("Hold it and record its date."), day=None)]
	if day > today:
		return [_later_than_today("reflection", _("the reflection with the mentee"), day, today)]
	return [passed("R40", "reflection", _("The reflection with the mentee was on {day}."), day=day)]


def _formal_record(facts: LinkFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	if not policy.ending_formal_record:
		return []
	how, day = facts.ending.formal_record, facts.ending.formal_record_on
	if how is None or day is None:
		message = _("The formal ending is not recorded with its date, neither by a meeting nor by a letter.")
		remedy = _("Hold the meeting or send the letter, and record its date.")
		return [refuse("R40", "formal-record", message, remedy, how=how.value if how else None, day=day)]
	if day > today:
		return [_later_than_today("formal-record", _("the formal ending"), day, today)]
	message = _("The formal ending is recorded ({how}) on {day}.")
	return [passed("R40", "formal-record", message, how=how.value, day=day)]


def _later_than_today(code: str, what: str, day: date, today: date) -> Finding:
	return refuse(
		"R40",
		code,
		_("The date of {what} is {day}, which is after today ({today})."),
		_("Record it once it has taken place."),
		what=what,
		day=day,
		today=today,
	)


def _filed(facts: LinkFacts, policy: SchemePolicy) -> list[Finding]:
	if not policy.records_to_files:
		return []
	filed = facts.ending.records_filed
	if filed is None:
		return [passed("R31", "records-filed", _("Closing puts the records on both carers' files."))]
	if filed:
		return [passed("R31", "records-filed", _("The records are on both carers' files."))]
	message = _("The records are not yet on both carers' files.")
	return [refuse("R31", "records-filed", message, _("Put the records on both files first."))]


def _records_not_agreed(facts: LinkFacts) -> list[Finding]:
	records = facts.ending.records_not_agreed
	if not records:
		return []
	message = several(
		records,
		_("{records} contact record is not agreed yet and will be closed as it stands."),
		_("{records} contact records are not agreed yet and will be closed as they stand."),
	)
	remedy = _("Have them agreed first, or go on with a reason.")
	return [warn("R29", "records-not-agreed", message, remedy, occasion=str(records), records=records)]


def _follow_up(facts: LinkFacts) -> list[Finding]:
	"""An ending without fault is followed up, and perhaps another mentor found (R37)."""
	if facts.ending.kind is not EndingKind.WITHOUT_FAULT:
		return []
	if facts.ending.follow_up.strip():
		return [passed("R37", "follow-up", _("What follows for the two after the ending is recorded."))]
	message = _("The link ended without fault, and no follow-up for the two is recorded.")
	return [warn("R37", "follow-up", message, _("Write who follows it up with whom, and when."))]


def _feedback(facts: LinkFacts, policy: SchemePolicy) -> list[Finding]:
	asked = {
		_("the mentor"): (
			facts.ending.mentor_feedback_asked,
			policy.feedback_from in (FeedbackFrom.BOTH, FeedbackFrom.MENTOR),
		),
		_("the mentee"): (
			facts.ending.mentee_feedback_asked,
			policy.feedback_from in (FeedbackFrom.BOTH, FeedbackFrom.MENTEE),
		),
	}
	missing = [who for who, (done, wanted) in asked.items() if wanted and not done]
	if not missing:
		return []
	message = _("Feedback has not been asked of: {missing}.")
	remedy = _("Ask for it now or later; the ending does not wait for it.")
	return [warn("R41", "feedback-asked", message, remedy, missing=", ".join(missing))]
