"""Rows of tables change with their document, past no rule of it: not by themselves, whichever way they are sent."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from makers import (
	make_attribute,
	make_household,
	make_mentee,
	make_participant,
	make_user,
)
from story import Story, acting, ago, refused
from test_rest import Api

BY_ITSELF = "Change it there."


def kinds_of_row() -> dict[str, tuple[str, str]]:
	"""Every child DocType of the app, each with a DocType that has it and the table there."""
	kinds = frappe.get_all(
		"DocType", {"istable": 1, "module": "Mentoring Scheme", "custom": 0}, pluck="name", order_by="name"
	)
	places = frappe.get_all(
		"DocField",
		{"options": ["in", kinds], "fieldtype": ["in", frappe.model.table_fields]},
		["options", "parent", "fieldname"],
	)
	found = {place.options: (place.parent, place.fieldname) for place in places}
	assert set(found) == set(kinds), "a child DocType that no document has"
	return found


def row_of(kind: str, place: tuple[str, str], parent: str = "nobody") -> Document:
	doctype, fieldname = place
	return frappe.get_doc(
		{"doctype": kind, "parenttype": doctype, "parentfield": fieldname, "parent": parent}
	)


def test_no_row_of_any_kind_is_made_saved_or_deleted_by_itself():
	"""Asked as the Administrator, whom nothing else stops."""
	kinds = kinds_of_row()
	assert len(kinds) >= 38
	for kind, place in kinds.items():
		with refused(frappe.PermissionError) as told:
			row_of(kind, place).insert()
		assert told.says(BY_ITSELF, kind, place[0])
		row = row_of(kind, place)
		row.set_new_name()
		row.db_insert()
		with refused(frappe.PermissionError) as told:
			frappe.get_doc(kind, row.name).save()
		assert told.says(BY_ITSELF, kind)
		with refused(frappe.PermissionError) as told:
			frappe.delete_doc(kind, row.name)
		assert told.says(BY_ITSELF, kind)
		assert frappe.db.exists(kind, row.name)


@pytest.mark.parametrize("docstatus", [1, 2])
def test_no_row_of_a_submitted_document_is_saved_or_cancelled_by_itself(docstatus: int):
	for kind, place in kinds_of_row().items():
		row = row_of(kind, place)
		row.set_new_name()
		row.docstatus = 1
		row.db_insert()
		row = frappe.get_doc(kind, row.name)
		row.docstatus = docstatus
		with refused(frappe.PermissionError) as told:
			row.save()
		assert told.says(BY_ITSELF, kind)
		assert frappe.db.get_value(kind, row.name, "docstatus") == 1


def test_a_manager_is_refused_each_kind_of_row():
	kinds = kinds_of_row()
	with acting(make_user("Mentoring Manager", "Mentoring Co-ordinator")):
		for kind, place in kinds.items():
			with refused(frappe.PermissionError):
				row_of(kind, place).insert()


# --- through the API

ALREADY_THERE = (
	"Mentoring Decision",
	"Mentoring Signature",
	"Mentoring Agreement Section",
	"Contact Action",
	"Mentoring Suspension",
	"Mentoring Support Type",
	"Mentoring Scheme Member",
	"Mentoring Approval",
	"Mentor Training",
	"Mentoring Match Contribution",
)


@pytest.fixture
def api(site: str) -> Api:
	return Api(site)


@pytest.fixture
def story(api: Api) -> Story:
	"""Support runs, and there are rows of many kinds."""
	story = Story("afc-fostering", "Adversity", mentees_at_a_time=1, mentees_rule="Warn")
	story.started(ago(60))
	story.contact(ago(40), actions=[{"action": "Ask for the report.", "responsible": "Mentor"}])
	story.fill_in(suspensions=[{"from_date": ago(30), "to_date": ago(20), "reason": "Illness."}])
	mentor = frappe.get_doc("Mentor", story.now().mentor)
	story.propose(mentor, story.refer(name="Rocket Brown"), decision_reason="She has the time.")
	for user in (story.co_ordinator, story.manager):
		api.give_key(user)
	return story


def real_row(kind: str) -> dict[str, Any]:
	"""A stored row of this kind."""
	names = frappe.get_all(
		kind, {"parenttype": ["is", "set"]}, pluck="name", limit=1, order_by="creation desc"
	)
	assert names, f"the story has no row of {kind}"
	return frappe.get_doc(kind, names[0]).as_dict()


def sendable(row: dict[str, Any]) -> dict[str, Any]:
	return json.loads(frappe.as_json(row))


def text_field(kind: str) -> str:
	"""A field that somebody would like to write something else into."""
	texts = ("Data", "Small Text", "Text", "Autocomplete", "Select")
	return next(each.fieldname for each in frappe.get_meta(kind).fields if each.fieldtype in texts)


@pytest.mark.commits
def test_rows_that_are_there_are_not_changed_by_themselves_through_the_api(api: Api, story: Story):
	kinds = kinds_of_row()
	for kind in ALREADY_THERE:
		row = real_row(kind)
		forged = {text_field(kind): "forged"}
		new = sendable(row) | {"name": None} | forged
		whole = sendable(row) | forged
		unruly = {"ignore_validate": 1, "ignore_permissions": 1, "in_test": 1}
		place, place2 = f"/api/resource/{kind}/{row.name}", f"/api/v2/document/{kind}/{row.name}"
		save, delete = "frappe.client.save", "frappe.desk.reportview.delete_items"
		ways: list[tuple[str, str, dict[str, Any]]] = [
			("PUT", place, forged),
			("PUT", place, {**forged, "flags": unruly}),
			("DELETE", place, {}),
			("POST", f"/api/resource/{kind}", new),
			("POST", f"/api/resource/{kind}", {**new, "flags": unruly}),
			("PATCH", place2, {**forged, "flags": unruly}),
			("POST", f"/api/method/{save}", {"doc": json.dumps(whole)}),
			("POST", f"/api/method/{save}", {"doc": json.dumps({**whole, "flags": unruly})}),
			(
				"POST",
				"/api/method/frappe.desk.form.save.savedocs",
				{"doc": json.dumps(whole), "action": "Save"},
			),
			("POST", f"/api/method/{delete}", {"items": json.dumps([row.name]), "doctype": kind}),
			(
				"POST",
				"/api/method/frappe.client.bulk_update",
				{"docs": json.dumps([{**forged, "doctype": kind, "docname": row.name}])},
			),
		]
		for user in (story.manager, story.co_ordinator):
			for verb, path, data in ways:
				count = frappe.db.count(kind)
				api.send(user, verb, path, **data)
				frappe.db.rollback()
				what = f"{verb} {path} {data} by {user}"
				assert frappe.db.count(kind) == count, what
				assert frappe.get_doc(kind, row.name).as_dict() == row, what
		told = api.send(story.manager, "PUT", place, **forged)
		assert told.status_code == 403, told.text
		if kind in (
			"Mentoring Decision",
			"Mentoring Suspension",
			"Mentoring Support Type",
			"Mentoring Approval",
		):
			assert BY_ITSELF in api.told(told), "it is the row that is refused, not the manager"
	assert set(ALREADY_THERE) <= set(kinds)


@pytest.mark.commits
def test_a_decision_that_is_made_up_gets_onto_no_link(api: Api, story: Story):
	"""Neither as a row of its own nor through the link, which keeps the decisions that it took."""
	link = story.now()
	decision = {
		"doctype": "Mentoring Decision",
		"parenttype": link.doctype,
		"parent": link.name,
		"parentfield": "decisions",
		"severity": "Override",
		"finding": "load",
		"decided_by": "Administrator",
		"reason": "forged",
	}
	for user in (story.manager, story.co_ordinator):
		sent = api.send(user, "POST", "/api/resource/Mentoring Decision", **decision)
		assert (sent.status_code, api.told(sent)) == (
			403,
			"Mentoring Decision is a row of Mentoring Link. Change it there.",
		)
		api.send(user, "POST", "/api/method/frappe.client.insert", doc=json.dumps(decision))
	frappe.db.rollback()
	assert [row.as_dict() for row in story.now().decisions] == [row.as_dict() for row in link.decisions]
	row = real_row("Mentoring Decision")
	api.send(
		story.co_ordinator,
		"POST",
		"/api/method/frappe.client.set_value",
		doctype="Mentoring Decision",
		name=row.name,
		fieldname="reason",
		value="forged",
	)
	frappe.db.rollback()
	# the second version of the API takes a row away by saving its document without it
	api.send(story.co_ordinator, "DELETE", f"/api/v2/document/Mentoring Decision/{row.name}")
	frappe.db.rollback()
	assert frappe.db.get_value("Mentoring Decision", row.name, "reason") == row.reason


# --- through the document


def test_rows_are_made_changed_and_taken_away_with_their_document():
	participant = make_participant(approvals=[])
	with acting(make_user("Mentoring Manager")):
		participant = frappe.get_doc("Mentoring Participant", participant.name)
		participant.append("approvals", {"approval_type": "Kinship", "approved_on": ago(90)})
		participant.append("approvals", {"approval_type": "Respite", "approved_on": ago(60)})
		participant.save()
		participant.approvals[0].approved_on = ago(100)
		participant.remove(participant.approvals[1])
		participant.save()
	stored = frappe.get_doc("Mentoring Participant", participant.name).approvals
	assert [(row.approval_type, row.approved_on) for row in stored] == [("Kinship", ago(100))]


def test_the_platforms_ways_to_one_row_of_a_document_meet_its_rules():
	"""`frappe.client` takes a row to its document, and saves that."""
	autism, babies = (make_attribute("Expertise", word) for word in ("Zither music", "Lute music"))
	mentee = make_mentee(topics=[{"attribute": autism.name}])
	into = {"parenttype": "Mentee", "parentfield": "topics", "parent": mentee.name}
	with acting(make_user("Mentoring Manager")):
		frappe.client.insert({"doctype": "Mentoring Attribute Row", "attribute": babies.name, **into})
		assert topics_of(mentee) == [autism.name, babies.name]
		with refused() as told:
			frappe.client.insert({"doctype": "Mentoring Attribute Row", "attribute": babies.name, **into})
		assert told.says("row 3", "stands in an earlier row already")
		row = mentee.reload().topics[1].name
		with refused() as told:
			frappe.client.set_value("Mentoring Attribute Row", row, "attribute", autism.name)
		assert told.says("row 2", "stands in an earlier row already")
		frappe.client.delete("Mentoring Attribute Row", row)
	assert topics_of(mentee) == [autism.name]


def topics_of(mentee: Document) -> list[str]:
	return [row.attribute for row in frappe.get_doc("Mentee", mentee.name).topics]


@pytest.mark.commits
def test_people_are_imported_with_their_rows(tmp_path: Path):
	household = make_household().name
	frappe.db.commit()
	person, approval = frappe.get_meta("Mentoring Participant"), frappe.get_meta("Mentoring Approval")
	of_row = f"{{}} ({person.get_label('approvals')})".format
	lines = [
		[
			person.get_label("participant_name"),
			person.get_label("household"),
			of_row(approval.get_label("approval_type")),
			of_row(approval.get_label("approved_on")),
		],
		["Ada Zither", household, "Kinship", str(ago(90))],
		["", "", "Respite", str(ago(60))],
	]
	# read here, once the site is there: the module opens its log where it is read
	from frappe.core.doctype.data_import.importer import Importer

	path = tmp_path / "people.csv"
	with path.open("w", newline="") as file:
		csv.writer(file).writerows(lines)
	Importer(
		"Mentoring Participant", file_path=str(path), import_type="Insert New Records", console=True
	).import_data()
	made = frappe.get_doc("Mentoring Participant", {"participant_name": "Ada Zither"})
	assert [row.approval_type for row in made.approvals] == ["Kinship", "Respite"]
