"""Files, versions, comments, e-mails and tasks are closed with the document that they belong to."""

from __future__ import annotations

import csv
import io
from typing import Any

import frappe
import makers
import pytest
from cast import TwoPairs
from frappe.core.doctype.file.utils import find_file_by_url
from frappe.desk import reportview
from frappe.desk.form.document_follow import follow_document
from frappe.model.document import Document
from makers import stand

from mentoring_scheme.access.followers import FOLLOWERS

CLOSED_TO = ("other_co_ordinator", "other_mentor", "other_mentee", "other_ssw_mentor", "ssw_mentor", "mentee")


@pytest.fixture
def record(pairs: TwoPairs) -> Document:
	"""A draft, which its mentor and the co-ordinator read."""
	return makers.make_contact_record(link=pairs.link)


@pytest.fixture
def file(record: Document) -> Document:
	return makers.make_file(record)


def make_follower(doctype: str, record: Document) -> Document:
	"""A document of each kind that belongs to the record, as Frappe makes it."""
	belongs = {FOLLOWERS[doctype].doctype_field: record.doctype, FOLLOWERS[doctype].name_field: record.name}
	more = {
		"Activity Log": {"subject": "seen"},
		"Comment": {"comment_type": "Comment", "content": "seen"},
		"Communication": {"subject": "seen", "content": "seen", "communication_type": "Communication"},
		"Deleted Document": {"data": "{}"},
		"Document Follow": {"user": record.owner},
		"Email Queue": {"message": "seen", "sender": "a@example.org", "recipients": []},
		"File": {"file_name": "seen.txt", "content": "seen", "is_private": 1},
		"Tag Link": {
			"tag": "seen",
			"title": record.name,
			"parenttype": record.doctype,
			"parent": record.name,
		},
		"ToDo": {"description": "seen"},
		"Version": {"data": "{}"},
		"View Log": {"viewed_by": record.owner},
	}[doctype]
	doc = frappe.get_doc({"doctype": doctype, **belongs, **more})
	return doc.insert(ignore_links=True)


@pytest.mark.parametrize("doctype", sorted(FOLLOWERS))
def test_a_system_manager_sees_what_belongs_to_others_and_not_to_people(
	pairs: TwoPairs, record: Document, doctype: str, as_user: Any
):
	user = makers.make_user("System Manager")
	confidential = make_follower(doctype, record)
	ordinary = make_follower(doctype, frappe.get_doc("User", user))
	with as_user(user):
		listed = frappe.get_list(doctype, pluck="name", limit=0)
		assert ordinary.name in listed
		assert confidential.name not in listed
		assert not confidential.has_permission("read")
		assert ordinary.has_permission("read")


@pytest.mark.parametrize("doctype", sorted(FOLLOWERS))
def test_a_manager_who_is_system_manager_sees_all(
	pairs: TwoPairs, record: Document, doctype: str, as_user: Any
):
	confidential = make_follower(doctype, record)
	with as_user(makers.make_user("System Manager", "Mentoring Manager")):
		assert confidential.name in frappe.get_list(doctype, pluck="name", limit=0)
		assert confidential.has_permission("read")


def test_a_system_manager_who_is_co_ordinator_sees_what_belongs_to_their_scheme(
	pairs: TwoPairs, as_user: Any
):
	user = pairs.users["co_ordinator"]
	frappe.get_doc("User", user).add_roles("System Manager")
	own, other = (
		make_follower("Version", makers.make_contact_record(link=link))
		for link in (pairs.link, pairs.other_link)
	)
	with as_user(user):
		listed = frappe.get_list("Version", pluck="name", limit=0)
	assert own.name in listed
	assert other.name not in listed


def test_the_versions_of_a_document_are_real_and_closed(record: Document, as_user: Any):
	record.summary = "What was said before nobody else hears."
	record.save()
	with as_user(makers.make_user("System Manager")):
		assert frappe.get_list("Version", {"docname": record.name}) == []


# --- files


def test_a_file_is_read_with_its_document(pairs: TwoPairs, file: Document, as_user: Any):
	assert file.is_private
	for part in ("mentor", "co_ordinator"):
		with as_user(pairs.users[part]):
			assert file.has_permission("read"), part
			assert find_file_by_url(file.file_url), part
	for part in CLOSED_TO:
		with as_user(pairs.users[part]):
			assert not file.has_permission("read"), part
			assert not find_file_by_url(file.file_url), part
			assert file.name not in frappe.get_list("File", pluck="name", limit=0), part


def test_a_file_becomes_readable_when_its_document_does(pairs: TwoPairs, record: Document, file: Document):
	assert not file.has_permission("read", user=pairs.users["mentee"])
	stand(record, status="Sent")
	assert file.has_permission("read", user=pairs.users["mentee"])
	assert not file.has_permission("write", user=pairs.users["mentee"])


def test_file_names_are_listed_to_those_who_read_the_document(pairs: TwoPairs, file: Document, as_user: Any):
	"""Frappe alone lists the names of every file of a type of which somebody may read one."""
	with as_user(pairs.users["co_ordinator"]):
		assert file.name in frappe.get_list("File", pluck="name", limit=0)


def test_a_public_file_becomes_private(record: Document):
	public = makers.make_file(record, private=False)
	assert public.is_private
	assert public.file_url.startswith("/private/files/")
	assert frappe.get_doc("File", public.name).get_content() == "seen"


def test_a_private_file_cannot_be_made_public(file: Document):
	file.is_private = 0
	file.save()
	assert frappe.db.get_value("File", file.name, "is_private") == 1


def test_files_on_other_documents_stay_as_they_are():
	assert not makers.make_file(frappe.get_doc("User", "Administrator"), private=False).is_private


def test_nobody_attaches_to_a_document_that_they_do_not_see(pairs: TwoPairs, record: Document, as_user: Any):
	with as_user(pairs.users["other_mentor"]), pytest.raises(frappe.PermissionError):
		makers.make_file(record)


def test_who_lost_the_case_no_longer_lists_or_opens_what_they_attached(
	pairs: TwoPairs, record: Document, as_user: Any
):
	user = pairs.users["mentor"]
	with as_user(user):
		file = makers.make_file(record)
		assert file.has_permission("read")
	person = frappe.get_doc("Mentoring Participant", {"user": user})
	stand(person, user=None)
	with as_user(user):
		assert not file.has_permission("read")
		assert frappe.get_list("File", pluck="name", limit=0) == []
		# the one way that Frappe leaves open to whoever uploaded a file: its address
		assert find_file_by_url(file.file_url)


def test_moving_a_file_to_a_document_of_ones_own_opens_nothing(pairs: TwoPairs, file: Document):
	file.attached_to_name = makers.make_contact_record(link=pairs.other_link).name
	assert not file.has_permission("read", user=pairs.users["other_mentor"])
	file.attached_to_doctype = file.attached_to_name = None
	file.is_private = 0
	assert not file.has_permission("read", user=pairs.users["other_mentor"])


@pytest.mark.parametrize(
	"written",
	[
		"{}",
		"{} ",
		"/private/files/./{name}",
		"%2Fprivate%2Ffiles%2F{name}",
		"http://localhost{}",
		"/files/{name}",
	],
)
def test_the_address_of_a_file_opens_it_to_nobody(
	pairs: TwoPairs, file: Document, as_user: Any, written: str
):
	"""Frappe opens a file to whoever has a document with its address, and lets anybody make one."""
	address = written.strip().format(file.file_url, name=file.file_url.rpartition("/")[2])
	mine = {"doctype": "File", "file_url": address, "is_private": 1}
	with as_user(pairs.users["other_mentor"]):
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc(mine).insert()
		own = frappe.get_doc(
			{"doctype": "File", "file_name": "own.txt", "content": "x", "is_private": 1}
		).insert()
		with pytest.raises(frappe.PermissionError):
			frappe.client.set_value("File", own.name, "file_url", address)
	with as_user(pairs.users["mentor"]):
		frappe.get_doc(mine | {"file_url": file.file_url}).insert()


def test_what_one_follows_comes_by_mail(pairs: TwoPairs, record: Document, as_user: Any):
	"""Frappe mails the old and new text of every field to whoever follows a document."""
	for part, refused in (("co_ordinator", False), ("other_co_ordinator", True)):
		user = pairs.users[part]
		frappe.db.set_value("User", user, "document_follow_notify", 1)
		with as_user(user):
			if refused:
				with pytest.raises(frappe.PermissionError):
					follow_document(record.doctype, record.name, user)
			else:
				assert follow_document(record.doctype, record.name, user)


def test_frappes_own_rules_for_files_still_hold(as_user: Any):
	user, other = makers.make_user(), makers.make_user()
	with as_user(user):
		own = frappe.get_doc(
			{"doctype": "File", "file_name": "own.txt", "content": "x", "is_private": 1}
		).insert()
	assert own.has_permission("read", user=user)
	assert not own.has_permission("read", user=other)


# --- tasks


def test_a_task_is_seen_by_whoever_has_it(record: Document, as_user: Any):
	user = makers.make_user("Supervising Social Worker")
	task = make_follower("ToDo", record)
	stand(task, allocated_to=user)
	with as_user(user):
		assert frappe.get_list("ToDo", pluck="name") == [task.name]
		assert frappe.get_doc("ToDo", task.name).has_permission("read")


# --- exports


@pytest.fixture
def no_access_log(monkeypatch: pytest.MonkeyPatch) -> None:
	"""Frappe commits when it has written down who exported what."""
	monkeypatch.setattr(reportview, "make_access_log", lambda **_: None)


def test_an_export_holds_what_the_list_holds(pairs: TwoPairs, as_user: Any, no_access_log: None):
	finance = makers.make_user("Mentoring Finance")
	makers.make_payment(link=pairs.link)
	with as_user(finance):
		assert set(exported("Mentoring Payment")) == set(frappe.get_all("Mentoring Payment", pluck="name"))
		with pytest.raises(frappe.PermissionError):
			exported("Contact Record")
	with as_user(pairs.users["co_ordinator"]), pytest.raises(frappe.PermissionError):
		exported("Mentoring Participant")


def test_the_export_of_a_site_that_lets_co_ordinators_export(
	pairs: TwoPairs, as_user: Any, no_access_log: None
):
	frappe.permissions.add_permission("Mentoring Participant", "Mentoring Co-ordinator", ptype="export")
	frappe.permissions.update_permission_property(
		"Mentoring Participant", "Mentoring Co-ordinator", 0, "export", 1
	)
	with as_user(pairs.users["co_ordinator"]):
		assert set(exported("Mentoring Participant")) == set(
			frappe.get_list("Mentoring Participant", pluck="name")
		)


def exported(doctype: str) -> list[str]:
	"""The names in the spreadsheet that the desk's report view exports."""
	frappe.local.form_dict = frappe._dict(
		doctype=doctype,
		file_format_type="CSV",
		title=doctype,
		fields=frappe.as_json([f"`tab{doctype}`.`name`"]),
		start=0,
		page_length=500,
		view="Report",
	)
	reportview.export_query()
	content = frappe.response["filecontent"]
	text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
	return [row["ID"] for row in csv.DictReader(io.StringIO(text))]
