"""Who may change and make what: reading a document is not yet writing it, and nobody moves one past their reach."""

from __future__ import annotations

from typing import Any

import frappe
import makers
import pytest
from cast import TwoPairs
from frappe.model.document import Document
from makers import stand

from mentoring_scheme.access.roles import CO_ORDINATOR, MENTOR, SSW


def may(ptype: str, doc: Document, user: str) -> bool:
	return doc.has_permission(ptype, user=user)


def refused(action: Any, *args: Any, **kwargs: Any) -> bool:
	try:
		action(*args, **kwargs)
	except frappe.PermissionError:
		return True
	return False


# --- contact records


@pytest.mark.parametrize(
	("status", "writes"),
	[("Draft", True), ("Queried", True), ("Sent", False), ("Agreed", False), ("Logged", False)],
)
def test_a_mentor_writes_in_a_record_until_it_is_sent(pairs: TwoPairs, status: str, writes: bool):
	record = stand(makers.make_contact_record(link=pairs.link), status=status)
	assert may("read", record, pairs.users["mentor"])
	assert may("write", record, pairs.users["mentor"]) is writes
	assert not may("delete", record, pairs.users["mentor"])
	assert not may("submit", record, pairs.users["mentor"])


def test_the_status_that_counts_is_the_stored_one(pairs: TwoPairs):
	"""Else a mentor would reopen a record by sending another status along."""
	record = stand(makers.make_contact_record(link=pairs.link), status="Agreed")
	record.status = "Draft"
	assert not may("write", record, pairs.users["mentor"])


def test_a_mentor_writes_records_of_own_links_alone(pairs: TwoPairs, as_user: Any):
	with as_user(pairs.users["mentor"]):
		own = makers.make_contact_record(link=pairs.link)
		assert refused(makers.make_contact_record, link=pairs.other_link)
	assert own.owner == pairs.users["mentor"]


def test_a_new_record_begins_as_a_draft(pairs: TwoPairs, as_user: Any):
	with as_user(pairs.users["mentor"]):
		record = makers.make_contact_record(link=pairs.link, status="Agreed")
	assert record.status == "Draft"


def test_copies_of_the_link_in_a_record_open_nothing(pairs: TwoPairs):
	"""A client may send any scheme or account along with somebody else's link."""
	for part, copies in {
		"co_ordinator": {"scheme": pairs.scheme},
		"mentor": {"mentor_user": pairs.users["mentor"], "owner": pairs.users["mentor"]},
		"mentee": {"mentee_user": pairs.users["mentee"], "status": "Sent"},
	}.items():
		record = makers.make_contact_record(link=pairs.other_link, do_not_save=True, **copies)
		for ptype in ("create", "read", "write"):
			assert not may(ptype, record, pairs.users[part]), (part, ptype)


def test_nobody_moves_a_record_to_another_link(pairs: TwoPairs):
	record = makers.make_contact_record(link=pairs.link)
	record.link = pairs.other_link
	for part in ("co_ordinator", "mentor", "mentee", "other_co_ordinator", "other_mentor"):
		for ptype in ("read", "write"):
			assert not may(ptype, record, pairs.users[part]), (part, ptype)


def test_nobody_amends_somebody_elses_record(pairs: TwoPairs):
	"""Frappe copies the attachments of what is amended."""
	theirs = stand(makers.make_contact_record(link=pairs.other_link), docstatus=2)
	own = makers.make_contact_record(link=pairs.link, amended_from=theirs.name, do_not_save=True)
	assert not may("create", own, pairs.users["mentor"])
	assert not may("create", own, pairs.users["co_ordinator"])
	own.amended_from = None
	assert may("create", own, pairs.users["mentor"])


def test_a_mentee_writes_nothing_in_a_record(pairs: TwoPairs):
	record = stand(makers.make_contact_record(link=pairs.link), status="Sent")
	assert may("read", record, pairs.users["mentee"])
	assert not may("write", record, pairs.users["mentee"])


def test_what_one_role_reads_another_does_not_write(pairs: TwoPairs):
	"""Somebody is mentor in one link, and the social worker who reads the records of another."""
	person = makers.make_user(MENTOR, SSW)
	stand(frappe.get_doc("Mentoring Participant", {"user": pairs.users["mentor"]}), user=person)
	stand(frappe.get_doc("Mentoring Participant", {"user": pairs.users["other_mentee"]}), ssw=person)
	stand(frappe.get_doc("Mentoring Link", pairs.other_link), ssw_reads_records="Always")
	own = makers.make_contact_record(link=pairs.link)
	read = stand(makers.make_contact_record(link=pairs.other_link), status="Queried")
	assert may("read", own, person)
	assert may("write", own, person)
	assert may("read", read, person)
	assert not may("write", read, person)
	assert not may("create", makers.make_contact_record(link=pairs.other_link, do_not_save=True), person)


# --- people


def test_a_social_worker_registers_those_whom_they_supervise(pairs: TwoPairs):
	me = pairs.users["ssw_mentee"]
	mine = makers.make_participant(household=_household_of("mentee", pairs), ssw=me, do_not_save=True)
	assert may("create", mine, me)
	for ssw in (None, pairs.users["ssw_mentor"]):
		mine.ssw = ssw
		assert not may("create", mine, me)


def test_a_social_worker_does_not_take_or_give_away_people(pairs: TwoPairs):
	me, other = pairs.users["ssw_mentee"], pairs.users["other_ssw_mentee"]
	mine = frappe.get_doc("Mentoring Participant", {"ssw": me})
	assert may("write", mine, me)
	mine.ssw = other
	assert not may("write", mine, me)
	assert not may("write", mine, other)


def test_nobody_supervises_themselves(pairs: TwoPairs):
	"""A social worker who puts their own account into a participant would read as that person what they may not."""
	me = pairs.users["ssw_mentor"]
	mine = frappe.get_doc("Mentoring Participant", {"ssw": me})
	mine.user = me
	assert not may("write", mine, me)
	stand(mine, user=me)
	assert not may("read", frappe.get_doc("Mentoring Participant", mine.name), me)


def test_a_household_comes_into_reach_by_nobodys_own_hand(pairs: TwoPairs):
	for part in ("ssw_mentee", "co_ordinator"):
		mine = frappe.get_doc("Mentoring Participant", {"user": pairs.users["mentee"]})
		mine.household = _household_of("other_mentee", pairs)
		assert not may("write", mine, pairs.users[part]), part
	fresh = makers.make_participant(
		household=_household_of("other_mentee", pairs), ssw=pairs.users["ssw_mentee"], do_not_save=True
	)
	assert not may("create", fresh, pairs.users["ssw_mentee"])


def test_a_second_carer_is_chosen_among_those_whom_one_sees(pairs: TwoPairs):
	mine = frappe.get_doc("Mentoring Participant", {"user": pairs.users["mentee"]})
	mine.second_carer = frappe.db.get_value("Mentoring Participant", {"user": pairs.users["other_mentee"]})
	assert not may("write", mine, pairs.users["co_ordinator"])
	# somebody else has written it: then it does not stand in the way of other changes
	mine.db_update()
	assert may("write", mine, pairs.users["co_ordinator"])


@pytest.mark.parametrize("doctype", ["Mentor", "Mentee"])
def test_a_co_ordinator_takes_nobody_from_another_scheme(pairs: TwoPairs, doctype: str):
	make = makers.make_mentor if doctype == "Mentor" else makers.make_mentee
	theirs = frappe.db.get_value("Mentoring Participant", {"user": pairs.users["other_mentee"]})
	nobodys = makers.make_participant().name
	me = pairs.users["co_ordinator"]
	assert not may("create", make(scheme=pairs.scheme, participant=theirs, do_not_save=True), me)
	assert may("create", make(scheme=pairs.scheme, participant=nobodys, do_not_save=True), me)
	assert not may("create", make(scheme=pairs.other_scheme, participant=nobodys, do_not_save=True), me)


def test_a_social_worker_refers_those_whom_they_supervise(pairs: TwoPairs):
	me = pairs.users["ssw_mentor"]
	mine = frappe.db.get_value("Mentoring Participant", {"ssw": me})
	theirs = frappe.db.get_value("Mentoring Participant", {"ssw": pairs.users["ssw_mentee"]})
	assert may("create", makers.make_mentee(scheme=pairs.scheme, participant=mine, do_not_save=True), me)
	assert not may(
		"create", makers.make_mentee(scheme=pairs.scheme, participant=theirs, do_not_save=True), me
	)
	assert may("write", frappe.get_doc("Mentee", pairs.mentee), pairs.users["ssw_mentee"])
	assert not may("write", frappe.get_doc("Mentee", pairs.mentee), me)


def test_a_social_worker_changes_no_mentor_and_no_link(pairs: TwoPairs):
	for doctype, name in (("Mentor", pairs.mentor), ("Mentoring Link", pairs.link)):
		doc = frappe.get_doc(doctype, name)
		assert may("read", doc, pairs.users["ssw_mentor"])
		assert not may("write", doc, pairs.users["ssw_mentor"])


def test_an_account_may_write_what_its_own_scheme_has(pairs: TwoPairs):
	"""Co-ordinator of one scheme, social worker of somebody in another: the link there is read and not written."""
	person = makers.make_user(CO_ORDINATOR, SSW)
	stand(frappe.get_doc("Mentoring Participant", {"user": pairs.users["other_mentee"]}), ssw=person)
	scheme = frappe.get_doc("Mentoring Scheme", pairs.scheme)
	scheme.append("members", {"user": person, "function": "Project worker"})
	scheme.save()
	assert may("write", frappe.get_doc("Mentoring Link", pairs.link), person)
	theirs = frappe.get_doc("Mentoring Link", pairs.other_link)
	assert may("read", theirs, person)
	assert not may("write", theirs, person)


# --- links and what rests on them


def test_a_link_joins_people_whom_the_co_ordinator_sees(pairs: TwoPairs):
	me = pairs.users["co_ordinator"]

	def pair(mentor: str, mentee: str, **more: Any) -> Document:
		values = {"mentor": mentor, "mentee": mentee, "scheme": pairs.scheme, **more}
		return frappe.get_doc({"doctype": "Mentoring Link", **values})

	own = frappe.db.get_value("Mentor", pairs.mentor, "participant")
	assert may("create", pair(pairs.mentor, pairs.mentee), me)
	for mentor, mentee in (
		(pairs.other_mentor, pairs.mentee),
		(pairs.mentor, pairs.other_mentee),
		(pairs.other_mentor, pairs.other_mentee),
	):
		for ptype in ("create", "read"):
			forged = pair(mentor, mentee, mentor_participant=own, mentee_participant=own)
			forged.set("__islocal", 1)
			assert not may(ptype, forged, me), (mentor, mentee, ptype)


def test_a_document_that_claims_to_be_new_opens_no_stored_one(pairs: TwoPairs):
	"""The desk calls methods with the whole document as the browser has it."""
	stored = frappe.get_doc("Mentoring Link", pairs.other_link)
	forged = frappe.get_doc(
		{**stored.as_dict(), "mentor": pairs.mentor, "mentee": pairs.mentee, "__islocal": 1}
	)
	assert not may("read", forged, pairs.users["co_ordinator"])
	forged.name = "LNK-0000-00000"
	assert may("read", forged, pairs.users["co_ordinator"])
	forged.set("__islocal", 0)
	assert not may("read", forged, pairs.users["co_ordinator"])


def test_methods_called_with_a_forged_document_are_refused(pairs: TwoPairs, as_user: Any):
	forged = frappe.get_doc("Mentoring Link", pairs.link).as_dict(convert_dates_to_str=True)
	forged |= {"mentee": pairs.other_mentee}
	with as_user(pairs.users["co_ordinator"]):
		assert refused(frappe.handler.run_doc_method, "assessment", docs=frappe.as_json(forged))


def test_a_consultation_is_answered_by_the_one_who_is_asked(pairs: TwoPairs):
	asked = makers.make_consultation(link=pairs.link, ssw=pairs.users["ssw_mentor"])
	assert may("write", asked, pairs.users["ssw_mentor"])
	assert not may("read", asked, pairs.users["ssw_mentee"])
	asked.ssw = pairs.users["ssw_mentee"]
	assert not may("write", asked, pairs.users["ssw_mentor"])
	assert not may("write", asked, pairs.users["ssw_mentee"])


def test_a_supervision_is_written_by_its_supervisor(pairs: TwoPairs):
	held = makers.make_supervision(mentor=pairs.mentor, supervisor=pairs.users["ssw_mentee"])
	assert may("write", held, pairs.users["ssw_mentee"])
	assert may("read", held, pairs.users["ssw_mentor"])
	assert not may("write", held, pairs.users["ssw_mentor"])


def test_a_social_worker_begins_supervisions_of_own_mentors(pairs: TwoPairs):
	me = pairs.users["ssw_mentor"]

	def session(**values: Any) -> Document:
		return makers.make_supervision(
			do_not_save=True, **{"mentor": pairs.mentor, "supervisor": me, **values}
		)

	assert may("create", session(), me)
	assert may("create", session(links=[{"link": pairs.link}]), me)
	assert not may("create", session(supervisor=pairs.users["ssw_mentee"]), me)
	assert not may("create", session(mentor=pairs.other_mentor), me)
	assert not may("create", session(links=[{"link": pairs.link}, {"link": pairs.other_link}]), me)
	assert not may("create", session(kind="Group", attendance=[{"mentor": pairs.other_mentor}]), me)


def test_a_group_that_was_set_up_by_others_can_be_written(pairs: TwoPairs):
	another = makers.make_mentor(scheme=pairs.scheme).name
	group = makers.make_supervision(
		mentor=pairs.mentor,
		kind="Group",
		supervisor=pairs.users["ssw_mentor"],
		attendance=[{"mentor": pairs.mentor, "attended": 1}, {"mentor": another}],
	)
	assert may("write", group, pairs.users["ssw_mentor"])
	group.append("attendance", {"mentor": makers.make_mentor(scheme=pairs.scheme).name})
	assert not may("write", group, pairs.users["ssw_mentor"])


def test_feedback_is_written_once(pairs: TwoPairs):
	feedback = makers.make_feedback(link=pairs.link, given_by="Mentee")
	assert may("write", feedback, pairs.users["mentee"])
	assert not may("write", feedback, pairs.users["mentor"])
	assert not may("write", feedback, pairs.users["other_mentee"])
	stand(feedback, given_on=makers.days_ago(0))
	assert may("read", feedback, pairs.users["mentee"])
	assert not may("write", feedback, pairs.users["mentee"])
	feedback.given_on = None
	assert not may("write", feedback, pairs.users["mentee"])


def test_a_change_may_be_the_last(pairs: TwoPairs):
	"""Giving feedback and sending a record close them; the values in memory need only be such as one still sees."""
	feedback = makers.make_feedback(link=pairs.link, given_by="Mentee")
	feedback.given_on = makers.days_ago(0)
	assert may("write", feedback, pairs.users["mentee"])
	record = makers.make_contact_record(link=pairs.link)
	record.status = "Sent"
	assert may("write", record, pairs.users["mentor"])


def test_finance_pays_households_that_it_sees(pairs: TwoPairs):
	finance = makers.make_user("Mentoring Finance")
	payment = makers.make_payment(link=pairs.link)
	assert may("write", payment, finance)
	assert may("submit", payment, finance)
	assert not may("create", payment, finance)
	payment.household = _household_of("mentee", pairs)
	assert not may("write", payment, finance)
	payment.household = _household_of("other_mentor", pairs)
	assert may("write", payment, finance)


def test_the_api_refuses_what_has_permission_refuses(pairs: TwoPairs, as_user: Any):
	"""The check stands before every save, so nothing of a refused change is kept."""
	record = makers.make_contact_record(link=pairs.other_link)
	with as_user(pairs.users["mentor"]):
		assert refused(frappe.client.set_value, "Contact Record", record.name, "summary", "forged")
		assert refused(frappe.client.save, {**record.as_dict(), "link": pairs.link})
		assert refused(frappe.client.delete, "Contact Record", record.name)
		assert refused(
			frappe.client.insert, {"doctype": "Contact Action", **_row_of(record), "action": "forged"}
		)
	assert frappe.db.get_value("Contact Record", record.name, "summary") == record.summary


def _row_of(record: Document) -> dict[str, str]:
	return {"parenttype": record.doctype, "parent": record.name, "parentfield": "actions"}


def _household_of(part: str, pairs: TwoPairs) -> str:
	return frappe.db.get_value("Mentoring Participant", {"user": pairs.users[part]}, "household")
