"""What staff say about an event or a booking stays among staff, though more people read the event and the booking."""

from __future__ import annotations

from typing import Any

import frappe
import makers
import pytest
from cast import TwoPairs
from frappe.desk.form.document_follow import follow_document
from frappe.model.document import Document

SAID = "She is ill."
OUTSIDE = ("mentor", "mentee", "ssw_mentor", "ssw_mentee", "other_ssw_mentor")


@pytest.fixture
def event(pairs: TwoPairs) -> Document:
	return makers.make_event(scheme=pairs.scheme, open_to="Mentors and mentees")


@pytest.fixture
def booking(pairs: TwoPairs, event: Document) -> Document:
	participant = frappe.db.get_value("Mentor", pairs.mentor, "participant")
	return makers.make_booking(event=event.name, participant=participant)


@pytest.fixture(params=["event", "booking"])
def about(request: pytest.FixtureRequest) -> Document:
	"""Something that staff have talked about, in each way that Frappe knows."""
	doc = request.getfixturevalue(request.param)
	doc.add_comment("Comment", SAID)
	doc.add_comment("Info", SAID)
	belongs = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	mail = {"doctype": "Communication", "communication_type": "Communication", "subject": SAID}
	frappe.get_doc({**mail, **belongs, "content": SAID}).insert()
	makers.make_file(doc, file_name="hand-out.txt")
	data = frappe.as_json({"changed": [["note", None, SAID]]})
	frappe.get_doc(
		{"doctype": "Version", "ref_doctype": doc.doctype, "docname": doc.name, "data": data}
	).insert()
	return doc


def readers(pairs: TwoPairs, about: Document) -> list[str]:
	"""Those outside who read the document itself."""
	return [part for part in OUTSIDE if about.has_permission("read", user=pairs.users[part])]


def called(method: str, **arguments: Any) -> Any:
	"""The endpoint as a browser reaches it, and what it puts into the answer besides."""
	frappe.local.response = frappe._dict(docs=[])
	answer = frappe.call(frappe.get_attr(frappe.override_whitelisted_method(method)), **arguments)
	return [answer, frappe.local.response]


def tells(content: Any) -> bool:
	return SAID in frappe.as_json(content)


def test_the_cast_has_readers(pairs: TwoPairs, event: Document, booking: Document):
	assert readers(pairs, event) == list(OUTSIDE)
	assert readers(pairs, booking) == ["mentor", "ssw_mentor"]


def test_a_form_brings_no_comments_mails_or_history(pairs: TwoPairs, about: Document, as_user: Any):
	which = {"doctype": about.doctype, "name": about.name}
	for part in readers(pairs, about):
		with as_user(pairs.users[part]):
			opened = called("frappe.desk.form.load.getdoc", **which)
			assert opened[1].docs[0].name == about.name, part
			assert [file.file_name for file in opened[1].docinfo.attachments] == ["hand-out.txt"], part
			assert not tells(opened), part
			assert not tells(called("frappe.desk.form.load.get_docinfo", **which)), part
			with pytest.raises(frappe.PermissionError):
				called("frappe.desk.form.load.get_communications", **which)
	with as_user(pairs.users["co_ordinator"]):
		opened = called("frappe.desk.form.load.getdoc", **which)[1].docinfo
		for part in ("comments", "info_logs", "communications", "versions"):
			assert tells(opened[part]), part
		assert tells(called("frappe.desk.form.load.get_docinfo", **which))
		assert tells(called("frappe.desk.form.load.get_communications", **which))


def test_nobody_outside_is_told_of_comments_as_they_are_made(pairs: TwoPairs, about: Document, as_user: Any):
	from frappe import realtime

	asks = (
		("can_subscribe_doc", "docname")
		if hasattr(realtime, "can_subscribe_doc")
		else ("has_permission", "name")
	)
	question, which = f"frappe.realtime.{asks[0]}", {"doctype": about.doctype, asks[1]: about.name}
	for part in readers(pairs, about):
		with as_user(pairs.users[part]), pytest.raises(frappe.PermissionError):
			called(question, **which)
	with as_user(pairs.users["co_ordinator"]):
		assert called(question, **which)[0] is True


def test_no_list_holds_a_copy_of_comments(pairs: TwoPairs, about: Document, as_user: Any):
	for part in readers(pairs, about):
		with as_user(pairs.users[part]):
			assert frappe.get_list(about.doctype, {"name": about.name}, pluck="name"), part
			assert not tells(frappe.get_list(about.doctype, fields=["name", "_comments"])), part
			assert not tells(frappe.client.get_value(about.doctype, "_comments", about.name)), part
			assert not tells(frappe.get_list("Mentoring Booking", fields=["event._comments"])), part
	comment = frappe.get_last_doc("Comment", {"reference_name": about.name, "comment_type": "Comment"})
	comment.content = f"{SAID} Again."
	comment.save()
	assert not frappe.db.get_value(about.doctype, about.name, "_comments")


@pytest.mark.parametrize("follower", ["Comment", "Communication", "Version"])
def test_a_right_to_all_comments_opens_none_of_these(
	pairs: TwoPairs, about: Document, follower: str, as_user: Any
):
	"""Somebody who is a System Manager besides: Frappe gives them every comment, and the guard those of their own."""
	for part in (*readers(pairs, about), "co_ordinator"):
		user = pairs.users[part]
		frappe.get_doc("User", user).add_roles("System Manager")
		with as_user(user):
			listed = frappe.get_list(follower, fields=["*"], limit=0)
			assert tells(listed) == (part == "co_ordinator"), part


def test_nobody_outside_has_them_sent(pairs: TwoPairs, about: Document, as_user: Any):
	"""Whoever follows a document is mailed its comments and changes."""
	for part in (*readers(pairs, about), "co_ordinator"):
		user = pairs.users[part]
		frappe.db.set_value("User", user, "document_follow_notify", 1)
		with as_user(user):
			if part == "co_ordinator":
				assert follow_document(about.doctype, about.name, user)
			else:
				with pytest.raises(frappe.PermissionError):
					follow_document(about.doctype, about.name, user)


def test_other_documents_keep_their_comments(pairs: TwoPairs, as_user: Any):
	link = frappe.get_doc("Mentoring Link", pairs.link)
	link.add_comment("Comment", SAID)
	with as_user(pairs.users["ssw_mentor"]):
		opened = called("frappe.desk.form.load.getdoc", doctype=link.doctype, name=link.name)
		assert tells(opened[1].docinfo.comments)
	assert frappe.db.get_value(link.doctype, link.name, "_comments")
