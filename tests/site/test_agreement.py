"""The agreement: written, offered, signed by those who are asked, reviewed into a new one (R24, R25, R26)."""

import frappe
import pytest
from casts import Cast, make_cast
from frappe.utils import add_days, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_agreement.mentoring_agreement import prepare
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal


@pytest.fixture
def cast():
	return make_cast(status="Introduction")


def offered(cast: Cast):
	agreement = cast.agreement()
	agreement.offer_for_signature()
	return agreement


def signed(cast: Cast, as_user):
	agreement = offered(cast)
	for user in (cast.mentor, cast.mentee):
		with as_user(user):
			agreement.sign(name_typed=user)
	return agreement


# --- writing


def test_an_agreement_is_filled_from_the_policy_of_its_link(cast):
	agreement = frappe.get_doc("Mentoring Agreement", prepare(cast.link.name))
	policy = frappe.get_doc("Mentoring Scheme", cast.scheme)
	assert [row.section for row in agreement.sections] == [row.section for row in policy.agreement_sections]
	assert len(agreement.sections) == 9
	assert all(row.guidance for row in agreement.sections)
	assert agreement.confidentiality_statement == policy.confidentiality_statement
	assert (agreement.contact_way, agreement.contact_every, agreement.contact_unit) == (
		"In person",
		1,
		"Months",
	)
	assert agreement.contact_time is None
	assert (agreement.mentor_name, agreement.mentee_name) == (cast.link.mentor_name, cast.link.mentee_name)
	assert (agreement.mentor_user, agreement.mentee_user) == (cast.mentor, cast.mentee)
	assert agreement.policy_version == cast.link.policy_version
	assert cast.link.mentor_name not in agreement.title
	assert agreement.signing_state == "Being written"


def test_the_policy_is_the_links_and_not_the_schemes_of_today(cast):
	agreement = frappe.get_doc("Mentoring Agreement", prepare(cast.link.name))
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	scheme.confidentiality_statement = "Something new."
	scheme.save()
	agreement.save()
	assert agreement.confidentiality_statement != "Something new."
	assert agreement.policy_version == f"{cast.scheme}-v1"


def test_a_link_has_one_agreement_that_is_not_replaced(cast):
	first = prepare(cast.link.name)
	with pytest.raises(frappe.DuplicateEntryError, match=first):
		prepare(cast.link.name)


@pytest.mark.parametrize("state", ["Declined", "Ended Early", "Closed"])
def test_a_link_that_is_over_has_nothing_to_agree(cast, state):
	cast.link.db_set("status", state)
	with pytest.raises(RuleRefusal, match=state):
		prepare(cast.link.name)


def test_only_staff_of_the_scheme_prepare_an_agreement(cast, as_user):
	for user in (cast.mentor, cast.mentee, cast.mentee_ssw, cast.stranger):
		with as_user(user), pytest.raises(frappe.PermissionError):
			prepare(cast.link.name)
	with as_user(cast.co_ordinator):
		assert prepare(cast.link.name)


def test_a_save_changes_texts_and_never_the_sections(cast):
	agreement = cast.agreement()
	first = agreement.sections[0].section
	agreement.sections[0].update({"section": "Something else", "mandatory": 0})
	agreement.sections = agreement.sections[1:]
	agreement.save()
	assert agreement.sections[0].section == first
	assert agreement.sections[0].mandatory == 1
	assert not agreement.sections[0].text


# --- offering


def test_empty_mandatory_sections_are_named(cast):
	agreement = cast.agreement()
	agreement.sections[1].text = "  "
	agreement.sections[4].text = None
	agreement.save()
	with pytest.raises(RuleRefusal) as refusal:
		agreement.offer_for_signature()
	for each in (agreement.sections[1].section, agreement.sections[4].section, "7 of 9"):
		assert each in str(refusal.value)
	assert agreement.reload().signing_state == "Being written"


def test_the_contact_plan_keeps_to_the_ways_of_the_scheme():
	agreement = make_cast("kent-adoption", "Introduction").agreement()
	agreement.contact_way = "Text message"
	agreement.save()
	with pytest.raises(RuleRefusal, match="Text message"):
		agreement.offer_for_signature()


def test_the_wording_rests_once_it_is_offered(cast):
	agreement = offered(cast)
	agreement.sections[0].text = "Something else."
	with pytest.raises(frappe.ValidationError, match="Back to writing"):
		agreement.save()
	agreement.reload().append("goals", {"goal": "Sleep"})
	with pytest.raises(frappe.ValidationError, match="Back to writing"):
		agreement.save()
	agreement.reload().contact_time = "19:00:00"
	with pytest.raises(frappe.ValidationError, match="Back to writing"):
		agreement.save()
	agreement.reload().save()


def test_back_to_writing_clears_signatures_and_says_so(cast, as_user):
	agreement = offered(cast)
	with as_user(cast.mentor):
		agreement.sign("Ann")
	with pytest.raises(frappe.ValidationError, match="why"):
		agreement.back_to_writing(" ")
	with as_user(cast.co_ordinator):
		agreement.back_to_writing("A <b>goal</b> is missing.")
	assert (agreement.signing_state, agreement.signatures) == ("Being written", [])
	note = frappe.get_last_doc("Comment", {"reference_name": agreement.name, "comment_type": "Info"}).content
	assert "Mentor" in note
	assert "<b>" not in note
	agreement.sections[0].text = "Something else."
	agreement.save()


# --- signing


def test_the_last_signature_puts_the_agreement_in_force(cast, as_user):
	agreement = offered(cast)
	frappe.local.request_ip = "192.0.2.7"
	with as_user(cast.mentee):
		agreement.sign("Bea B.")
	assert (agreement.docstatus, agreement.signing_state) == (0, "Awaiting signatures")
	with as_user(cast.mentor):
		agreement.sign("Ann A.")
	assert (agreement.docstatus, agreement.signing_state) == (1, "Signed")
	assert getdate(agreement.completed_on) == getdate(today())
	rows = [(row.party, row.name_typed, row.user, row.way, row.from_address) for row in agreement.signatures]
	assert rows == [
		("Mentee", "Bea B.", cast.mentee, "With own account", "192.0.2.7"),
		("Mentor", "Ann A.", cast.mentor, "With own account", "192.0.2.7"),
	]


def test_each_party_signs_once(cast, as_user):
	agreement = offered(cast)
	with as_user(cast.mentor):
		agreement.sign("Ann")
		with pytest.raises(frappe.ValidationError, match="already"):
			agreement.sign("Ann")


def test_a_signature_needs_a_name(cast, as_user):
	agreement = offered(cast)
	with as_user(cast.mentor), pytest.raises(frappe.ValidationError, match="full name"):
		agreement.sign("  ")


def test_nobody_else_signs(cast, as_user):
	agreement = offered(cast)
	for user in (cast.stranger, cast.co_ordinator, cast.manager, cast.mentor_ssw, cast.mentee_ssw):
		with as_user(user), pytest.raises(frappe.PermissionError):
			agreement.sign("Somebody")
	assert not agreement.reload().signatures


def test_who_signs_does_not_rest_on_what_a_browser_sent(cast, as_user):
	agreement = offered(cast)
	with as_user(cast.co_ordinator):
		sent = frappe.get_doc({**agreement.as_dict(), "mentor_user": cast.co_ordinator})
		with pytest.raises(frappe.PermissionError):
			sent.sign("Ann")
	with as_user(cast.stranger):
		sent = frappe.get_doc({**agreement.as_dict(), "link": "another"})
		with pytest.raises(frappe.PermissionError):
			sent.sign("Ann")


def test_the_social_worker_signs_where_the_policy_asks(as_user):
	cast = make_cast(status="Introduction", agreement_needs_ssw=1)
	agreement = signed(cast, as_user)
	assert agreement.ssw_user == cast.mentee_ssw
	assert agreement.docstatus == 0
	with as_user(cast.mentor_ssw), pytest.raises(frappe.PermissionError):
		agreement.sign("The other one")
	with as_user(cast.mentee_ssw):
		agreement.sign("Bea's social worker")
	assert (agreement.docstatus, agreement.signatures[2].party) == (1, "Mentee's SSW")


def test_signatures_on_paper(cast, as_user):
	agreement = offered(cast)
	with as_user(cast.mentor), pytest.raises(frappe.PermissionError):
		agreement.record_signature("Mentee", "Bea", today())
	with as_user(cast.co_ordinator):
		with pytest.raises(RuleRefusal, match="after today"):
			agreement.record_signature("Mentee", "Bea", add_days(today(), 1))
		with pytest.raises(RuleRefusal, match="no date"):
			agreement.record_signature("Mentee", "Bea", "")
		with pytest.raises(RuleRefusal, match="no name"):
			agreement.record_signature("Mentee", "", today())
		with pytest.raises(frappe.ValidationError, match="Mentor, Mentee"):
			agreement.record_signature("Mentee's SSW", "Dee", today())
		agreement.record_signature("Mentee", "Bea", add_days(today(), -3))
		agreement.record_signature("Mentor", "Ann", today())
	assert agreement.docstatus == 1
	assert getdate(agreement.completed_on) == getdate(today())
	assert (agreement.signatures[0].recorded_by, agreement.signatures[0].user) == (cast.co_ordinator, None)


def test_a_signature_on_paper_is_not_older_than_the_wording(cast):
	agreement = offered(cast)
	agreement.back_to_writing("A goal is missing.")
	agreement.offer_for_signature()
	with pytest.raises(RuleRefusal, match="another text"):
		agreement.record_signature("Mentee", "Bea", add_days(today(), -1))
	agreement.record_signature("Mentee", "Bea", today())


# --- what a save may not do


@pytest.mark.parametrize(
	("fieldname", "value"),
	[
		("signing_state", "Signed"),
		("completed_on", "2026-01-01"),
		("mentor_user", "Administrator"),
		("mentor_name", "Somebody"),
		("policy_version", None),
		("confidentiality_statement", "Tell everybody."),
		("signatures", [{"party": "Mentor", "name_typed": "Ann"}, {"party": "Mentee", "name_typed": "Bea"}]),
	],
)
def test_what_methods_keep_is_not_changed_by_a_save(cast, as_user, fieldname, value):
	agreement = offered(cast)
	before = agreement.get(fieldname)
	with as_user(cast.co_ordinator):
		agreement.set(fieldname, value)
		agreement.save()
	assert agreement.reload().get(fieldname) == before


def test_new_agreements_bring_no_signatures(cast, as_user):
	with as_user(cast.co_ordinator):
		agreement = frappe.get_doc(
			{
				"doctype": "Mentoring Agreement",
				"link": cast.link.name,
				"signing_state": "Signed",
				"signatures": [{"party": "Mentor", "name_typed": "Ann"}],
			}
		).insert()
	assert (agreement.signing_state, agreement.signatures) == ("Being written", [])


def test_nobody_submits_by_hand(cast, as_user):
	agreement = offered(cast)
	for user in (cast.co_ordinator, cast.manager):
		with as_user(user), pytest.raises(frappe.PermissionError):
			agreement.reload().submit()
	with pytest.raises(RuleRefusal, match="not signed by: Mentor, Mentee"):
		agreement.reload().submit()


def test_a_signed_agreement_is_neither_cancelled_nor_deleted_by_hand(cast, as_user):
	agreement = signed(cast, as_user)
	with as_user(cast.manager), pytest.raises(frappe.PermissionError):
		agreement.cancel()
	with pytest.raises(frappe.ValidationError, match="Review"):
		agreement.reload().cancel()
	with pytest.raises(frappe.ValidationError):
		frappe.delete_doc("Mentoring Agreement", agreement.name)


# --- review


def test_a_review_replaces_the_agreement_with_its_last_signature(cast, as_user):
	agreement = signed(cast, as_user)
	with as_user(cast.co_ordinator):
		reviewed = frappe.get_doc("Mentoring Agreement", agreement.review())
		assert (reviewed.amended_from, reviewed.docstatus, reviewed.signatures) == (agreement.name, 0, [])
		assert reviewed.sections[0].text == agreement.sections[0].text
		reviewed.sections[0].text = "Reviewed."
		reviewed.save()
		reviewed.offer_for_signature()
	with as_user(cast.mentor):
		reviewed.sign("Ann")
	assert agreement.reload().signing_state == "Signed"
	assert agreement.docstatus == 1
	with as_user(cast.mentee):
		reviewed.sign("Bea")
	assert (reviewed.signing_state, reviewed.docstatus) == ("Signed", 1)
	assert (agreement.reload().signing_state, agreement.docstatus) == ("Replaced", 2)
	assert agreement.sections[0].text != "Reviewed."


def test_one_review_at_a_time_and_reviews_of_reviews(cast, as_user):
	agreement = signed(cast, as_user)
	first = agreement.review()
	with pytest.raises(frappe.DuplicateEntryError, match=first):
		agreement.review()
	reviewed = frappe.get_doc("Mentoring Agreement", first)
	reviewed.offer_for_signature()
	reviewed.record_signature("Mentor", "Ann", today())
	reviewed.record_signature("Mentee", "Bea", today())
	with pytest.raises(frappe.ValidationError, match="Replaced"):
		agreement.reload().review()
	again = frappe.get_doc("Mentoring Agreement", reviewed.review())
	assert again.name == f"{agreement.name}-2"


def test_a_review_takes_up_a_policy_to_which_the_link_was_moved(cast, as_user):
	agreement = signed(cast, as_user)
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	dropped = scheme.agreement_sections[0].section
	scheme.agreement_sections = scheme.agreement_sections[1:]
	scheme.append(
		"agreement_sections", {"section": "Holidays", "guidance": "Who is away when.", "mandatory": 1}
	)
	scheme.save()
	cast.link.db_set("policy_version", scheme.policy_version)
	reviewed = frappe.get_doc("Mentoring Agreement", agreement.review())
	rows = {row.section: row for row in reviewed.sections}
	assert reviewed.policy_version == scheme.policy_version
	assert (rows["Holidays"].mandatory, rows["Holidays"].text) == (1, None)
	assert (rows[dropped].mandatory, rows[dropped].text) == (0, agreement.sections[0].text)
	assert agreement.reload().policy_version != scheme.policy_version


def test_an_agreement_is_not_the_review_of_another_links(cast, as_user):
	agreement = signed(cast, as_user)
	other = make_cast(status="Introduction")
	with pytest.raises(frappe.ValidationError, match="own link"):
		frappe.get_doc(
			{"doctype": "Mentoring Agreement", "link": other.link.name, "amended_from": agreement.name}
		).insert()


# --- two at once


@pytest.mark.commits
def test_two_who_sign_at_the_same_moment_both_count(as_user, other_connection):
	cast = make_cast(status="Introduction")
	agreement = offered(cast)
	frappe.db.commit()
	# our transaction begins, and sees an agreement without signatures
	assert not frappe.get_doc("Mentoring Agreement", agreement.name).signatures
	with other_connection(), as_user(cast.mentor):
		frappe.get_doc("Mentoring Agreement", agreement.name).sign("Ann")
		frappe.db.commit()
	with as_user(cast.mentee):
		agreement.sign("Bea")
	assert [row.party for row in agreement.signatures] == ["Mentor", "Mentee"]
	assert (agreement.docstatus, agreement.signing_state) == (1, "Signed")


@pytest.mark.commits
def test_the_second_to_sign_waits_for_the_first(as_user, other_connection):
	cast = make_cast(status="Introduction")
	agreement = offered(cast)
	frappe.db.commit()
	with as_user(cast.mentor):
		agreement.sign("Ann")
	with other_connection(), as_user(cast.mentee), pytest.raises(frappe.QueryTimeoutError):
		frappe.db.sql("set session innodb_lock_wait_timeout = 1")
		frappe.get_doc("Mentoring Agreement", agreement.name).sign("Bea")


@pytest.mark.commits
def test_two_who_prepare_at_the_same_moment_make_one(other_connection):
	cast = make_cast(status="Introduction")
	frappe.db.commit()
	assert not frappe.db.exists("Mentoring Agreement", {"link": cast.link.name})
	with other_connection():
		first = prepare(cast.link.name)
		frappe.db.commit()
	with pytest.raises(frappe.DuplicateEntryError, match=first):
		prepare(cast.link.name)
