"""The key steps of a link through the API, as a browser or another program takes them: real requests, one after another.

A request commits, so these tests do.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import today
from story import Story, ago, plain
from werkzeug.test import Client, TestResponse

pytestmark = pytest.mark.commits


class Api:
	"""Sends requests as somebody with an API key. Each runs in a thread, which has a `frappe.local` of its own."""

	def __init__(self, site: str) -> None:
		self.site = site
		self.keys: dict[str, str] = {}
		self.pool = ThreadPoolExecutor(1)

	def give_key(self, user: str) -> None:
		doc = frappe.get_doc("User", user)
		doc.api_key, doc.api_secret = frappe.generate_hash(length=15), frappe.generate_hash(length=15)
		self.keys[user] = f"token {doc.api_key}:{doc.api_secret}"
		doc.save()

	def send(self, user: str | None, verb: str, path: str, /, **data: Any) -> TestResponse:
		frappe.db.commit()
		return self.pool.submit(self._send, user, verb, path, data).result(timeout=60)

	def _send(self, user: str | None, verb: str, path: str, data: dict[str, Any]) -> TestResponse:
		from frappe.app import application

		headers = {"X-Frappe-Site-Name": self.site, "Accept": "application/json"}
		if user:
			headers["Authorization"] = self.keys[user]
		return Client(application, TestResponse).open(path, method=verb, headers=headers, json=data)

	def told(self, response: TestResponse) -> str:
		"""What the user is shown of a refusal."""
		messages = json.loads(response.json.get("_server_messages") or "[]")
		return " ".join(plain(json.loads(message)["message"]) for message in messages)


@pytest.fixture
def api(site: str) -> Api:
	return Api(site)


@pytest.fixture
def story(api: Api) -> Story:
	story = Story("afc-fostering", "Adversity")
	for user in (story.co_ordinator, story.manager, story.mentor_user, story.mentee_user, story.mentor_ssw):
		api.give_key(user)
	return story


def action(api: Api, story: Story, action: str, user: str | None = None) -> TestResponse:
	link = json.dumps({"doctype": "Mentoring Link", "name": story.link})
	return api.send(
		user or story.co_ordinator,
		"POST",
		"/api/method/frappe.model.workflow.apply_workflow",
		doc=link,
		action=action,
	)


def method(api: Api, user: str, doc: Document, name: str, **arguments: Any) -> TestResponse:
	"""A button of a form. Not `/api/resource/...?run_method=`, which asks for write permission before the method is asked."""
	place = "/api/method/run_doc_method"
	return api.send(user, "POST", place, dt=doc.doctype, dn=doc.name, method=name, args=arguments)


def test_a_link_is_made_moved_agreed_and_refused_through_the_api(api: Api, story: Story):
	mentor, mentee = story.approved_mentor(), story.refer()
	pair = {"mentor": mentor.name, "mentee": mentee.name, "support_type": "Adversity"}

	made = api.send(story.co_ordinator, "POST", "/api/resource/Mentoring Link", **pair)
	assert made.status_code == 200, made.text
	story.link = made.json["data"]["name"]

	again = api.send(story.co_ordinator, "POST", "/api/resource/Mentoring Link", **pair)
	assert again.status_code == 417
	assert "only one may be open at a time" in api.told(again)
	assert "(R21)" in api.told(again)
	frappe.db.rollback()
	assert frappe.db.count("Mentoring Link", {"mentee": mentee.name}) == 1

	assert action(api, story, "Consult social workers").status_code == 200
	frappe.db.rollback()
	for whose, user in (("mentor", story.mentor_ssw), ("mentee", story.mentee_ssw)):
		story.answer(whose, user, "Agrees")
	story.meet(ago(9))
	agreement = story.write_agreement()
	story.fill_in(start_date=ago(8))

	started = action(api, story, "Start support")
	assert started.status_code == 417
	assert "The agreement is not signed by: the mentor, the mentee." in api.told(started)

	assert method(api, story.co_ordinator, agreement, "offer_for_signature").status_code == 200
	for user in (story.mentor_user, story.mentee_user):
		signed = method(api, user, agreement, "sign", name_typed="Whoever it is")
		assert signed.status_code == 200, signed.text
	assert action(api, story, "Start support").status_code == 200
	frappe.db.rollback()
	assert story.now().status == "Active"

	record = api.send(
		story.mentor_user,
		"POST",
		"/api/resource/Contact Record",
		link=story.link,
		contact_date=str(ago(3)),
		way="In person",
		minutes=60,
		summary="About the review.",
		next_contact_on=today(),
	)
	assert record.status_code == 200, record.text
	record = frappe.get_doc({"doctype": "Contact Record", "name": record.json["data"]["name"]})
	place = f"/api/resource/Contact Record/{record.name}"
	assert api.send(story.mentee_user, "GET", place).status_code == 403, "a draft is not shown to the mentee"
	assert method(api, story.mentor_user, record, "send").status_code == 200
	assert method(api, story.mentor_user, record, "agree").status_code == 403
	assert method(api, story.mentee_user, record, "agree").status_code == 200
	assert api.send(story.mentee_user, "GET", place).json["data"]["status"] == "Agreed"


def test_states_that_no_method_gives_cannot_be_written(api: Api, story: Story):
	story.propose()
	place = f"/api/resource/Mentoring Link/{story.link}"
	written = api.send(
		story.co_ordinator, "PUT", place, status="Active", planned_end="2099-01-01", policy_version="none"
	)
	frappe.db.rollback()
	link = story.now()
	assert (written.status_code, link.status) == (417, "Proposed"), written.text
	assert link.planned_end is None


def test_who_is_not_staff_of_the_scheme_gets_nothing(api: Api, story: Story):
	story.propose()
	place = f"/api/resource/Mentoring Link/{story.link}"
	for user in (story.mentor_user, story.mentee_user):
		assert api.send(user, "GET", place).status_code == 403
		assert action(api, story, "Consult social workers", user=user).status_code in (403, 417)
	assert api.send(None, "GET", place).status_code in (401, 403)
	assert api.send(story.mentor_ssw, "GET", place).status_code == 200
	assert api.send(story.mentor_ssw, "PUT", place, match_explanation="Mine").status_code == 403
	frappe.db.rollback()
	assert story.now().status == "Proposed"


def test_a_consultation_that_cannot_be_asked_leaves_nothing_half_written(api: Api, story: Story):
	"""One of the two has no social worker to ask; the other question is not put either, and the state stays."""
	story.propose()
	frappe.get_doc("Mentoring Participant", story.now().mentee_participant).db_set("ssw", None)
	response = action(api, story, "Consult social workers")
	assert response.status_code == 417
	assert "No supervising social worker is named for: Peter Quill" in api.told(response)
	frappe.db.rollback()
	assert story.now().status == "Proposed"
	assert not frappe.db.exists("Mentoring Consultation", {"link": story.link})


def test_after_the_closing_nobody_writes_in_the_papers_of_the_pair(api: Api, story: Story):
	"""Not through the API either, whatever the role (R31)."""
	story.closed(ago(100), ago(80))
	record = frappe.get_doc("Contact Record", {"link": story.link})
	agreement = frappe.get_doc("Mentoring Agreement", {"link": story.link})
	entry = frappe.get_doc("Mentoring File Entry", {"link": story.link, "as_role": "Mentor"})
	writes = (
		(frappe.get_doc("Mentoring Link", story.link), {"reflection": "Otherwise.", "filed_on": None}),
		(record, {"summary": "Otherwise."}),
		(record, {"share_with_mentor_ssw": 1}),
		(record, {"docstatus": 2}),
		(agreement, {"between_contacts": "Otherwise."}),
		(entry, {"bundle": "/private/files/other.pdf"}),
	)
	people = (story.co_ordinator, story.manager, story.mentor_ssw, story.mentor_user, story.mentee_user)
	for user in people:
		for doc, values in writes:
			answer = api.send(user, "PUT", f"/api/resource/{doc.doctype}/{doc.name}", **values)
			assert answer.status_code in (403, 417), (user, doc.doctype, values, answer.text)
		answer = api.send(user, "DELETE", f"/api/resource/Contact Record/{record.name}")
		assert answer.status_code in (403, 417), (user, answer.text)
	frappe.db.rollback()
	for doc, _ in writes:
		assert frappe.get_doc(doc.doctype, doc.name).modified == doc.modified
