"""What is asked of the fields of a DocType. Each rule yields the problems of one DocType."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .documents import CORE, TABLES, DocType, doctypes, exists, has_field
from .expressions import wrong_in
from .problems import Problem

CONDITIONS = ("depends_on", "mandatory_depends_on", "read_only_depends_on", "collapsible_depends_on")
CHILD_NAME = re.compile(
	r"\bchild(ren)?('?s)? (\w+ )?names?\b|\bnames? of (the |a |each )?child|\bchildname", re.IGNORECASE
)


def targets(doctype: DocType) -> Iterator[Problem]:
	"""Links, tables and dynamic links lead to what exists."""
	for name, field in doctype.by_name.items():
		options = field.get("options") or ""
		if field["fieldtype"] == "Link" and not exists(options):
			yield doctype.at(
				name, f"links to {options or 'nothing'}, which is neither ours nor listed as the platform's"
			)
		if field["fieldtype"] in TABLES:
			target = doctypes().get(options)
			if target is None or not target.is_child:
				yield doctype.at(
					name, f"its rows are {options or 'nothing'}, which is no child DocType of the app"
				)
		if field["fieldtype"] == "Dynamic Link":
			yield from _dynamic_link(doctype, name, options)


def _dynamic_link(doctype: DocType, name: str, options: str) -> Iterator[Problem]:
	source = doctype.by_name.get(options)
	if source is None:
		yield doctype.at(name, f"takes its DocType from the field {options}, which does not exist")
	elif source["fieldtype"] == "Link" and source.get("options") != "DocType":
		yield doctype.at(name, f"takes its DocType from {options}, which links to {source.get('options')}")


def fetched(doctype: DocType) -> Iterator[Problem]:
	"""What a field is fetched from is a link of the same document and a field at its other end."""
	for name, field in doctype.by_name.items():
		if not field.get("fetch_from"):
			continue
		link, _dot, source = field["fetch_from"].partition(".")
		target = doctype.by_name.get(link, {})
		if target.get("fieldtype") != "Link":
			yield doctype.at(name, f"is fetched through {link}, which is no Link field here")
		elif not has_field(target["options"], source):
			yield doctype.at(name, f"is fetched from {target['options']}.{source}, which does not exist")
		elif field["fieldtype"] == "Link" and target["options"] in doctypes():
			yield from _fetched_link(doctype, name, doctypes()[target["options"]], source)


def _fetched_link(doctype: DocType, name: str, target: DocType, source: str) -> Iterator[Problem]:
	given, wanted = target.by_name.get(source, {}), doctype.by_name[name]["options"]
	if given.get("fieldtype") == "Link" and given.get("options") != wanted:
		yield doctype.at(name, f"links to {wanted} but is fetched from a link to {given.get('options')}")


def conditions(doctype: DocType) -> Iterator[Problem]:
	"""Conditions name fields of the document, and compare choices with choices that there are."""
	for name, field in doctype.by_name.items():
		for key in CONDITIONS:
			expression = field.get(key) or ""
			if expression.startswith("eval:"):
				for problem in wrong_in(expression, doctype):
					yield doctype.at(name, f"{key}: {problem}")
			elif expression and not expression.startswith("fn:") and expression not in doctype.by_name:
				yield doctype.at(name, f"{key}: there is no field {expression}")


def order(doctype: DocType) -> Iterator[Problem]:
	"""The order of the form holds each field once."""
	listed = doctype.data.get("field_order") or []
	names = [field["fieldname"] for field in doctype.fields]
	for name in sorted(set(listed) - set(names)):
		yield doctype.near(name, f"field_order names {name}, which is no field")
	for name in sorted(set(names) - set(listed)):
		yield doctype.at(name, "is missing in field_order")
	for each, where in ((listed, "field_order"), (names, "fields")):
		for name in sorted({name for name in each if each.count(name) > 1}):
			yield doctype.near(name, f"{name} stands twice in {where}")


def currencies(doctype: DocType) -> Iterator[Problem]:
	"""An amount names a field that holds its currency, or a path to one."""
	for name, field in doctype.by_name.items():
		source = (field.get("options") or "").split(":")[0]
		if (
			field["fieldtype"] == "Currency"
			and source
			and source not in doctype.by_name
			and not exists(source)
		):
			yield doctype.at(name, f"takes its currency from {source}, which does not exist")


def defaults(doctype: DocType) -> Iterator[Problem]:
	"""A choice that is preset is one of the choices."""
	for name, field in doctype.by_name.items():
		if field["fieldtype"] == "Select" and field.get("default"):
			if field["default"] not in doctype.options(name):
				yield doctype.at(name, f"its default “{field['default']}” is not one of its choices")


def choices(doctype: DocType) -> Iterator[Problem]:
	"""No choice is listed twice, or has blanks around it that a comparison would miss."""
	for name, field in doctype.by_name.items():
		if field["fieldtype"] == "Select":
			options = doctype.options(name)
			if len(set(options)) < len(options) or any(each != each.strip() for each in options):
				yield doctype.at(name, f"its choices repeat or carry blanks: {options}")


def child_names(doctype: DocType) -> Iterator[Problem]:
	"""No field asks for a child's name (R30)."""
	for name, field in doctype.by_name.items():
		if CHILD_NAME.search(name.replace("_", " ")) or CHILD_NAME.search(field.get("label") or ""):
			yield doctype.at(
				name, "asks for a child's name; nothing may identify a child unless it is needed (R30)"
			)


def form_settings(doctype: DocType) -> Iterator[Problem]:
	"""The fields that title, search, sorting, naming and connections rest on exist."""
	data = doctype.data
	searched = [each.strip() for each in (data.get("search_fields") or "").split(",") if each.strip()]
	named = re.findall(r"\{(\w+)\}", data.get("autoname") or "")
	if (data.get("autoname") or "").startswith("field:"):
		named.append(data["autoname"].removeprefix("field:"))
	for key, names in (
		("title_field", [data.get("title_field")]),
		("image_field", [data.get("image_field")]),
		("sort_field", [data.get("sort_field")]),
		("search_fields", searched),
		("autoname", [name for name in named if not _is_pattern(name)]),
	):
		for name in names:
			if name and name not in doctype.known_names:
				yield doctype.near(data[key], f"{key} names {name}, which is no field")


def _is_pattern(name: str) -> bool:
	"""Dates and counters of a naming format: {YYYY}, {MM}."""
	return name in {"YYYY", "YY", "MM", "DD", "WW", "FY"}


def connections(doctype: DocType) -> Iterator[Problem]:
	"""Each connection on the form leads to a DocType that points back."""
	for link in doctype.data.get("links") or []:
		target, fieldname = link["link_doctype"], link["link_fieldname"]
		field = doctypes()[target].by_name.get(fieldname, {}) if target in doctypes() else {}
		if not field and target not in CORE:
			yield doctype.near(target, f"the connection {target}.{fieldname} does not exist")
		elif field.get("fieldtype") == "Link" and field.get("options") != doctype.name:
			yield doctype.near(target, f"the connection {target}.{fieldname} links to {field.get('options')}")


FIELD_RULES = (
	targets,
	fetched,
	conditions,
	order,
	currencies,
	defaults,
	choices,
	child_names,
	form_settings,
	connections,
)
