"""The nightly reminders: who is written to, of what, once; and what bad days do to them (R3, R21–R43)."""

from __future__ import annotations

import email
from datetime import date, timedelta
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today
from makers import (
	days_ago,
	make_claim,
	make_concern,
	make_consultation,
	make_contact_record,
	make_feedback,
	make_link,
	make_supervision,
	make_support_note,
	make_user,
	stand,
)
from queries import count_queries

from mentoring_scheme.access.told import may_be_told
from mentoring_scheme.jobs import reminders
from mentoring_scheme.jobs.batches import each
from mentoring_scheme.mentoring_scheme.mail_wordings import FOR_PEOPLE, FOR_STAFF
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.watching.gather import gather
from mentoring_scheme.mentoring_scheme.watching.links import facts_today, in_links
from mentoring_scheme.mentoring_scheme.watching.values import Watch, watch
from mentoring_scheme.policy.matters_of_links import of_link
from mentoring_scheme.policy.reminders import come

REMINDER = "Mentoring Reminder"
EVERY_DAY = {"reminder_days": "Every day", "weekly_summary_on": "Never"}


@pytest.fixture
def cast() -> Cast:
	return make_cast("kent-adoption", **EVERY_DAY)


def overdue(cast: Cast, days: int = 2) -> Document:
	"""The pair's weekly call is overdue by so many days."""
	return stand(cast.link, start_date=days_ago(7 + days))


def remind(day: date | None = None) -> int:
	"""The job, without the commits between people."""
	return sum(
		each([letter], reminders._tell, reminders.FAILED) for letter in reminders.letters_of(day or TODAY())
	)


def TODAY() -> date:
	return getdate(today())


def mails(to: str | None = None) -> list[Any]:
	"""The mails of reminders that wait in the queue, oldest first."""
	found = frappe.get_all(
		"Email Queue", {"reference_doctype": REMINDER}, ["name", "message"], order_by="creation, name"
	)
	recipients = {
		mail.name: frappe.get_all("Email Queue Recipient", {"parent": mail.name}, pluck="recipient")
		for mail in found
	}
	return [
		email.message_from_string(mail.message) for mail in found if to is None or to in recipients[mail.name]
	]


def text_of(mail: Any) -> str:
	part = next(part for part in mail.walk() if part.get_content_type() == "text/html")
	return part.get_payload(decode=True).decode()


def told(**filters: Any) -> list[tuple[str, str, str]]:
	rows = frappe.get_all(
		REMINDER, filters, ["kind", "step", "recipient"], order_by="creation, kind, recipient"
	)
	return [(row.kind, row.step, row.recipient) for row in rows]


# --- one matter


def test_a_call_nine_days_ago_is_told_to_the_mentor_once_with_a_link_to_the_pair(cast):
	overdue(cast)
	assert [remind(), remind()] == [1, 0]
	assert remind(TODAY() + timedelta(days=1)) == 0, "not one a day"
	assert told() == [("Contact overdue", "First", cast.mentor)]
	(mail,) = mails()
	assert f"/mentoring/links/{cast.link.name}" in text_of(mail)
	row = frappe.get_doc(REMINDER, {"recipient": cast.mentor})
	assert (row.reference_name, row.due_on, row.scheme) == (cast.link.name, days_ago(2), cast.scheme)
	for name in (cast.link.mentor_name, cast.link.mentee_name, cast.link.name, cast.scheme):
		assert name not in mail["Subject"]


def test_after_an_outage_only_the_furthest_step_is_told(cast):
	overdue(cast, days=30)
	assert remind() == 1
	assert told() == [("Contact overdue", "Escalated", cast.co_ordinator)]
	assert frappe.utils.get_url_to_form("Mentoring Link", cast.link.name) in text_of(mails()[0])


def test_a_contact_recorded_meanwhile_ends_the_matter(cast):
	overdue(cast)
	stand(cast.record(), contact_date=days_ago(1))
	assert remind() == 0


def test_quiet_days_wait_and_nothing_is_lost():
	cast = make_cast("kent-adoption", reminder_days="Monday to Friday", weekly_summary_on="Never")
	stand(cast.link, start_date=date(2026, 11, 13))
	assert [remind(date(2026, 11, 21)), remind(date(2026, 11, 22)), remind(date(2026, 11, 23))] == [0, 0, 1]


def test_a_scheme_that_is_closed_or_has_no_rules_reminds_nobody(cast):
	overdue(cast)
	frappe.db.set_value("Mentoring Scheme", cast.scheme, "enabled", 0)
	assert remind() == 0


# --- each kind, to whom it goes


def test_every_kind_reaches_whoever_acts():
	cast = make_cast(
		"tri-borough-fostering",
		**EVERY_DAY,
		required_checks=[{"check": "DBS", "valid_months": 36}],
		staff_call_after_contact=1,
		reminder_rules=[
			{"kind": kind, "enabled": 1, "first_days": 0, "first_when": "After", "escalate_to": "Manager"}
			for kind in frappe.get_meta("Mentoring Reminder Rule").get_field("kind").options.split("\n")
		],
	)
	link = stand(cast.link, start_date=days_ago(200), planned_end=days_ago(1))
	mentor = frappe.get_doc("Mentor", link.mentor)
	make_supervision(mentor=mentor.name, supervision_date=days_ago(50))
	stand(cast.record(), contact_date=days_ago(40))
	sent = stand(
		cast.record(), contact_date=days_ago(39), status="Sent", sent_on=days_ago(30), mentee_user=cast.mentee
	)
	agreement = stand(
		cast.agreement(),
		signing_state="Awaiting signatures",
		offered_on=days_ago(9),
		mentor_user=cast.mentor,
		mentee_user=cast.mentee,
	)
	feedback = stand(
		make_feedback(link=link.name, given_by="Mentee"), asked_on=days_ago(20), asked_user=cast.mentee
	)
	asked = make_link(scheme=cast.scheme, status="Consulting", decision_reason="For the test.")
	consultation = stand(
		make_consultation(link=asked.name, ssw=cast.mentor_ssw), answer_by=days_ago(3), asked_on=days_ago(10)
	)
	frappe.get_doc("Mentor Check", {"mentor": mentor.name}).db_set("expires_on", days_ago(2))
	frappe.db.set_value("Mentor Training", {"parent": mentor.name}, "attended_on", days_ago(500))
	frappe.db.set_value("Mentor", mentor.name, "approved_on", days_ago(600))
	frappe.db.set_value("Mentoring Scheme", cast.scheme, "review_date", days_ago(1))
	remind()
	about = {
		(row.kind, row.reference_name, row.recipient)
		for row in frappe.get_all(REMINDER, {"scheme": cast.scheme}, ["kind", "reference_name", "recipient"])
	}
	expected = {
		("Contact overdue", link.name, cast.mentor),
		("Record missing", link.name, cast.mentor),
		("Staff call after a contact", link.name, cast.co_ordinator),
		("Supervision due", mentor.name, cast.mentor_ssw),
		("Record waiting for the mentee", sent.name, cast.mentee),
		("Agreement not signed", agreement.name, cast.mentor),
		("Agreement not signed", agreement.name, cast.mentee),
		("Feedback not given", feedback.name, cast.mentee),
		("Consultation unanswered", consultation.name, cast.mentor_ssw),
		("Check running out", mentor.name, cast.co_ordinator),
		("Training due", mentor.name, cast.mentor),
		("Review of the policy", cast.scheme, cast.manager),
	}
	assert expected <= about
	of_others = {kind for kind, name, _user in about if (kind, name) not in {each[:2] for each in expected}}
	assert "Planned end" not in {kind for kind, _name, _user in about}, "its task tells of it"
	assert of_others <= {"Training due", "Check running out"}, "of the other mentors of the scheme"
	assert remind() == 0


def test_reviews_and_ends_are_told_to_the_co_ordinator_before_they_come():
	cast = make_cast("afc-fostering", **EVERY_DAY)
	link = stand(
		cast.link, start_date=days_ago(75), planned_end=add_days(today(), 20), mentee_approved_on=days_ago(75)
	)
	stand(cast.record(), contact_date=days_ago(1))
	make_supervision(mentor=link.mentor)
	end = next(found.matter for found in gather(watch(TODAY())) if found.matter.kind == "Planned end")
	stand(link, planned_end=end.due_on)
	remind(end.due_on - timedelta(days=30))
	assert ("Planned end", "First", cast.co_ordinator) in told()


def test_a_month_is_told_of_before_its_last_day_whether_its_claim_is_begun_or_not():
	def told_of_claims(day: date) -> list[tuple[str, str, str]]:
		remind(day)
		return told(kind="Claim of a month")

	cast = make_cast("afc-fostering", **EVERY_DAY)
	august, mentor = date(2026, 8, 1), cast.link.mentor
	stand(cast.link, start_date=date(2026, 7, 1), mentee_approved_on=date(2026, 7, 1))
	record = stand(cast.record(), contact_date=date(2026, 8, 31), status="Draft")
	make_supervision(mentor=mentor, supervision_date=date(2026, 9, 1))
	assert told_of_claims(date(2026, 11, 8)) == [], "there is nothing in that month to claim"
	stand(record, status="Agreed")
	first, second = ("Claim of a month", "First", cast.mentor), ("Claim of a month", "Second", cast.mentor)
	assert told_of_claims(date(2026, 11, 8)) == [first]
	assert "/mentoring/claims" in text_of(mails(cast.mentor)[-1])
	claim = make_claim(mentor=mentor, month=august)
	assert told_of_claims(date(2026, 11, 9)) == [first], "not twice, for what was begun meanwhile"
	assert told_of_claims(date(2026, 11, 22)) == [first, second]
	assert ("Claim of a month", "Second", cast.mentor) in told(reference_name=claim.name)
	# whoever has nothing to claim has the claim cancelled, and hears no more of it
	frappe.db.delete(REMINDER)
	stand(claim, status="Cancelled", claim_key=None)
	assert told_of_claims(date(2026, 11, 22)) == []


def test_a_call_noted_by_staff_covers_the_contacts_up_to_its_day(as_user):
	cast = make_cast("refugee-peer", **EVERY_DAY)
	stand(cast.record(), contact_date=days_ago(5), status="Logged")

	def calls() -> list[Any]:
		return [
			found for found in gather(watch(TODAY())) if found.matter.kind == "Staff call after a contact"
		]

	assert len(calls()) == 1
	with as_user(cast.co_ordinator):
		make_support_note(link=cast.link.name, kind="Call after a contact", text="")
	assert calls() == []


def test_a_concern_is_told_to_those_alone_who_may_read_it():
	"""One about a co-ordinator goes past all co-ordinators; a complaint about data has its thirty days."""
	cast = make_cast("tri-borough-fostering", **EVERY_DAY)
	stand(cast.link, start_date=days_ago(1))
	concern, about_staff, complaint = (
		make_concern(scheme=cast.scheme, **values)
		for values in ({}, {"about": "Co-ordinator"}, {"kind": "Data-protection complaint"})
	)
	stand(about_staff, manager_only=1)
	for each_concern in (concern, about_staff, complaint):
		stand(each_concern, raised_on=days_ago(8), last_step_on=None, handled_by=None)
	stand(complaint, raised_on=days_ago(11), last_step_on=days_ago(1))
	remind()
	assert [user for *_r, user in told(reference_name=concern.name)] == [cast.co_ordinator]
	assert cast.co_ordinator not in [user for *_r, user in told(reference_name=about_staff.name)]
	assert ("Concern without a step", "First", cast.manager) in told(reference_name=about_staff.name)
	assert told(reference_name=complaint.name)[0][:2] == ("Data-protection complaint", "First")
	stand(complaint, acknowledged_on=today())
	stand(concern, status="Closed")
	assert {found.matter.name for found in gather(watch(TODAY()))} & {complaint.name, concern.name} == set()


# --- who may read what


def test_nobody_is_told_of_a_record_which_they_may_not_read():
	"""An allegation of the test: whoever is chosen by the rules, the record itself decides."""
	cast = make_cast("tri-borough-fostering", **EVERY_DAY)
	stand(cast.link, start_date=days_ago(90))
	other = make_user("Supervising Social Worker")
	stand(make_consultation(link=cast.link.name, ssw=other), answer_by=days_ago(30))
	stand(cast.link, status="Consulting")
	rules = frappe.get_doc("Mentoring Scheme", cast.scheme)
	for rule in rules.reminder_rules:
		rule.escalate_to = "SSW"
	rules.save()
	stand(cast.link, status="Active")
	record = stand(cast.record(), status="Sent", sent_on=days_ago(30), mentee_user=cast.mentee)
	frappe.db.set_value("Mentoring Link", cast.link.name, "ssw_reads_records", "Never")
	remind()
	rows = frappe.get_all(
		REMINDER, {"scheme": cast.scheme}, ["reference_doctype", "reference_name", "recipient"]
	)
	assert rows
	for row in rows:
		about = (row.reference_doctype, row.reference_name)
		assert may_be_told(row.recipient, [about]) == {about}
	assert [recipient for _k, _s, recipient in told(reference_name=record.name)] == [cast.co_ordinator]


def test_before_the_introduction_neither_of_the_pair_is_told_of_a_match(cast):
	link, about = cast.link, ("Mentoring Link", cast.link.name)
	assert may_be_told(cast.mentor, [about]) == may_be_told(cast.mentee, [about]) == {about}
	assert may_be_told(cast.stranger, [about]) == set()
	for status in ("Proposed", "Consulting", "Declined"):
		stand(link, status=status)
		assert may_be_told(cast.mentor, [about]) == set()


# --- people who cannot be reached


@pytest.mark.parametrize("case", ["no account", "disabled", "deleted"])
def test_whoever_cannot_be_written_to_is_reached_by_staff(cast, case):
	overdue(cast)
	participant = frappe.get_doc("Mentoring Participant", cast.link.mentor_participant)
	if case == "no account":
		stand(participant, user=None)
	elif case == "disabled":
		frappe.db.set_value("User", cast.mentor, "enabled", 0)
	else:
		frappe.db.delete("User", {"name": cast.mentor})
	remind()
	assert told() == [("Contact overdue", "First", cast.co_ordinator)]
	assert "reach them otherwise" in text_of(mails(cast.co_ordinator)[0])
	assert frappe.db.get_value(REMINDER, {"recipient": cast.co_ordinator}, "instead_of") == "Mentor"


def test_a_scheme_without_a_co_ordinator_turns_to_its_managers(cast):
	overdue(cast, days=30)
	frappe.db.set_value("User", cast.co_ordinator, "enabled", 0)
	remind()
	assert ("Contact overdue", "Escalated", cast.manager) in told()


def test_a_new_co_ordinator_hears_of_what_is_still_open(cast):
	overdue(cast, days=30)
	remind()
	successor = make_user("Mentoring Co-ordinator")
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	scheme.members[0].user = successor
	scheme.save()
	stand(cast.link, co_ordinator=successor)
	remind()
	assert [recipient for *_rest, recipient in told()] == [cast.co_ordinator, successor]


# --- the wording, and the way out


@pytest.mark.parametrize("broken", ["{{ persn }}", "{% for %}", "{{ items[99].text }}", "{{ 1 / 0 }}"])
def test_a_wording_that_cannot_be_filled_in_stops_nobody_and_administrators_are_told_once(
	cast, broken, run_jobs
):
	administrator = make_user("System Manager")
	frappe.db.set_value("Email Template", FOR_PEOPLE, "response_html", broken)
	overdue(cast)
	stand(make_link(scheme=cast.scheme, status="Active", decision_reason="Two."), start_date=days_ago(60))
	assert remind() == 2
	assert "Hello" in text_of(mails(cast.mentor)[0]), "in the shipped words"
	run_jobs()
	alerts = {"for_user": administrator, "document_name": FOR_PEOPLE}
	assert frappe.db.count("Notification Log", alerts) == 1
	assert frappe.db.exists("Error Log", {"reference_name": FOR_PEOPLE})
	remind(TODAY() + timedelta(days=8))
	run_jobs()
	assert frappe.db.count("Notification Log", alerts) == 1


def test_the_council_words_the_mails_but_cannot_put_names_into_the_subject(cast):
	frappe.db.set_value(
		"Email Template",
		FOR_PEOPLE,
		{
			"subject": "From your council: {{ count }}",
			"response_html": "<p>Dear {{ person }}: {{ items[0].link }}</p>",
		},
	)
	overdue(cast)
	remind()
	assert mails()[0]["Subject"] == "From your council: 1" and "Dear" in text_of(mails()[0])
	frappe.db.set_value("Email Template", FOR_PEOPLE, "subject", "{{ person }}")
	remind(TODAY() + timedelta(days=8))
	assert mails()[-1]["Subject"] == "Mentoring: something waits for you"


def test_a_mail_server_that_is_down_keeps_the_mail_and_doubles_nothing(cast):
	"""What is written waits in the platform's queue, and the job never asks whether it has left."""
	overdue(cast)
	remind()
	frappe.db.set_value("Email Queue", {"reference_doctype": REMINDER}, {"status": "Error", "retry": 3})
	for days in range(1, 4):
		assert remind(TODAY() + timedelta(days=days)) == 0
	assert len(mails()) == 1


def test_a_site_that_cannot_write_mails_yet_tells_of_it_and_catches_up(cast, monkeypatch):
	overdue(cast)

	def no_account(*_arguments: Any, **_options: Any) -> None:
		raise frappe.OutgoingEmailError

	monkeypatch.setattr(frappe, "sendmail", no_account)
	assert remind() == 0 and told() == []
	assert frappe.db.exists("Error Log", {"method": reminders.FAILED})
	monkeypatch.undo()
	assert remind() == 1


# --- one mail a day, and the summary of the week


def test_one_person_gets_one_mail_with_everything(cast):
	overdue(cast, days=30)
	more = make_link(scheme=cast.scheme, status="Active", decision_reason="A second one.")
	stand(more, start_date=days_ago(50), co_ordinator=cast.co_ordinator)
	remind()
	(mail,) = mails(cast.co_ordinator)
	assert cast.link.name in text_of(mail) and more.name in text_of(mail)


def test_the_weekly_summary_says_what_needs_staff_and_nothing_else():
	cast = make_cast("kent-adoption", reminder_days="Every day", weekly_summary_on="Monday")
	monday = TODAY() - timedelta(days=TODAY().weekday())
	stand(cast.link, start_date=monday - timedelta(days=40))
	assert remind(monday - timedelta(days=2)) == 1, "in the week before there is no summary of this one"
	ours = {"recipient": cast.co_ordinator, "kind": "Weekly summary"}
	before = frappe.db.count(REMINDER, ours)
	assert [remind(monday), remind(monday), remind(monday + timedelta(days=1))] == [1, 0, 0]
	assert frappe.db.count(REMINDER, ours) == before + 1
	assert "Contact overdue" in text_of(mails(cast.co_ordinator)[-1]), "though it was told of before"
	stand(cast.record(), contact_date=monday + timedelta(days=6))
	assert remind(monday + timedelta(days=7)) == 0, "nothing needs anybody, so nothing is sent"
	assert all(recipient != cast.mentor for _k, _s, recipient in told(kind="Weekly summary"))


def test_staff_mails_show_what_people_typed_as_text(cast):
	overdue(cast, days=30)
	frappe.db.set_value("User", cast.co_ordinator, "full_name", "<b>Ann</b>")
	remind()
	assert "<b>Ann</b>" not in text_of(mails(cast.co_ordinator)[0])
	assert frappe.db.exists("Email Template", FOR_STAFF)


# --- at scale


def test_the_number_of_queries_does_not_grow_with_links_of_which_nothing_is_due(cast):
	def look() -> list[Any]:
		return gather(watch(TODAY()))

	stand(cast.link, start_date=days_ago(1))
	look()
	few = count_queries(look)
	for _ in range(4):
		link = make_link(scheme=cast.scheme, status="Active", decision_reason="More.")
		stand(link, start_date=days_ago(1))
		make_contact_record(link=link.name, contact_date=today())
	assert count_queries(look) == few


def test_the_database_leaves_out_nothing_that_the_policy_would_find():
	"""What candidates are chosen from is held against looking at every link: over starts, contacts, agreed slots."""
	cast = make_cast("afc-fostering", **EVERY_DAY)
	pairs = [cast.link] + [
		make_link(scheme=cast.scheme, status="Active", decision_reason="One more.") for _ in range(5)
	]
	for number, link in enumerate(pairs):
		stand(link, start_date=days_ago(20 + 11 * number))
		if number % 2:
			stand(make_contact_record(link=link.name), contact_date=days_ago(9 * number))
		if number in (2, 3):
			agreement = frappe.get_doc(
				{"doctype": "Mentoring Agreement", "link": link.name, "contact_way": "Phone call"}
			).insert()
			stand(
				agreement, docstatus=1, contact_every=number, contact_unit="Weeks", contact_weekday="Friday"
			)
	watched = watch(TODAY())
	policy = watched.policies[cast.scheme]
	links = [frappe.get_doc("Mentoring Link", link.name) for link in pairs]
	facts = facts_today(links)
	for days in range(0, 90, 7):
		day = TODAY() + timedelta(days=days)
		of_all = [
			matter
			for link in links
			for matter in of_link(facts[link.name], policy_of_version(link.policy_version), day)
		]
		chosen = [found.matter for found in in_links(Watch(day, watched.policies))]
		assert come(chosen, policy, day) == come(of_all, policy, day)
