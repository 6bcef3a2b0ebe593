"""What is asked of the documents that ship as files: notifications, prints, reports, workspaces, cards, forms."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .app_files import APP, line_of, line_of_value, tree_of
from .calls import called_name
from .documents import DocType, doctypes, exists, has_field
from .dotted_paths import find
from .expressions import wrong_in
from .problems import Problem
from .roles import PLATFORM_ROLES, all_roles

Document = dict[str, Any]

# Which field of a standard document names the DocType that it is about.
ABOUT = {
	"Notification": "document_type",
	"Print Format": "doc_type",
	"Report": "ref_doctype",
	"Number Card": "document_type",
	"Dashboard Chart": "document_type",
	"Web Form": "doc_type",
	"Form Tour": "reference_doctype",
	"Onboarding Step": "reference_document",
	"List Filter": "reference_doctype",
	"Kanban Board": "reference_doctype",
	"Auto Email Report": "reference_report",
	"Assignment Rule": "document_type",
	"Client Script": "dt",
	"Custom Field": "dt",
	"Property Setter": "doc_type",
}

# Which of its fields name fields of that DocType.
NAMES_FIELDS = {
	"Notification": (
		"date_changed",
		"datetime_changed",
		"value_changed",
		"set_property_after_alert",
		"attach_field",
	),
	"Number Card": ("aggregate_function_based_on",),
	"Dashboard Chart": (
		"based_on",
		"value_based_on",
		"group_by_based_on",
		"aggregate_function_based_on",
		"parent_document_field",
	),
	"Kanban Board": ("field_name",),
}

# Its tables whose rows name fields of that DocType.
ROWS_NAME_FIELDS = {
	"Web Form": ("web_form_fields", "fieldname"),
	"Form Tour": ("steps", "fieldname"),
	"Dashboard Chart": ("y_axis", "y_field"),
}

EXTRA_LINKS = {"URL", "Page", "Dashboard", "Workspace"}
NO_FIELD = {"Section Break", "Column Break", "Page Break"}

# The forms for visitors who have no account; the controller turns away what no person sends.
PUBLIC_FORMS = {"apply-to-be-a-mentor", "ask-for-a-mentor"}

# Notifications whose link carries a key, so that it works for people without an account.
WITH_KEY = {"Mentoring Feedback Asked"}

_ADDRESS = re.compile(r'href="\{\{(.*?)\|\s*e\s*\}\}"')
_OWN_ADDRESS = re.compile(r"doc\.\w+\(.*\)$")
OPENS_SOMETHING = (
	"allow_comments",
	"allow_delete",
	"allow_edit",
	"allow_incomplete",
	"allow_print",
	"show_attachments",
	"show_list",
	"show_sidebar",
)


def subject_exists(path: Path, document: Document) -> Iterator[Problem]:
	"""What it is about exists, and so do the fields that it names."""
	kind = document["doctype"]
	if kind not in ABOUT:
		return
	about = document.get(ABOUT[kind]) or ""
	if about not in doctypes() and not (
		kind in ("Number Card", "Dashboard Chart", "Onboarding Step") and not about
	):
		yield _at(path, about, f"{kind} is about {about or 'nothing'}, which is no DocType of the app")
		return
	for key in NAMES_FIELDS.get(kind, ()):
		if document.get(key) and not has_field(about, document[key]):
			yield _at(path, document[key], f"{key} names {about}.{document[key]}, which does not exist")
	table, column = ROWS_NAME_FIELDS.get(kind, ("", ""))
	for row in document.get(table) or []:
		if row.get(column) and row.get("fieldtype") not in NO_FIELD and not has_field(about, row[column]):
			yield _at(path, row[column], f"{table} names {about}.{row[column]}, which does not exist")


def conditions(path: Path, document: Document) -> Iterator[Problem]:
	"""A condition reads fields that exist and compares choices with choices that there are."""
	about = doctypes().get(document.get(ABOUT.get(document["doctype"], ""), ""))
	for key in ("condition", "assign_condition", "close_condition"):
		if about and isinstance(document.get(key), str):
			for problem in wrong_in(
				document[key], about, frozenset({"get", "has_value_changed", "get_doc_before_save"})
			):
				yield _at(path, document[key], f"{key}: {problem}")


def filters(path: Path, document: Document) -> Iterator[Problem]:
	"""A stored filter names fields that exist and choices that there are."""
	for key in ("filters_json", "dynamic_filters_json"):
		for row in _filter_rows(document.get(key)):
			doctype, fieldname, operator, value = [*row, None, None, None, None][:4]
			if not has_field(str(doctype), str(fieldname)):
				yield _at(path, document[key], f"{key}: there is no field {doctype}.{fieldname}")
			elif key == "filters_json" and doctype in doctypes():
				yield from _choices(
					path, document[key], doctypes()[doctype], str(fieldname), str(operator), value
				)


def _filter_rows(text: object) -> list[list[Any]]:
	parsed = json.loads(text) if isinstance(text, str) and text.strip() else []
	return [row for row in parsed if isinstance(row, list)] if isinstance(parsed, list) else []


def _choices(
	path: Path, where: object, doctype: DocType, fieldname: str, operator: str, value: object
) -> Iterator[Problem]:
	field = doctype.by_name.get(fieldname, {})
	if field.get("fieldtype") != "Select" or operator.lower() not in ("=", "!=", "in", "not in"):
		return
	for each in value if isinstance(value, list) else str(value).split(",") if "in" in operator else [value]:
		if each and each not in doctype.options(fieldname):
			yield _at(path, where, f"{doctype.name}.{fieldname} is never “{each}”")


def recipients(path: Path, document: Document) -> Iterator[Problem]:
	"""A notification goes to a field that holds an address or a user, or to a role that exists."""
	if document["doctype"] != "Notification":
		return
	about = doctypes().get(document.get("document_type") or "")
	for row in document.get("recipients") or []:
		by_field, by_role = row.get("receiver_by_document_field"), row.get("receiver_by_role")
		if by_role and by_role not in all_roles():
			yield _at(path, by_role, f"goes to the role {by_role}, which the app does not have")
		if by_field and about:
			yield from _receiver(path, about, by_field)
	if not document.get("recipients") and not document.get("send_to_all_assignees"):
		yield Problem(path, 1, "goes to nobody")


def _receiver(path: Path, about: DocType, by_field: str) -> Iterator[Problem]:
	fieldname, _comma, table = (part.strip() for part in by_field.partition(","))
	rows = doctypes().get(about.by_name.get(table, {}).get("options") or "") if table else about
	field = rows.by_name.get(fieldname, {}) if rows else {}
	to_somebody = field.get("options") in ("Email", "User") or fieldname == "owner"
	if not to_somebody:
		yield _at(
			path, by_field, f"goes to {about.name}.{by_field}, which holds neither a user nor an address"
		)


def roles(path: Path, document: Document) -> Iterator[Problem]:
	"""Every role that it is for exists."""
	for row in document.get("roles") or []:
		if row.get("role") not in all_roles() | PLATFORM_ROLES:
			yield _at(
				path, row.get("role"), f"is for the role {row.get('role')}, which the app does not have"
			)


def workspace(path: Path, document: Document, names: dict[str, set[str]]) -> Iterator[Problem]:
	"""Everything on a workspace exists. `names`: the standard documents of the app, by kind."""
	if document["doctype"] != "Workspace":
		return
	for table, kind_key in (("links", "link_type"), ("shortcuts", "type")):
		for row in document.get(table) or []:
			kind, target = row.get(kind_key), row.get("link_to")
			if target and kind not in EXTRA_LINKS and not _there(kind, target, names):
				yield _at(path, target, f"{table}: there is no {kind} {target}")
	for table, key, kind in (
		("charts", "chart_name", "Dashboard Chart"),
		("number_cards", "number_card_name", "Number Card"),
		("quick_lists", "document_type", "DocType"),
	):
		for row in document.get(table) or []:
			if not _there(kind, row.get(key), names):
				yield _at(path, row.get(key), f"{table}: there is no {kind} {row.get(key)}")
	for row in document.get("shortcuts") or []:
		if row.get("kanban_board") and row["kanban_board"] not in _boards():
			yield _at(path, row["kanban_board"], f"shortcuts: no step makes the board {row['kanban_board']}")
	yield from _blocks(path, document)
	yield from _onboarding(path, document, names)


def _boards() -> set[str]:
	"""The boards that the app makes, by name."""
	calls = (node for node in ast.walk(tree_of(APP / "setup" / "kanban.py")) if isinstance(node, ast.Call))
	return {
		call.args[0].value
		for call in calls
		if called_name(call) == "Board" and isinstance(call.args[0], ast.Constant)
	}


def _onboarding(path: Path, document: Document, names: dict[str, set[str]]) -> Iterator[Problem]:
	for block in json.loads(document.get("content") or "[]"):
		name = block.get("data", {}).get("onboarding_name")
		if name and not _there("Module Onboarding", name, names):
			yield Problem(path, line_of(path, '"content"'), f"there is no Module Onboarding {name}")


def sources(path: Path, document: Document, names: dict[str, set[str]]) -> Iterator[Problem]:
	"""What a card, a chart, its source or a step of the onboarding rests on exists."""
	kind, told = document["doctype"], []
	if kind == "Number Card" and document.get("type") == "Custom":
		told = [("method", bool(find(document.get("method") or "")))]
	if kind == "Dashboard Chart" and document.get("chart_type") == "Custom":
		told = [("source", _there("Dashboard Chart Source", document.get("source"), names))]
	if kind == "Module Onboarding":
		rows = document.get("steps") or []
		told = [(row.get("step"), _there("Onboarding Step", row.get("step"), names)) for row in rows]
	if kind == "Onboarding Step":
		told = [
			(key, _there(linked, document[key], names))
			for key, linked in (("form_tour", "Form Tour"), ("reference_document", "DocType"))
			if document.get(key)
		]
		told += [("path", _leads_somewhere(document["path"], names))] if document.get("path") else []
	for what, there in told:
		if not there:
			yield Problem(path, 1, f"{kind} {document.get('name')}: {what} names nothing that there is")
	if kind == "Dashboard Chart Source":
		yield from _method_of_source(path)


def _leads_somewhere(route: str, names: dict[str, set[str]]) -> bool:
	"""A route of the desk: “List/<DocType>/List”, or a page."""
	parts = route.split("/")
	return exists(parts[1]) if parts[0] == "List" else _there("Page", parts[0], names)


def _method_of_source(path: Path) -> Iterator[Problem]:
	script = path.with_suffix(".js")
	methods = re.findall(r'method: "([\w.]+)"', script.read_text()) if script.exists() else []
	if len(methods) != 1 or not find(methods[0]):
		yield Problem(path, 1, "its script names no function that gives the figures")


def _blocks(path: Path, document: Document) -> Iterator[Problem]:
	"""What the page shows is among its shortcuts, cards and charts; a block without one stays empty."""
	known = {
		"shortcut_name": {row.get("label") for row in document.get("shortcuts") or []},
		"card_name": {
			row.get("label") for row in document.get("links") or [] if row.get("type") == "Card Break"
		},
		"chart_name": {row.get("label") or row.get("chart_name") for row in document.get("charts") or []},
		"number_card_name": {
			row.get("label") or row.get("number_card_name") for row in document.get("number_cards") or []
		},
		"quick_list_name": {row.get("label") for row in document.get("quick_lists") or []},
	}
	for block in json.loads(document.get("content") or "[]"):
		for key, labels in known.items():
			name = block.get("data", {}).get(key)
			if name and name not in labels:
				yield Problem(
					path, line_of(path, '"content"'), f"shows {name}, which is not among its own {key}s"
				)


def _there(kind: object, name: object, names: dict[str, set[str]]) -> bool:
	return exists(str(name)) if kind == "DocType" else name in names.get(str(kind), set())


def placed(path: Path, document: Document) -> Iterator[Problem]:
	"""It lies in a folder of its kind and name, belongs to the module, and is marked as standard."""
	if path.parent.name == "fixtures":
		return
	folder = re.sub(r"[ -]", "_", document.get("name") or document.get("label") or "").lower()
	kind = document["doctype"].replace(" ", "_").lower()
	if path.parent.name != folder or path.stem != folder or path.parent.parent.name != kind:
		yield Problem(path, 1, f"Frappe looks for {document.get('name')} in {kind}/{folder}/{folder}.json")
	if "module" in document and document["module"] != "Mentoring Scheme":
		yield _at(path, document["module"], f"belongs to the module {document['module']}")
	if (
		document["doctype"] in ("Print Format", "Report")
		and document.get("standard", document.get("is_standard")) != "Yes"
	):
		yield Problem(path, 1, f"{document['doctype']} is not marked as standard, so it is not installed")
	if document["doctype"] in ("Notification", "Number Card", "Dashboard Chart", "Web Form"):
		if not document.get("is_standard"):
			yield Problem(path, 1, f"{document['doctype']} is not marked as standard, so it is not installed")


def web_form(path: Path, document: Document) -> Iterator[Problem]:
	"""A web form writes every listed field from what is sent: it is for members, and lists no links to people."""
	if document["doctype"] != "Web Form":
		return
	public = document.get("name") in PUBLIC_FORMS
	if public:
		yield from _public_form(path, document)
	elif not document.get("login_required"):
		yield Problem(path, 1, "is open to visitors who have not signed in")
	if not document.get("apply_document_permissions"):
		yield Problem(path, 1, "apply_document_permissions is off, so the row rules do not hold")
	about = doctypes().get(document.get("doc_type") or "")
	for row in document.get("web_form_fields") or []:
		field = about.by_name.get(row.get("fieldname"), {}) if about else {}
		links = row.get("fieldtype") == "Link" or field.get("fieldtype") == "Link"
		if links and not (public and _chosen_by_name(row, field)):
			yield _at(
				path,
				row["fieldname"],
				f"{row['fieldname']} is a link: its choices name people to whoever opens the form",
			)
		if field.get("read_only"):
			yield _at(
				path,
				row["fieldname"],
				f"{row['fieldname']} is read only in the desk and could be written through the form",
			)


def _public_form(path: Path, document: Document) -> Iterator[Problem]:
	"""A form for visitors makes an application, which then belongs to nobody's account, and opens nothing."""
	if document.get("doc_type") != "Mentoring Application":
		yield _at(path, document.get("doc_type"), "visitors make nothing but applications")
	if not document.get("anonymous"):
		yield Problem(path, 1, "anonymous is off, so what a member sends would be theirs to open")
	for key in OPENS_SOMETHING:
		if document.get(key):
			yield Problem(path, line_of(path, f'"{key}"'), f"{key} is on, in a form for visitors")
	for row in document.get("web_form_fields") or []:
		if row.get("fieldtype") in ("Attach", "Attach Image", "Table", "Signature"):
			yield _at(path, row["fieldname"], f"visitors send text alone, and {row['fieldname']} takes more")


def _chosen_by_name(row: Document, field: Document) -> bool:
	"""A choice of schemes, which the page fills in with those that are open."""
	return (
		row.get("fieldtype") == "Select"
		and field.get("options") == "Mentoring Scheme"
		and not row.get("options")
		and not row.get("allow_read_on_all_link_options")
	)


def letters(path: Path, document: Document) -> Iterator[Problem]:
	"""A notification says which scheme, and leads to the very document: by the address for whoever it goes to.

	The document itself may know the address (`doc.answer_link()`).
	"""
	if document["doctype"] != "Notification":
		return
	for key in ("subject", "message"):
		if "doc.scheme" not in (document.get(key) or ""):
			yield Problem(path, 1, f"the {key} does not say of which scheme it is")
	message = document.get("message") or ""
	addresses = [" ".join(each.split()) for each in _ADDRESS.findall(message)]
	if not addresses:
		yield Problem(path, 1, "leads nowhere")
	fields = [row.get("receiver_by_document_field") for row in document.get("recipients") or []]
	right = {f"letter_address(doc, doc.{field})" for field in fields}
	for address in addresses:
		if address not in right and not _OWN_ADDRESS.match(address) and document.get("name") not in WITH_KEY:
			yield _at(path, message, f"leads to {address}; write {' or '.join(sorted(right))}")


STANDARD_RULES = (subject_exists, conditions, filters, recipients, roles, placed, web_form, letters)


def _at(path: Path, value: object, text: str) -> Problem:
	return Problem(path, line_of_value(path, value), text)
