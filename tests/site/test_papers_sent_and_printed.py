"""What goes out about the papers of a link: mails that give nothing away, and prints that escape what people typed."""

import frappe
import pytest
from casts import make_cast
from frappe.www.printview import get_rendered_template
from mails import mails_to, only_mail
from makers import make_user, stand

from mentoring_scheme.mentoring_scheme.doctype.mentoring_consultation import mentoring_consultation
from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback import mentoring_feedback

HOSTILE = "Fish & <script>alert('chips')</script>"


def assert_discreet(mail, cast, document):
	"""The subject names scheme and document and nobody; the text no more than that either."""
	subject = " ".join(mail["Subject"].split())
	text = mail.get_body(("html", "plain")).get_content()
	assert cast.scheme in subject
	assert document in subject
	for name in (cast.link.mentor_name, cast.link.mentee_name):
		assert name not in subject
		assert name not in text
	for address in (cast.mentor, cast.mentee, cast.mentor_ssw, cast.mentee_ssw):
		assert address in str(mail["To"]) or address not in str(mail)


# --- mails


def test_each_social_worker_is_told_that_they_are_consulted():
	cast = make_cast(status="Consulting")
	of_mentor, of_mentee = mentoring_consultation.ask(cast.link)
	assert_discreet(only_mail(cast.mentor_ssw), cast, of_mentor)
	assert_discreet(only_mail(cast.mentee_ssw), cast, of_mentee)


def test_a_social_worker_who_is_asked_in_the_place_of_another_is_told():
	cast = make_cast(status="Consulting")
	consultation = frappe.get_doc("Mentoring Consultation", mentoring_consultation.ask(cast.link)[0])
	other = make_user("Supervising Social Worker")
	consultation.update({"ssw": other}).save()
	assert_discreet(only_mail(other), cast, consultation.name)
	assert len(mails_to(cast.mentor_ssw)) == 1


def test_the_name_of_a_scheme_stands_in_the_subject_as_it_is_written():
	cast = make_cast(status="Consulting")
	named = "O'Brien & Sons mentoring"
	frappe.rename_doc("Mentoring Scheme", cast.scheme, named, force=True)
	cast.link.reload()
	mentoring_consultation.ask(cast.link)
	subject = " ".join(only_mail(cast.mentor_ssw)["Subject"].split())
	assert subject.startswith("O'Brien & Sons mentoring: you are consulted")


@pytest.mark.parametrize("needs_ssw", [0, 1])
def test_each_who_signs_is_told_in_a_mail_of_their_own(as_user, needs_ssw):
	cast = make_cast(status="Introduction", agreement_needs_ssw=needs_ssw)
	agreement = cast.agreement()
	assert not mails_to(cast.mentor)
	agreement.offer_for_signature()
	signing = [cast.mentor, cast.mentee, *([cast.mentee_ssw] if needs_ssw else [])]
	for user in signing:
		assert_discreet(only_mail(user), cast, agreement.name)
	assert bool(mails_to(cast.mentee_ssw)) is bool(needs_ssw)
	with as_user(cast.mentor):
		agreement.sign("Ann")
	assert [len(mails_to(user)) for user in signing] == [1] * len(signing)


def test_the_mentee_is_told_of_a_record_and_the_mentor_of_a_query(as_user):
	cast = make_cast()
	with as_user(cast.mentor):
		record = cast.record()
		assert not mails_to(cast.mentee)
		record.send()
	assert_discreet(only_mail(cast.mentee), cast, record.name)
	assert not mails_to(cast.mentor)
	with as_user(cast.mentee):
		record.query("It was my sister.")
	mail = only_mail(cast.mentor)
	assert_discreet(mail, cast, record.name)
	assert "sister" not in str(mail)


def test_both_are_asked_for_feedback():
	cast = make_cast(status="Closing")
	for_mentor, for_mentee = mentoring_feedback.ask(cast.link)
	assert_discreet(only_mail(cast.mentor), cast, for_mentor)
	assert_discreet(only_mail(cast.mentee), cast, for_mentee)


def test_people_without_an_account_are_no_obstacle():
	cast = make_cast(status="Closing")
	for participant in (cast.link.mentor_participant, cast.link.mentee_participant):
		stand(frappe.get_doc("Mentoring Participant", participant), user=None)
	before = frappe.db.count("Error Log")  # which outlives a rollback
	assert len(mentoring_feedback.ask(cast.link)) == 2
	assert not mails_to(cast.mentor)
	assert frappe.db.count("Error Log") == before


# --- prints


def printed(doc):
	return get_rendered_template(doc, print_format=frappe.get_doc("Print Format", doc.doctype))


def test_the_agreement_prints_what_was_agreed_and_room_to_sign(as_user):
	cast = make_cast(status="Introduction")
	agreement = cast.agreement()
	agreement.append("goals", {"goal": "Sleep", "measure": "Four nights", "by_when": "2027-01-02"})
	agreement.save()
	agreement.offer_for_signature()
	with as_user(cast.mentor):
		agreement.sign("Ann Example")
	html = printed(agreement)
	expected = [
		cast.link.mentor_name,
		cast.link.mentee_name,
		agreement.confidentiality_statement,
		*agreement.texts().values(),
	]
	for text in (
		cast.scheme,
		"Ann Example",
		"With own account",
		"Every month",
		"Sleep",
		"Not in force",
		*expected,
	):
		assert str(frappe.utils.escape_html(text)) in html
	with as_user(cast.mentee):
		agreement.sign("Bea Example")
	assert "Not in force" not in printed(agreement)


@pytest.mark.parametrize("preset", ["afc-fostering", "tri-borough-fostering", "kent-adoption"])
def test_the_contact_record_prints(preset):
	record = make_cast(preset).record(way="Phone call")
	html = printed(record)
	assert record.summary in html
	assert ("<td>Mentor</td>" in html) is (preset == "tri-borough-fostering")


def test_what_people_typed_is_escaped():
	cast = make_cast(status="Introduction")
	agreement = cast.agreement()
	for fieldname in ("mentor_name", "between_contacts", "confidentiality_statement"):
		agreement.set(fieldname, HOSTILE)
	for row in agreement.sections:
		row.text = HOSTILE
	agreement.append("goals", {"goal": HOSTILE, "measure": HOSTILE})
	agreement.append("signatures", {"party": "Mentor", "name_typed": HOSTILE})
	record = make_cast().record()
	for fieldname in (
		"mentor_name",
		"summary",
		"progress",
		"outcome_reason",
		"mentor_signed_name",
		"agreed_name",
	):
		record.set(fieldname, HOSTILE)
	record.actions[0].action = HOSTILE
	for doc, places in ((agreement, 13), (record, 5)):
		html = printed(doc)
		assert "<script>alert" not in html
		assert html.count("Fish &amp; &lt;script&gt;") >= places
