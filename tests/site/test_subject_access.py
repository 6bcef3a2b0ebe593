"""Somebody asks for their data: what is found, who is taken out of it, and what has to happen before it is given."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from frappe.utils import add_months, getdate, today
from makers import (
	bundle_file,
	make_concern,
	make_data_request,
	make_equality_profile,
	make_feedback,
	make_file,
	make_file_entry,
	make_letter,
	make_message,
	make_participant,
	make_payment,
	make_reference,
	make_request,
	make_supervision,
	make_support_note,
	make_user,
	stand,
)
from queries import count_queries

from mentoring_scheme.jobs import data_requests
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.retention.access_request.find import everything_about, person

AsUser = Callable[[str], AbstractContextManager[None]]
CHECKLIST = ("identity_confirmed", "third_parties_read", "confidences_decided", "others_removed")


@pytest.fixture
def cast() -> Cast:
	return make_cast()


def made(request: Document) -> Document:
	"""The request with its bundle, as the job leaves it."""
	stand(request, status="Being made")
	data_requests._make(request.name)
	return request.reload()


def archive(request: Document) -> zipfile.ZipFile:
	file = frappe.get_doc("File", {"file_url": request.bundle, "attached_to_name": request.name})
	assert file.is_private
	return zipfile.ZipFile(io.BytesIO(file.get_content()))


def data(request: Document) -> dict[str, Any]:
	return json.loads(archive(request).read("your-data.json"))


def decisions(request: Document) -> dict[tuple[str, str], str]:
	return {(row.document_type, row.document): row.goes_in for row in request.documents}


def decide(
	request: Document, *chosen: tuple[str, str], goes_in: str, reason: str = "Read and decided."
) -> None:
	for row in request.documents:
		if not chosen or (row.document_type, row.document) in chosen:
			row.update({"goes_in": goes_in, "reason": reason})
	request.save()


def test_the_bundle_holds_the_person_and_nobody_else(cast: Cast):
	link = cast.link
	mentor = frappe.get_doc("Mentoring Participant", link.mentor_participant)
	mentee = frappe.get_doc("Mentoring Participant", link.mentee_participant)
	bystander = make_participant(participant_name="Bartholomew Quince")
	for doc, name in ((mentor, "Cordelia Ashgrove"), (mentee, "Tobias Finch")):
		stand(doc, participant_name=name)
	stand(link, mentor_name="Cordelia Ashgrove", mentee_name="Tobias Finch", title="Ashgrove and Finch")
	own, first = "Tobias Finch", "Cordelia"
	record = cast.record(
		summary=f"{mentor.participant_name} and {own} met; {first.upper()} was late. {bystander.participant_name} came by."
	)
	record.add_comment("Comment", f"{mentor.participant_name} rang about it.")
	profile = make_equality_profile(participant=mentee.name, religion="Methodist")
	request = made(make_data_request(participant=mentee.name))

	assert request.status == "Draft" and request.due_on == getdate(add_months(today(), 1))
	packed = archive(request)
	assert set(packed.namelist()) == {"your-data.html", "your-data.pdf", "your-data.json"}
	html = packed.read("your-data.html").decode()
	for text in (html, json.dumps(data(request), ensure_ascii=False)):
		assert own in text and "Methodist" in text and "rang about it" in text
		for other in (mentor.participant_name, bystander.participant_name, cast.mentor):
			assert other not in text, other
		assert f"{first.upper()} was late" not in text, "each part of the name of the other of the pair"
	found = decisions(request)
	assert found["Mentoring Equality Profile", profile.name] == "In"
	assert found["Contact Record", record.name] == "In"
	to_check = {row.document: row.to_check for row in request.documents}
	assert "Summary" in to_check[record.name] and not to_check[profile.name]


def test_staff_are_named_only_where_somebody_chooses_so(cast: Cast):
	name = frappe.utils.get_fullname(cast.mentee_ssw)
	request = make_data_request(participant=cast.link.mentee_participant)
	assert cast.mentee_ssw not in json.dumps(data(made(request)))
	frappe.get_doc("Mentoring Participant", request.participant).db_set("experience", f"Ask {name}.")
	request.update({"staff_names": "Shown"}).save()
	assert name in json.dumps(data(made(request)))


def test_what_others_said_waits_for_a_decision_and_the_others_money_stays_out(cast: Cast):
	link = cast.link
	reference = make_reference(mentor=link.mentor, summary="A referee's opinion.")
	supervision = make_supervision(mentor=link.mentor, scheme=cast.scheme, links=[{"link": link.name}])
	payment = make_payment(link=link.name)
	stand(link, status="Closing")
	feedback = make_feedback(link=link.name, given_by="Mentor")
	file = make_file(link)
	of_mentee = decisions(made(make_data_request(participant=link.mentee_participant)))
	of_mentor = decisions(made(make_data_request(participant=link.mentor_participant)))

	assert of_mentor["Mentor Reference", reference.name] == "To decide"
	assert of_mentor["Mentoring Supervision", supervision.name] == "To decide"
	assert of_mentor["Mentoring Payment", payment.name] == "In"
	assert of_mentee["Mentoring Payment", payment.name] == "Out"
	assert of_mentee["Mentoring Feedback", feedback.name] == of_mentee["File", file.name] == "To decide"
	assert ("Mentor Reference", reference.name) not in of_mentee
	assert ("Mentor", link.mentor) not in of_mentee


def test_what_the_portal_and_the_ending_have_added_is_found(cast: Cast):
	link = cast.link
	concern = stand(make_concern(link=link.name), raised_by=cast.mentee, raised_as="Mentee")
	elsewhere = stand(make_concern(scheme=cast.scheme), raised_by=cast.mentee, raised_as="Mentee")
	note = make_support_note(link=link.name)
	message = make_message(recipient=cast.mentee)
	request = make_request(mentor=link.mentor)
	stand(link, status="Closing")
	letter = make_letter(link=link.name, as_role="Mentee")
	stand(link, status="Closed")
	entry = make_file_entry(link=link.name, as_role="Mentee")
	bundle = stand(bundle_file(entry), owner=cast.mentee)
	of_mentee = decisions(made(make_data_request(participant=link.mentee_participant)))
	of_mentor = decisions(made(make_data_request(participant=link.mentor_participant)))

	for doc, mentees, mentors in (
		(concern, "To decide", "To decide"),
		(elsewhere, "To decide", None),
		(note, "To decide", "To decide"),
		(message, "In", None),
		(request, None, "In"),
		(letter, "In", "Out"),
		(entry, "In", "Out"),
		(bundle, "Out", "Out"),
	):
		key = (doc.doctype, doc.name)
		assert (of_mentee.get(key), of_mentor.get(key)) == (mentees, mentors), key


def test_a_decision_has_a_reason_and_outlasts_the_next_bundle(cast: Cast):
	file = make_file(cast.link, content="a letter")
	key = ("File", file.name)
	request = made(make_data_request(participant=cast.link.mentee_participant))
	with pytest.raises(frappe.ValidationError, match="write why"):
		decide(request, key, goes_in="In", reason="")
	request.reload()
	decide(request, key, goes_in="In")
	request = made(request)
	assert decisions(request)[key] == "In"
	assert [name for name in archive(request).namelist() if name.startswith("files/")]
	bundles = frappe.get_all("File", {"attached_to_name": request.name}, pluck="file_url")
	assert bundles == [request.bundle], "the one before is gone"


def test_what_a_browser_adds_or_removes_changes_nothing(cast: Cast):
	request = made(make_data_request(participant=cast.link.mentee_participant))
	before = decisions(request)
	rows = [{"document_type": "Mentor", "document": cast.link.mentor, "goes_in": "In", "proposed": "In"}]
	request.update({"documents": rows, "status": "Released", "bundle": "/files/other.zip"}).save()
	assert decisions(request.reload()) == before and request.status == "Draft"


def test_nothing_is_given_before_somebody_has_checked_it(cast: Cast, as_user: AsUser):
	manager = make_user("Mentoring Manager")
	file = make_file(cast.link)
	request = made(make_data_request(participant=cast.link.mentee_participant))
	with as_user(manager):
		with pytest.raises(RuleRefusal, match="Draft"):
			request.release()
		request.update(dict.fromkeys(CHECKLIST, 1)).save()
		with pytest.raises(RuleRefusal, match="decided about"):
			request.mark_checked()
		decide(request, ("File", file.name), goes_in="Out")
		with pytest.raises(RuleRefusal, match="Make the bundle again"):
			request.mark_checked()
		request = made(request)
		request.update({"third_parties_read": 0}).save()
		with pytest.raises(RuleRefusal, match="free texts"):
			request.mark_checked()
		request.update({"third_parties_read": 1}).save()
		request.mark_checked()
		assert (request.status, request.checked_by) == ("Checked", manager)
		request.update({"staff_names": "Shown"}).save()
		assert request.status == "Draft", "what was checked is not this any more"
		request.update({"staff_names": "Replaced"}).save()
		request.mark_checked()
		request.release()
		assert (request.status, request.released_by, request.released_on) == (
			"Released",
			manager,
			getdate(today()),
		)
		with pytest.raises(RuleRefusal, match="stays as it was given"):
			request.update({"received_on": "2020-01-01"}).save()


def test_only_managers_start_see_and_make_one(cast: Cast, as_user: AsUser):
	participant = cast.link.mentee_participant
	with as_user(cast.co_ordinator), pytest.raises(frappe.PermissionError):
		data_requests.start(participant)
	with as_user(cast.manager):
		name = data_requests.start(participant)
		assert data_requests.start(participant) == name
		data_requests.make_bundle(name)
		assert frappe.db.get_value("Mentoring Data Request", name, "status") == "Being made"
		data_requests._make(name)  # the job runs as whoever has asked for it
	request = frappe.get_doc("Mentoring Data Request", name)
	assert request.status == "Draft" and "your-data.html" in archive(request).namelist()
	file = frappe.get_doc("File", {"attached_to_name": name})
	for user in (cast.co_ordinator, cast.mentee, cast.mentee_ssw):
		with as_user(user), pytest.raises(frappe.PermissionError):
			data_requests.make_bundle(name)
		assert not file.has_permission("read", user=user), user


def test_a_request_that_is_complex_has_three_months_and_says_why(cast: Cast):
	request = make_data_request(participant=cast.link.mentee_participant, received_on="2026-01-31")
	assert str(request.due_on) == "2026-02-28"
	request.update({"extended": 1, "extension_reason": "Eleven years of records."}).save()
	assert str(request.due_on) == "2026-04-30"
	with pytest.raises(frappe.ValidationError, match="future"):
		make_data_request(participant=request.participant, received_on="2999-01-01")


def test_a_request_to_erase_is_closed_with_an_answer(cast: Cast, as_user: AsUser):
	with as_user(cast.manager):
		request = make_data_request(participant=cast.link.mentee_participant, kind="Erasure")
		with pytest.raises(frappe.ValidationError, match="what was done"):
			request.close()
		request.update({"answer": "The law has her records kept until 2036."}).save()
		request.close()
		assert request.status == "Closed"


def test_finding_takes_as_many_queries_for_many_documents_as_for_few(cast: Cast):
	who = person(cast.link.mentee_participant)
	cast.record(), everything_about(who)
	few = count_queries(lambda: everything_about(who))
	for _ in range(4):
		cast.record()
	assert count_queries(lambda: everything_about(who)) == few


def test_the_platforms_own_deletion_becomes_a_request_to_erase(cast: Cast):
	asked = frappe.get_doc({"doctype": "Personal Data Deletion Request", "email": cast.mentee})
	asked.insert()
	asked.status = "Pending Approval"
	asked.save()
	assert asked.status == "On Hold"
	with pytest.raises(frappe.ValidationError):
		asked.trigger_data_deletion()
	mine = {"participant": cast.link.mentee_participant, "kind": "Erasure", "status": "Received"}
	assert frappe.db.count("Mentoring Data Request", mine) == 1
	assert frappe.db.get_value("User", cast.mentee, "enabled")


def test_the_platforms_own_download_finds_its_fields(cast: Cast):
	from frappe.website.doctype.personal_data_download_request.personal_data_download_request import (
		get_user_data,
	)

	found = json.loads(get_user_data(cast.mentee))
	assert [row["name"] for row in found["Mentoring Participant"]] == [cast.link.mentee_participant]
	for entry in frappe.get_hooks("user_data_fields"):
		if entry["doctype"].startswith("Mentor"):
			assert frappe.get_meta(entry["doctype"]).has_field(entry["filter_by"]), entry
