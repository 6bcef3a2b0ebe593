"""What a link needs before it is introduced and before it is active (R21, R23, R24, R26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from .choices import Attendance
from .consultation import is_overdue
from .link_values import Answer, Consultation, Introduction, LinkFacts
from .scheme import SchemePolicy
from .text import _
from .verdicts import Assessment, Finding, Severity, passed, refuse, warn


def assess_consultation(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether both SSWs have answered, where the policy asks for it (R21).

	"Does not agree" refuses, and a manager may decide otherwise; "Has concerns" warns.
	"""
	if not policy.consult_both_ssws:
		return Assessment()
	return Assessment(
		(
			*_answer(facts.mentor_ssw, "mentor-ssw", _("the mentor's supervising social worker"), today),
			*_answer(facts.mentee_ssw, "mentee-ssw", _("the mentee's supervising social worker"), today),
		)
	)


def assess_activation(facts: LinkFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether an introduced link may become active (R26).

	Where the policy lets the pair start by phone, and all topics of the phone checklist are covered, the checklist
	stands in for the introduction meeting and the signatures until they follow: what is missing then only warns.
	"""
	by_phone = _phone(facts, policy)
	until_then = bool(by_phone.passes)
	meeting = Assessment((*_introduction(facts, policy, today), *_agreement(facts, policy, today)))
	return (
		assess_consultation(facts, policy, today)
		+ (_softened(meeting) if until_then else meeting)
		+ by_phone
		+ Assessment((*_start(facts, today),))
	)


def _answer(consultation: Consultation, who: str, person: str, today: date) -> list[Finding]:
	code = f"consultation-{who}"
	if consultation.answer is None:
		return [_awaited(consultation, code, person, today)]
	if consultation.answered_on is None or consultation.answered_on > today:
		message = _(
			"The answer from {person} is dated {answered_on}; it must have a date up to today ({today})."
		)
		return [
			refuse(
				"R21",
				code,
				message,
				_("Correct the date of the answer."),
				person=person,
				answered_on=consultation.answered_on,
				today=today,
			)
		]
	return [_answered(consultation.answer, code, person, consultation.answered_on)]


def _awaited(consultation: Consultation, code: str, person: str, today: date) -> Finding:
	message = _("There is no answer yet from {person}.")
	if consultation.asked_on:
		message = _("There is no answer yet from {person}. They were asked on {asked_on}.")
	if is_overdue(consultation.answer_by, False, today):
		message = _(
			"There is no answer yet from {person}. They were asked on {asked_on}; it is overdue since {answer_by}."
		)
	return refuse(
		"R21",
		code,
		message,
		_("Ask them, and record the answer with its date."),
		person=person,
		asked_on=consultation.asked_on,
		answer_by=consultation.answer_by,
	)


def _answered(answer: Answer, code: str, person: str, answered_on: date) -> Finding:
	if answer is Answer.AGREES:
		message = _("The answer from {person} on {answered_on} is: agrees.")
		return passed("R21", code, message, person=person, answered_on=answered_on)
	occasion = answered_on.isoformat()
	if answer is Answer.CONCERNS:
		message = _("The answer from {person} on {answered_on} is: has concerns.")
		remedy = _("Talk the concerns over, and go on with a reason.")
		return warn("R21", code, message, remedy, occasion=occasion, person=person, answered_on=answered_on)
	return refuse(
		"R21",
		code,
		_("The answer from {person} on {answered_on} is: does not agree."),
		_("Choose another mentor."),
		overridable=True,
		occasion=occasion,
		person=person,
		answered_on=answered_on,
	)


def _introduction(facts: LinkFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	if policy.introduction_attendance is Attendance.NOT_ASKED:
		return []
	meeting = facts.introduction
	if meeting.held_on is None:
		message = _("No introduction meeting is recorded.")
		return [
			refuse("R23", "introduction", message, _("Hold the meeting and record its date."), held_on=None)
		]
	if meeting.held_on > today:
		message = _("The introduction is dated {held_on}, which is after today ({today}).")
		remedy = _("Record it once it has taken place.")
		return [refuse("R23", "introduction", message, remedy, held_on=meeting.held_on, today=today)]
	held = passed(
		"R23", "introduction", _("The introduction was held on {held_on}."), held_on=meeting.held_on
	)
	return [held, *_attendance(meeting, policy), *_topics(meeting, policy), *_happy(meeting, policy)]


def _attendance(meeting: Introduction, policy: SchemePolicy) -> list[Finding]:
	present = {
		_("the mentor"): meeting.mentor_attended,
		_("the mentee"): meeting.mentee_attended,
		**_staff(meeting, policy.introduction_attendance),
	}
	missing = [who for who, there in present.items() if not there]
	if not missing:
		return [
			passed("R23", "introduction-attendance", _("Everybody who is asked was at the introduction."))
		]
	return [
		refuse(
			"R23",
			"introduction-attendance",
			_("At the introduction of {held_on} these were not there: {missing}."),
			_("Record who was there, or meet again with everybody who is asked."),
			held_on=meeting.held_on,
			missing=", ".join(missing),
		)
	]


def _staff(meeting: Introduction, asked: Attendance) -> dict[str, bool]:
	if asked is Attendance.BOTH_SSWS:
		return {
			_("the mentor's supervising social worker"): meeting.mentor_ssw_attended,
			_("the mentee's supervising social worker"): meeting.mentee_ssw_attended,
		}
	if asked is Attendance.COORDINATOR:
		return {_("the co-ordinator"): meeting.coordinator_attended}
	return {_("the project worker"): meeting.project_worker_attended}


def _topics(meeting: Introduction, policy: SchemePolicy) -> list[Finding]:
	topics = [each.topic for each in policy.introduction_topics]
	missing = [topic for topic in topics if topic not in meeting.topics_covered]
	figures: dict[str, Any] = {"covered": len(topics) - len(missing), "asked": len(topics)}
	if not missing:
		return [passed("R23", "introduction-topics", _("All topics were covered ({asked})."), **figures)]
	return [
		refuse(
			"R23",
			"introduction-topics",
			_("The introduction covered {covered} of {asked} topics. Missing: {missing}."),
			_("Go through the missing topics with the pair and tick them."),
			missing="; ".join(missing),
			**figures,
		)
	]


def _happy(meeting: Introduction, policy: SchemePolicy) -> list[Finding]:
	if not policy.both_happy_required:
		return []
	answers = {_("the mentor"): meeting.mentor_happy, _("the mentee"): meeting.mentee_happy}
	unhappy = [who for who, answer in answers.items() if answer is False]
	unasked = [who for who, answer in answers.items() if answer is None]
	if unhappy:
		message = _("Not happy to go on: {who}.")
		remedy = _("Do not start the link. Decline it, and offer another mentor.")
		return [refuse("R23", "both-happy", message, remedy, who=", ".join(unhappy))]
	if unasked:
		message = _("It is not recorded whether these are happy to go on: {who}.")
		return [
			refuse(
				"R23", "both-happy", message, _("Ask them, and record the answer."), who=", ".join(unasked)
			)
		]
	return [passed("R23", "both-happy", _("The mentor and the mentee are both happy to go on."))]


def _agreement(facts: LinkFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	signatures = {
		_("the mentor"): facts.agreement.signed_by_mentor_on,
		_("the mentee"): facts.agreement.signed_by_mentee_on,
	}
	if policy.agreement_needs_ssw:
		signatures[_("the supervising social worker")] = facts.agreement.signed_by_ssw_on
	missing = [who for who, day in signatures.items() if day is None]
	future = [day for day in signatures.values() if day is not None and day > today]
	findings = _sections(facts, policy)
	if missing:
		findings.append(_not_signed(missing))
	if future:
		findings.append(_signed_in_future(max(future), today))
	if not missing and not future:
		last = max(day for day in signatures.values() if day is not None)
		message = _("The agreement is signed; the last signature is of {signed_on}.")
		findings.append(passed("R26", "agreement-signed", message, signed_on=last))
	return findings


def _sections(facts: LinkFacts, policy: SchemePolicy) -> list[Finding]:
	mandatory = [each.section for each in policy.agreement_sections if each.mandatory]
	missing = [section for section in mandatory if section not in facts.agreement.sections_filled]
	figures: dict[str, Any] = {"filled": len(mandatory) - len(missing), "asked": len(mandatory)}
	if not missing:
		return [
			passed(
				"R24",
				"agreement-sections",
				_("All sections that must be filled in are ({asked})."),
				**figures,
			)
		]
	return [
		refuse(
			"R24",
			"agreement-sections",
			_("The agreement has {filled} of the {asked} sections that it must have. Empty: {missing}."),
			_("Fill in the empty sections together with the pair."),
			missing="; ".join(missing),
			**figures,
		)
	]


def _not_signed(missing: list[str]) -> Finding:
	return refuse(
		"R26",
		"agreement-signed",
		_("The agreement is not signed by: {missing}."),
		_("Have the agreement signed by everybody who is asked, with the date."),
		missing=", ".join(missing),
	)


def _signed_in_future(day: date, today: date) -> Finding:
	return refuse(
		"R26",
		"agreement-signed-in-future",
		_("A signature is dated {signed_on}, which is after today ({today})."),
		_("Correct the date of the signature."),
		signed_on=day,
		today=today,
	)


def _phone(facts: LinkFacts, policy: SchemePolicy) -> Assessment:
	"""The phone checklist, as far as it matters: once the agreement is signed, it no longer does."""
	covered = facts.agreement.phone_topics_covered
	if not policy.may_start_by_phone or not covered or _both_signed(facts):
		return Assessment()
	topics = [each.topic for each in policy.introduction_topics if each.also_by_phone]
	missing = [topic for topic in topics if topic not in covered]
	figures: dict[str, Any] = {"covered": len(topics) - len(missing), "asked": len(topics)}
	if not missing:
		message = _("The phone checklist is complete ({asked} topics) and stands in until both have signed.")
		return Assessment((passed("R26", "phone-checklist", message, **figures),))
	return Assessment(
		(
			refuse(
				"R26",
				"phone-checklist",
				_("The phone checklist has {covered} of {asked} topics. Missing: {missing}."),
				_("Go through the missing topics by phone and tick them, or have the agreement signed."),
				missing="; ".join(missing),
				**figures,
			),
		)
	)


def _both_signed(facts: LinkFacts) -> bool:
	return None not in (facts.agreement.signed_by_mentor_on, facts.agreement.signed_by_mentee_on)


def _softened(meeting: Assessment) -> Assessment:
	"""The same findings, with what is merely still missing turned into warnings; wrong dates stay refused."""
	return Assessment(tuple(_later(finding) for finding in meeting.findings))


def _later(finding: Finding) -> Finding:
	to_follow = finding.code in ("introduction", "agreement-signed", "agreement-sections")
	if finding.severity is not Severity.REFUSE or not to_follow or "today" in finding.figures:
		return finding
	return replace(finding, severity=Severity.WARN, occasion="phone")


def _start(facts: LinkFacts, today: date) -> list[Finding]:
	if facts.start_on is None:
		message = _("The link has no start date.")
		return [refuse("R26", "start", message, _("Write the day on which the support starts."), start=None)]
	findings = [*_start_day(facts.start_on, today)]
	held_on, approved_on = facts.introduction.held_on, facts.mentee_approved_on
	if held_on is not None and facts.start_on < held_on:
		findings.append(_start_before_introduction(facts.start_on, held_on))
	if approved_on is not None and facts.start_on < approved_on:
		findings.append(_start_before_approval(facts.start_on, approved_on))
	return findings


def _start_day(start: date, today: date) -> list[Finding]:
	if start <= today:
		return [passed("R26", "start", _("The link starts on {start}."), start=start)]
	return [
		refuse(
			"R26",
			"start",
			_("The start is dated {start}, which is after today ({today})."),
			_("Make the link active on that day, or correct the date."),
			start=start,
			today=today,
		)
	]


def _start_before_introduction(start: date, held_on: date) -> Finding:
	return refuse(
		"R26",
		"start-before-introduction",
		_("The link starts on {start}, before its introduction on {held_on}."),
		_("Choose a start on or after {held_on}, or correct the date of the introduction."),
		start=start,
		held_on=held_on,
	)


def _start_before_approval(start: date, approved_on: date) -> Finding:
	return refuse(
		"R15",
		"start-before-approval",
		_("The link starts on {start}, before the mentee was approved on {approved_on}."),
		_("Choose a start on or after {approved_on}, or correct the date of the approval."),
		start=start,
		approved_on=approved_on,
	)
