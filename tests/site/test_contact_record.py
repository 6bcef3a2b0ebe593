"""Contact records: written by the mentor, agreed or queried by the mentee, logged where nobody agrees (R28 to R31)."""

from contextlib import contextmanager

import frappe
import pytest
from casts import make_cast
from frappe.utils import add_days, getdate, today
from makers import stand

from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.patches import keep_queries_as_remarks


@pytest.fixture
def cast():
	return make_cast()


@pytest.fixture
def both():
	return make_cast("tri-borough-fostering")


@pytest.fixture
def log():
	return make_cast("kent-adoption")


def sent(cast, as_user, **values):
	with as_user(cast.mentor):
		record = cast.record(**values)
		record.send("Ann")
	return record


# --- writing


def test_the_mentor_writes_and_the_names_come_from_the_link(cast, as_user):
	with as_user(cast.mentor):
		record = cast.record(mentor_name="Somebody", mentee_user="Administrator", scheme=None)
	assert (record.mentor_name, record.mentee_name) == (cast.link.mentor_name, cast.link.mentee_name)
	assert (record.mentor_user, record.mentee_user) == (cast.mentor, cast.mentee)
	assert (record.scheme, record.status) == (cast.scheme, "Draft")
	assert cast.link.mentee_name not in record.title


def test_staff_write_on_the_mentors_behalf_and_nobody_else_does(cast, as_user):
	with as_user(cast.co_ordinator):
		cast.record(way="Phone call")
	for user in (cast.stranger, cast.mentee, cast.mentor_ssw, cast.mentee_ssw):
		with as_user(user), pytest.raises(frappe.PermissionError):
			cast.record(way="E-mail")


def test_the_mentee_changes_nothing(cast, as_user):
	record = sent(cast, as_user)
	with as_user(cast.mentee):
		record.summary = "Something else."
		with pytest.raises(frappe.PermissionError):
			record.save()


@pytest.mark.parametrize(
	("fieldname", "value", "message"),
	[
		("contact_date", 1, "after today"),
		("contact_date", -200, "before the link started"),
		("next_contact_on", -30, "before this one"),
		("minutes", 2000, "2000 minutes"),
	],
)
def test_impossible_dates_and_lengths_are_refused_in_a_draft(cast, fieldname, value, message):
	record = cast.record()
	record.set(fieldname, value if fieldname == "minutes" else add_days(today(), value))
	with pytest.raises(RuleRefusal, match=message):
		record.save()


def test_a_link_that_has_not_started_has_no_records():
	with pytest.raises(RuleRefusal, match="has not started"):
		make_cast(status="Introduction").record()


def test_a_contact_after_the_end_is_refused_and_a_late_record_is_taken_until_the_link_is_closed(cast):
	stand(cast.link, status="Ended Early", ended_on=add_days(today(), -10))
	with pytest.raises(RuleRefusal, match="after the link ended"):
		cast.record()
	late = cast.record(way="E-mail", do_not_save=True)
	late.contact_date = add_days(today(), -12)
	late.insert()
	stand(cast.link, status="Closed")
	with pytest.raises(RuleRefusal, match="closed"):
		cast.record(way="Phone call")


def test_a_contact_during_a_suspension_is_pointed_out_when_it_is_sent(cast, as_user):
	row = cast.link.append(
		"suspensions", {"from_date": add_days(today(), -5), "reason": "Illness", "parent": cast.link.name}
	)
	row.db_insert()
	sent(cast, as_user)
	assert "suspended" in str(frappe.get_message_log())


def test_a_draft_may_be_incomplete_and_is_not_sent_so(cast, as_user):
	with as_user(cast.mentor):
		record = cast.record(summary="")
		with pytest.raises(RuleRefusal, match="what was discussed"):
			record.send()
		record.update({"outcome": "Cancelled", "outcome_reason": ""})
		record.save()
		with pytest.raises(RuleRefusal, match=r"(?s)by whom.*why"):
			record.send()
	assert record.reload().status == "Draft"


def test_the_same_contact_is_not_recorded_twice(cast):
	first = cast.record(contact_time="10:00:00")
	with pytest.raises(frappe.DuplicateEntryError, match=first.name):
		cast.record(contact_time="10:00:00")
	cast.record(contact_time="16:00:00")
	cast.record(contact_time="10:00:00", way="Phone call")
	untimed = cast.record(contact_time=None)
	with pytest.raises(frappe.DuplicateEntryError, match=untimed.name):
		cast.record(contact_time=None)


@pytest.mark.parametrize(
	"values",
	[
		{"status": "Agreed"},
		{"sent_on": "2026-01-01 10:00:00"},
		{"agreed_on": "2026-01-01 10:00:00", "agreed_how": "On paper"},
		{"mentor_signed_on": "2026-01-01 10:00:00", "mentor_signed_name": "Ann"},
		{"remarks": [{"party": "Mentee", "text": "Not so."}]},
	],
)
def test_a_save_brings_no_status_and_no_agreement(cast, as_user, values):
	with as_user(cast.mentor):
		record = cast.record()
		record.update(values)
		try:
			record.save()
		except frappe.PermissionError:
			pass  # refused even before it is put back
		new = cast.record(way="E-mail", **{k: v for k, v in values.items() if k != "status"})
	for each in (record.reload(), new.reload()):
		assert not any(each.get(fieldname) for fieldname in values if fieldname != "status")
		assert each.status == "Draft"


def test_nobody_submits_a_record_that_is_not_agreed(cast, as_user):
	record = sent(cast, as_user)
	with as_user(cast.mentor), pytest.raises(frappe.PermissionError):
		record.submit()
	with as_user(cast.co_ordinator), pytest.raises(frappe.ValidationError, match="agreed"):
		record.reload().submit()


# --- sending, agreeing, querying


def test_a_record_is_sent_and_agreed(cast, as_user):
	record = sent(cast, as_user)
	assert (record.status, record.docstatus, record.sent_by) == ("Sent", 0, cast.mentor)
	with as_user(cast.mentee):
		record.agree()
	assert (record.status, record.docstatus, record.agreed_how) == ("Agreed", 1, "With own account")
	assert getdate(record.agreed_on) == getdate(today())
	assert not record.mentor_signed_on


def test_only_the_mentee_agrees_or_queries(cast, as_user):
	record = sent(cast, as_user)
	for user in (cast.mentor, cast.stranger, cast.co_ordinator, cast.manager):
		with as_user(user):
			with pytest.raises(frappe.PermissionError):
				record.agree()
			with pytest.raises(frappe.PermissionError):
				record.query("Not so.")
	assert record.reload().status == "Sent"


def test_a_queried_record_is_changed_and_sent_again(cast, as_user):
	record = sent(cast, as_user)
	with as_user(cast.mentee):
		with pytest.raises(frappe.ValidationError, match="what should be different"):
			record.query(" ")
		record.query("It was my sister who called.")
	assert record.status == "Queried"
	with as_user(cast.mentor):
		record.summary = "Her sister called."
		record.save()
		record.send(answer="Quite right, changed.")
	with as_user(cast.mentee):
		record.agree()
	assert record.status == "Agreed"
	assert [(row.party, row.said_by, row.text) for row in record.remarks] == [
		("Mentee", cast.mentee, "It was my sister who called."),
		("Mentor", cast.mentor, "Quite right, changed."),
	]


def test_what_was_said_of_a_record_is_never_rewritten(cast, as_user):
	record = sent(cast, as_user)
	with as_user(cast.mentee):
		with pytest.raises(frappe.ValidationError, match="2000 characters"):
			record.query("n" * 2001)
		record.query("Not so.")
	for user in (cast.mentor, cast.co_ordinator):
		with as_user(user):
			record.remarks[0].text = "Quite so."
			record.append("remarks", {"party": "Mentee", "said_by": cast.mentee, "text": "Forged."})
			record.save()
			assert [row.text for row in record.reload().remarks] == ["Not so."]
			with pytest.raises(frappe.PermissionError):
				frappe.get_doc("Contact Record Remark", record.remarks[0].name).save()
	with as_user(cast.co_ordinator):
		record.send(answer="Asked the mentor, who is away.")
	with as_user(cast.mentee):
		record.agree()
	assert [row.party for row in record.remarks] == ["Mentee", "Staff"]
	with as_user(cast.co_ordinator):
		record.remarks[0].text = "Quite so."
		with pytest.raises(frappe.UpdateAfterSubmitError):
			record.save()


def test_a_record_that_is_with_the_mentee_rests_until_it_is_taken_back(cast, as_user):
	record = sent(cast, as_user)
	with as_user(cast.co_ordinator):
		record.summary = "Something else."
		with pytest.raises(frappe.ValidationError, match="take it back"):
			record.save()
	with as_user(cast.mentor):
		record.take_back()
		record.summary = "Something else."
		record.save()
	with as_user(cast.mentee), pytest.raises(frappe.PermissionError):
		record.agree()


def test_agreed_on_paper(cast, as_user):
	record = cast.record()
	with as_user(cast.mentor), pytest.raises(frappe.PermissionError):
		record.record_agreed_on_paper(today())
	with as_user(cast.co_ordinator):
		for day, message in (
			(add_days(today(), 1), "after today"),
			(add_days(today(), -2), "before the contact"),
		):
			with pytest.raises(RuleRefusal, match=message):
				record.record_agreed_on_paper(day)
		record.record_agreed_on_paper(today())
	assert (record.status, record.docstatus, record.agreed_how) == ("Agreed", 1, "On paper")
	assert record.agreed_recorded_by == cast.co_ordinator


def test_a_record_that_is_not_agreed_rests_as_it_stands_once_the_link_is_closed(cast, as_user):
	"""What went on both files is sealed by then (R31)."""
	record = sent(cast, as_user)
	stand(cast.link, status="Closed", ended_on=today())
	with as_user(cast.mentee), pytest.raises(RuleRefusal, match="closed"):
		record.agree()
	assert record.reload().docstatus == 0


def test_after_it_is_agreed_a_record_changes_only_by_amendment(cast, as_user):
	record = sent(cast, as_user)
	with as_user(cast.mentee):
		record.agree()
	with as_user(cast.co_ordinator):
		record.summary = "Something else."
		with pytest.raises((frappe.UpdateAfterSubmitError, frappe.ValidationError)):
			record.save()
		record.reload().cancel()
		amended = frappe.copy_doc(record)
		amended.amended_from = record.name
		amended.summary = "Corrected."
		amended.insert()
		assert (amended.status, amended.agreed_on, amended.name) == ("Draft", None, f"{record.name}-1")
		amended.send()
	with as_user(cast.mentee):
		amended.agree()
	assert amended.docstatus == 1


# --- both sign


def test_where_both_sign_the_mentor_signs_by_sending_and_the_mentee_by_agreeing(both, as_user):
	with as_user(both.mentor):
		record = both.record()
		with pytest.raises(frappe.ValidationError, match="full name"):
			record.send()
		record.send("Ann A.")
	assert (record.mentor_signed_name, record.mentor_signed_how) == ("Ann A.", "With own account")
	with as_user(both.mentee):
		with pytest.raises(frappe.ValidationError, match="full name"):
			record.agree()
		record.agree("Bea B.")
	assert (record.status, record.docstatus, record.agreed_name) == ("Agreed", 1, "Bea B.")


def test_where_both_sign_staff_sending_is_not_the_mentors_signature(both, as_user):
	record = both.record()
	with as_user(both.co_ordinator):
		record.send("Ann A.")
	assert not record.mentor_signed_on
	with as_user(both.mentee):
		record.agree("Bea B.")
	assert (record.status, record.docstatus) == ("Sent", 0)
	with as_user(both.mentor):
		record.agree("Ann A.")
	assert (record.status, record.docstatus) == ("Agreed", 1)


def test_where_both_sign_a_query_or_taking_back_clears_both(both, as_user):
	record = both.record()
	with as_user(both.co_ordinator):
		record.send()
	with as_user(both.mentee):
		record.agree("Bea B.")
		record.query("Not so after all.")
	assert not (record.agreed_on or record.mentor_signed_on)


def test_where_both_sign_paper_stands_for_both(both, as_user):
	record = both.record()
	with as_user(both.co_ordinator):
		record.record_agreed_on_paper(today())
	assert (record.mentor_signed_how, record.agreed_how, record.docstatus) == ("On paper", "On paper", 1)


# --- a contact log


def test_where_nobody_agrees_sending_logs_the_contact(log, as_user):
	with as_user(log.mentor):
		record = log.record(summary="", way="Phone call")
		record.send()
	assert (record.status, record.docstatus) == ("Logged", 1)
	assert not record.agreed_on


def test_where_nobody_agrees_there_is_nothing_to_record_on_paper(log):
	with pytest.raises(frappe.ValidationError, match="Send it instead"):
		log.record(way="Phone call").record_agreed_on_paper(today())


def test_a_text_message_is_for_rearranging_only(log, as_user):
	with as_user(log.mentor):
		log.record(way="Text message").send()
	assert "Text message" in str(frappe.get_message_log())
	frappe.clear_messages()
	with as_user(log.mentor):
		log.record(
			way="Text message",
			outcome="Rearranged",
			outcome_by="Mentee",
			outcome_reason="Bea had to work.",
			contact_time="12:01:00",
		).send()
	assert "Text message" not in str(frappe.get_message_log())


# --- sharing


def test_the_mentor_shares_a_record_before_and_after_it_is_agreed(cast, as_user):
	record = sent(cast, as_user)
	with as_user(cast.mentee_ssw):
		assert not record.has_permission("read")
	with as_user(cast.mentor):
		record.share_with_ssws(mentee_ssw=True, mentor_ssw=False)
	with as_user(cast.mentee):
		record.agree()
		with pytest.raises(frappe.PermissionError):
			record.share_with_ssws(mentee_ssw=False, mentor_ssw=True)
	with as_user(cast.mentor):
		record.share_with_ssws(mentee_ssw=True, mentor_ssw=True)
	assert (record.share_with_mentee_ssw, record.share_with_mentor_ssw, record.status) == (1, 1, "Agreed")


def test_what_a_browser_sends_along_does_not_count(cast, as_user):
	record = sent(cast, as_user)
	other = make_cast()
	with as_user(other.mentee):
		claimed = frappe.get_doc({**record.as_dict(), "link": other.link.name, "mentee_user": other.mentee})
		with pytest.raises(frappe.PermissionError):
			claimed.agree()
	with as_user(cast.mentee):
		frappe.get_doc({**record.as_dict(), "summary": "Something else.", "__islocal": 1}).agree()
	assert (record.reload().status, record.summary != "Something else.") == ("Agreed", True)


@pytest.mark.commits
def test_two_windows_do_not_record_the_same_contact(other_connection):
	cast = make_cast()
	frappe.db.commit()
	assert not frappe.db.count("Contact Record", {"link": cast.link.name})
	with other_connection():
		first = cast.record(contact_time="10:00:00")
		frappe.db.commit()
	with pytest.raises(frappe.DuplicateEntryError, match=first.name):
		cast.record(contact_time="10:00:00")


@pytest.mark.commits
def test_what_a_mentee_would_have_changed_is_the_first_remark_of_a_site_from_before(cast, as_user):
	record = sent(cast, as_user)
	stand(record, status="Queried")
	with column_from_before("query_text"):
		frappe.db.set_value("Contact Record", record.name, "query_text", "Not so.", update_modified=False)
		for _twice in range(2):
			keep_queries_as_remarks.execute()
		assert not frappe.db.get_value("Contact Record", record.name, "query_text")
	(remark,) = record.reload().remarks
	assert (remark.party, remark.said_by, remark.text) == ("Mentee", cast.mentee, "Not so.")
	assert remark.said_on == record.modified


@contextmanager
def column_from_before(fieldname):
	"""The table with a column that it had before, and that a new site has not."""
	had_it = frappe.db.has_column("Contact Record", fieldname)
	if not had_it:
		change_table(f"add column `{fieldname}` text")
	yield
	if not had_it:
		change_table(f"drop column `{fieldname}`")


def change_table(change):
	frappe.db.commit()
	frappe.db.sql_ddl(f"alter table `tabContact Record` {change}")
	frappe.cache.delete_value("table_columns")
