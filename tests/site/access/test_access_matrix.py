"""Who sees which document, through every door that Frappe has (the cast is drawn in cast.py).

SEEN is the whole answer: for each user and type of document the labels that they see. "L1.*" is a pattern; "-" takes
away; a type that is not named is closed. Whatever a list gives, a form must open, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from cast import USERS, World
from frappe.desk import reportview, search
from frappe.desk.form.load import getdoc

from mentoring_scheme.access.predicates import GUARDS, PARENTS
from mentoring_scheme.access.visibility import may_see

ALL = dict.fromkeys(GUARDS, "*")
WORDS = {"Mentoring Attribute": "*", "Mentoring Area": "*"}
OF_SCHEME_A = {
	"Mentoring Scheme": "A",
	"Mentoring Policy Version": "A",
	"Mentoring Wording": "A",
	"Mentoring Setup Plan": "A",
	"Mentoring Setup Step": "A",
	"Mentoring Household": "* -Ivy",
	"Mentoring Participant": "* -Ivy",
	"Mentoring Equality Profile": "Eli Nell",
	"Mentor": "Mia Olga",
	"Mentee": "* -Ivy",
	"Mentoring Link": "* -L6",
	"Mentoring Consultation": "* -L6.*",
	"Mentoring Agreement": "* -L6",
	"Contact Record": "* -L6.*",
	"Mentoring Supervision": "* -Pat",
	"Mentoring Feedback": "* -L6.*",
	"Mentoring Follow Up": "L4",
	"Mentoring Support Note": "L1.*",
	"Mentoring Payment": "* -L6",
	"Mentor Claim": "* -Pat.*",
	"Mentoring Letter": "* -L6.*",
	"Mentoring Reminder": "A",
	"Mentoring Request": "Mia",
	"Mentoring File Entry": "*",
	"Mentor Check": "Mia Olga",
	"Mentor Reference": "Mia Olga",
	"Mentor Assessment": "Mia Olga",
	"Mentoring Application": "A",
	"Mentoring Event": "A*",
	"Mentoring Booking": "A*",
	"Mentoring Matching Round": "A",
	"Mentoring Import": "A",
	"Mentoring Import Entry": "A",
	**WORDS,
}
CONCERNS_OF_CO_ORDINATOR = "L1.* of?Mia told no?longer by?SSW"
SEEN: dict[str, dict[str, str]] = {
	"manager": ALL,
	"co_a": {**OF_SCHEME_A, "Mentoring Concern": CONCERNS_OF_CO_ORDINATOR},
	# a project worker sees what they raised themselves
	"worker_a": {**OF_SCHEME_A, "Mentoring Concern": "of?Mia"},
	"co_b": {
		"Mentoring Scheme": "B",
		"Mentoring Policy Version": "B",
		"Mentoring Wording": "B",
		"Mentoring Setup Plan": "B",
		"Mentoring Setup Step": "B",
		# people of the scheme, and those who are in none yet; the household that is nobody's
		"Mentoring Household": "Pat Ivy Nell Mia empty",
		"Mentoring Participant": "Pat Ivy Nell Zoe",
		"Mentoring Equality Profile": "Ivy Nell",
		"Mentor": "Pat",
		"Mentee": "Ivy",
		"Mentoring Link": "L6",
		"Mentoring Consultation": "L6.*",
		"Mentoring Agreement": "L6",
		"Contact Record": "L6.*",
		"Mentoring Supervision": "Pat",
		"Mentoring Feedback": "L6.*",
		"Mentoring Support Note": "L6.*",
		"Mentoring Payment": "L6",
		"Mentor Claim": "Pat.*",
		"Mentoring Letter": "L6.*",
		"Mentoring Reminder": "B to?co_b",
		"Mentoring Request": "Pat",
		"Mentor Check": "Pat",
		"Mentor Reference": "Pat",
		"Mentor Assessment": "Pat",
		"Mentoring Application": "B",
		"Mentoring Event": "B*",
		"Mentoring Booking": "B*",
		"Mentoring Matching Round": "B",
		"Mentoring Import": "B",
		"Mentoring Import Entry": "B",
		"Mentoring Concern": "L6 told",
		**WORDS,
	},
	"ssw_mentor": {
		"Mentoring Scheme": "*",
		"Mentoring Policy Version": "*",
		"Mentoring Household": "Mia",
		"Mentoring Participant": "Mia",
		"Mentor": "Mia",
		"Mentoring Link": "L1 L3 L4",
		"Mentoring Consultation": "*.mentor",
		"Mentoring Agreement": "L1 L3 L4",
		"Contact Record": "L1.to_mentor_ssw L4.* -*.draft*",
		"Mentoring Supervision": "Mia*",
		"Mentoring Support Note": "L1.ssw",
		"Mentoring Letter": "L1.mentor L4.mentor",
		"Mentoring File Entry": "L4.mentor",
		"Mentoring Concern": "by?SSW",
		"Mentoring Event": "*",
		"Mentoring Booking": "*:?Mia",
		**WORDS,
	},
	"ssw_mentee": {
		"Mentoring Scheme": "*",
		"Mentoring Policy Version": "*",
		"Mentoring Household": "Eli Fay Gus Hal",
		"Mentoring Participant": "Eli Fay Gus Hal",
		"Mentee": "Eli Fay Gus Hal",
		"Mentoring Link": "L1 L2 L3 L4",
		"Mentoring Consultation": "*.mentee",
		"Mentoring Agreement": "L1 L2 L3 L4",
		"Contact Record": "L1.to_mentee_ssw L2.* L4.* -*.draft*",
		"Mentoring Supervision": "group",
		"Mentoring Letter": "L1.mentee L2.mentee L4.mentee",
		"Mentoring File Entry": "L4.mentee",
		"Mentoring Concern": "told",
		"Mentoring Event": "*",
		"Mentoring Booking": "*:?Eli *:?Fay",
		**WORDS,
	},
	"ssw_other": {
		"Mentoring Scheme": "*",
		"Mentoring Policy Version": "*",
		"Mentoring Household": "Ivy Nell",
		"Mentoring Participant": "Ivy Nell",
		"Mentee": "Ivy",
		"Mentoring Link": "L6",
		"Mentoring Agreement": "L6",
		"Contact Record": "L6.* -*.draft*",
		"Mentoring Letter": "L6.mentee",
		"Mentoring Supervision": "Olga Mia?by?another",
		"Mentoring Event": "*",
		"Mentoring Booking": "*:?Ivy",
		**WORDS,
	},
	"finance": {
		"Mentoring Scheme": "*",
		"Mentoring Policy Version": "*",
		"Mentoring Household": "Mia Olga Pat payee",
		"Mentoring Payment": "*",
		"Mentor Claim": "* -*.draft",
		"Mentoring Payment Batch": "*",
		"Mentoring Payee Account": "*",
		"Mentoring Approval Run": "*",
	},
	"mentor": {
		"Mentoring Agreement": "L1 L3 L4",
		"Contact Record": "L1.* L3.* L4.*",
		"Mentoring Feedback": "L1.mentor L3.mentor L4.mentor",
		"Mentoring Event": "A?mentors A?applicants A?both",
		"Mentoring Booking": "*:?Mia",
		"Mentor Claim": "Mia.*",
	},
	"other_mentor": {
		"Mentoring Agreement": "L2 L5",
		"Contact Record": "L2.* L5.*",
		"Mentoring Feedback": "L2.mentor L5.mentor",
		"Mentoring Event": "A?mentors A?applicants A?both",
		"Mentoring Booking": "*:?Olga",
		"Mentor Claim": "Olga.*",
	},
	"mentee": {
		"Contact Record": "L1.* -*.draft* -*.logged",
		"Mentoring Feedback": "L1.mentee",
		"Mentoring Event": "A?mentees A?both",
		"Mentoring Booking": "*:?Eli",
	},
	"both": {
		"Mentoring Agreement": "L5 L6",
		"Contact Record": "L6.* L5.* -L5.draft*",
		"Mentoring Feedback": "L5.mentee L6.mentor",
		# a mentee in A and a mentor in B
		"Mentoring Event": "A?mentees A?both B?mentors",
		"Mentoring Booking": "*:?Pat",
		"Mentor Claim": "Pat.*",
	},
	"system_manager": {},
	"nobody": {},
	"guest": {},
}


# The world is dear to make, so each test asks all users in one, and tells of everything that is wrong.
Meet = Callable[[], Iterator[tuple[str, dict[str, set[str]]]]]


@pytest.fixture
def each_user(world: World, as_user: Callable[[str], AbstractContextManager[None]]) -> Meet:
	"""`for part, expected in each_user():` acts as each of the cast in turn; `expected` are the labels they see."""

	def meet() -> Iterator[tuple[str, dict[str, set[str]]]]:
		for part in USERS:
			with as_user(world.users[part]):
				yield (
					part,
					{doctype: world.matching(doctype, SEEN[part].get(doctype, "")) for doctype in GUARDS},
				)

	return meet


def test_lists_give_what_the_table_says(world: World, each_user: Meet):
	wrong = []
	for part, expected in each_user():
		for doctype, labels in expected.items():
			for door, found in through_lists(world, doctype).items():
				if found != labels:
					wrong.append((part, door, doctype, "too much", found - labels, "missing", labels - found))
	assert not wrong


def test_documents_open_as_the_table_says(world: World, each_user: Meet):
	"""With the test before: the two readings agree about every document of the world."""
	wrong = []
	for part, expected in each_user():
		for doctype, label, name in world.everything():
			for door, answer in through_documents(doctype, name).items():
				if answer != (label in expected[doctype]):
					wrong.append((part, door, doctype, label, answer))
	assert not wrong


def test_children_are_listed_with_their_parents_only(world: World, each_user: Meet):
	wrong = []
	for part, expected in each_user():
		for child, parents in PARENTS.items():
			seen = {(parent, world.name(parent, label)) for parent in parents for label in expected[parent]}
			if _listed_parents(child) != seen & _having_rows(child):
				wrong.append((part, child))
	assert not wrong


def test_fields_of_linked_documents_tell_no_more(world: World, each_user: Meet):
	"""`fields=["mentee.needs"]` in a list of links shows no mentee whom the user does not see, whoever sees the link."""
	told_too_much, told = [], 0
	for part, expected in each_user():
		for doctype in (*GUARDS, *PARENTS):
			for fieldname, target in _links_to_guarded(doctype):
				labels = world.labels(target, _told_by_link(doctype, fieldname))
				told += len(labels)
				if not labels <= expected[target]:
					told_too_much.append((part, doctype, fieldname, labels - expected[target]))
	assert not told_too_much
	assert told


def through_lists(world: World, doctype: str) -> dict[str, set[str]]:
	"""What each kind of list gives, as labels."""
	table = f"`tab{doctype}`"
	anything = [[doctype, "name", "like", "%"], [doctype, "owner", "like", "%"]]
	names = {
		"get_list": _allowed(frappe.get_list, doctype, pluck="name", limit=0),
		"or_filters": _allowed(frappe.get_list, doctype, or_filters=anything, pluck="name", limit=0),
		"api list": _names(frappe.client.get_list, doctype, limit_page_length=0),
		"api list with or_filters": _names(
			frappe.client.get_list, doctype, or_filters=anything, limit_page_length=0
		),
		"desk list": _desk_list(doctype, [f"{table}.`name`"]),
		"search": [row["value"] for row in _allowed(search.search_link, doctype, "", page_length=500)],
		"search past user permissions": [
			row["value"]
			for row in _allowed(
				search.search_link, doctype, "", page_length=500, ignore_user_permissions=True
			)
		],
	}
	labels = {door: world.labels(doctype, found) for door, found in names.items()}
	assert _desk_count(doctype) in (None, len(names["get_list"]))
	return labels


def through_documents(doctype: str, name: str) -> dict[str, bool]:
	"""What each way to one document answers."""
	doc = frappe.get_doc(doctype, name)
	title = doc.get(doc.meta.get_title_field())
	answers = {
		"has_permission": doc.has_permission("read"),
		"may_see": may_see(doctype, name, frappe.session.user),
		"form": _opens(getdoc, doctype, name),
		"api": _opens(frappe.client.get, doctype, name),
		"api value": bool(_allowed(frappe.client.get_value, doctype, "name", {"name": name})),
	}
	if title and title != name:
		answers["title of a link"] = _title(doctype, name) == title
	return answers


def _title(doctype: str, name: str) -> Any:
	method = frappe.get_attr(frappe.override_whitelisted_method("frappe.desk.search.get_link_title"))
	return method(doctype, name)


def _allowed(method: Callable, *args: Any, **kwargs: Any) -> Any:
	"""What the method gives; nothing if the user may not ask at all."""
	try:
		return method(*args, **kwargs)
	except frappe.PermissionError:
		return []


def _opens(method: Callable, *args: Any) -> bool:
	try:
		method(*args)
	except frappe.PermissionError:
		return False
	return True


def _names(method: Callable, *args: Any, **kwargs: Any) -> list[str]:
	return [row["name"] for row in _allowed(method, *args, **kwargs)]


def _desk_list(doctype: str, fields: list[str]) -> list[str]:
	frappe.local.form_dict = frappe._dict(
		doctype=doctype, fields=json.dumps(fields), page_length=500, start=0, view="List"
	)
	data = _allowed(reportview.get)
	return [row[0] for row in data["values"]] if data else []


def _desk_count(doctype: str) -> int | None:
	frappe.local.form_dict = frappe._dict(doctype=doctype, fields="[]", distinct="false")
	try:
		return reportview.get_count()
	except frappe.PermissionError:
		return None


def _having_rows(child: str) -> set[tuple[str, str]]:
	"""The documents that have rows of this child table, whoever sees them."""
	return {(row.parenttype, row.parent) for row in frappe.get_all(child, fields=["parenttype", "parent"])}


def _listed_parents(child: str) -> set[tuple[str, str]]:
	"""The documents whose rows of this child table the user is given."""
	rows = []
	for parent in PARENTS[child]:
		rows += _allowed(
			frappe.get_list, child, parent_doctype=parent, fields=["parenttype", "parent"], limit=0
		)
	return {(row.parenttype, row.parent) for row in rows}


def _links_to_guarded(doctype: str) -> list[tuple[str, str]]:
	fields = frappe.get_meta(doctype).get_link_fields()
	return [(field.fieldname, field.options) for field in fields if field.options in GUARDS]


def _told_by_link(doctype: str, fieldname: str) -> list[str]:
	"""The names that a list tells when it is asked for the name of the document behind a link."""
	parent = PARENTS.get(doctype, (None,))[0]
	rows = _allowed(
		frappe.get_list, doctype, fields=[f"{fieldname}.name as told"], limit=0, parent_doctype=parent
	)
	return [row.told for row in rows if row.told]
