"""What is asked of every script of the desk. Each rule yields the problems of one script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .app_files import APP_NAME
from .documents import TABLES, DocType, custom_fields, doctypes, exists
from .endpoints import endpoints
from .expressions import wrong_in
from .problems import Problem
from .roles import PLATFORM_ROLES, all_roles
from .script_html import unsafe_places
from .scripts import Script

FORM_EVENTS = set(
	"""
	setup onload before_load onload_post_render refresh validate before_save after_save before_submit on_submit
	before_cancel after_cancel before_discard after_discard timeline_refresh get_email_recipients
	get_email_recipient_filters before_workflow_action after_workflow_action on_tab_change form_render
	""".split()
)

# What a script may do with a field by its name.
_BY_NAME = re.compile(
	r"""frm\.(?:set_value|set_df_property|toggle_display|toggle_enable|toggle_reqd|get_field|refresh_field"""
	r"""|clear_table|add_child|trigger|set_read_only_field)\(\s*(?P<names>["']\w+["']|\[[^\]]*\])"""
)
_SET_QUERY = re.compile(r"""frm\.set_query\(\s*["'](\w+)["']\s*,\s*(?:["'](\w+)["'])?""")
_SET_MANY = re.compile(r"frm\.set_value\(\s*\{([^}]*)\}")
_FIELDS_DICT = re.compile(r"""frm\.fields_dict(?:\.(\w+)|\[["'](\w+)["']\])""")
_OF_DOC = re.compile(r"frm\.doc\.(\w+)")
_FORM_CALL = re.compile(
	r"""frm\.call\(\s*["'](\w+)["']|frm\.call\(\s*\{[^{}]*?\bmethod:\s*["'](\w+)["']"""
	r"""|doc:\s*frm\.doc,\s*method:\s*["'](\w+)["']|method:\s*["'](\w+)["'],\s*doc:\s*frm\.doc"""
)
_DOTTED = re.compile(rf"""["'`]({APP_NAME}(?:\.\w+)+)["'`]""")
_DOCTYPE_CALL = re.compile(
	r"""(?:frappe\.(?:new_doc|get_doc|ui\.form\.on|listview_settings\[|model\.with_doctype|db\.\w+|ui\.form\.make_quick_entry)\(?"""
	r"""|frappe\.set_route\(\s*["'](?:Form|List|Tree)["']\s*,)\s*["']([A-Z][^"'\n]*)["']"""
)
_ROLE = re.compile(r"""(?:has_role|user_roles\.includes)\(\s*["']([^"']+)["']""")
_LIST_OF_NAMES = re.compile(r"""\[((?:\s*["'][a-z]\w*["']\s*,?)+)\]""")
_ADD_FIELDS = re.compile(r"add_fields:\s*\[([^\]]*)\]")
_LIST_FILTER = re.compile(r"""["'`](\w+),=,([^"'`$|]*)""")
_GLUED = re.compile(
	r"""(["'])[^"'\n]*<[a-z][^"'\n]*\1\s*\+\s*(?!["'])|[\w)\]]\s*\+\s*(["'])[^"'\n]*</?[a-z][^"'\n]*\2"""
)
_SENTENCE_VALUES = re.compile(r"""__\(\s*(?:"[^"]*"|'[^']*')\s*,\s*\[(.*?)\]""", re.DOTALL)
_STRING = re.compile(r"""["'](\w+)["']""")

# Places in HTML that the rule cannot follow, each with the reason why nobody can type anything into them.
KNOWN_SAFE = {
	("findings_panel.js", "key"): "a key of `groups` in the same file",
}
TYPED_BY_PEOPLE = {"Data", "Small Text", "Text", "Long Text", "Autocomplete"}


def has_code(script: Script) -> Iterator[Problem]:
	"""A script that holds only comments, such as the one that the desk generates, is deleted."""
	if not script.code.strip():
		yield script.problem(0, "holds nothing but comments; delete it")


def server_methods(script: Script) -> Iterator[Problem]:
	"""Every dotted path is a function that the browser may call."""
	known = {endpoint.dotted for endpoint in endpoints() if not endpoint.is_method}
	for match in _DOTTED.finditer(script.code):
		provided = re.search(r"frappe\.(provide|require)\(\s*$", script.code[: match.start()])
		if match[1] not in known and not provided and not match[1].endswith((".js", ".css")):
			yield script.problem(match.start(), f"{match[1]} is no whitelisted function")


def form_methods(script: Script) -> Iterator[Problem]:
	"""Every method that a form calls is a whitelisted method of its controller."""
	for match in _FORM_CALL.finditer(script.code):
		name = next(each for each in match.groups() if each)
		if script.doctype is None:
			yield script.problem(
				match.start(), f"calls {name} on a form, but of which DocType cannot be told"
			)
		elif name not in methods_of(script.doctype):
			yield script.problem(match.start(), f"{script.doctype.name} has no whitelisted method {name}")


def methods_of(doctype: DocType) -> set[str]:
	own = (endpoint for endpoint in endpoints() if endpoint.path == doctype.controller and endpoint.is_method)
	return {endpoint.function.name for endpoint in own}


def form_fields(script: Script) -> Iterator[Problem]:
	"""Every field that a script reads, sets, hides or filters exists."""
	if script.doctype is None:
		return
	for position, fieldname in _fields_named(script):
		if fieldname not in script.doctype.known_names and not fieldname.startswith("__"):
			yield script.problem(position, f"{script.doctype.name} has no field {fieldname}")
	for match in _SET_QUERY.finditer(script.code):
		yield from _query(script, script.doctype, match)
	for number, line in enumerate(script.code.splitlines(), 1):
		if "frm.doc." in line:
			for problem in wrong_in(line.replace("frm.doc.", "doc."), script.doctype):
				if "never" in problem:
					yield Problem(script.path, number, problem)


def field_lists(script: Script) -> Iterator[Problem]:
	"""A list of names most of which are fields holds fields only."""
	doctype = script.doctype
	for match in _LIST_OF_NAMES.finditer(script.code) if doctype else ():
		names = _STRING.findall(match[1])
		unknown = [name for name in names if name not in doctype.known_names]
		if len(names) >= 3 and len(unknown) * 2 < len(names):
			for name in unknown:
				yield script.problem(match.start(), f"{doctype.name} has no field {name}")


def _fields_named(script: Script) -> Iterator[tuple[int, str]]:
	for match in _OF_DOC.finditer(script.code):
		yield match.start(), match[1]
	for match in _FIELDS_DICT.finditer(script.code):
		yield match.start(), match[1] or match[2]
	for match in _BY_NAME.finditer(script.code):
		if "frm.trigger" not in match[0]:
			yield from ((match.start(), name) for name in _STRING.findall(match["names"]))
	for match in _SET_MANY.finditer(script.code):
		yield from (
			(match.start(), name) for name in re.findall(r"(?:^|,)\s*(\w+)\s*(?=[:,]|$)", match[1].strip())
		)


def _query(script: Script, doctype: DocType, match: re.Match[str]) -> Iterator[Problem]:
	fieldname, table = match[1], match[2]
	owner = doctype
	if table:
		field = doctype.by_name.get(table, {})
		if field.get("fieldtype") not in TABLES:
			yield script.problem(match.start(), f"{doctype.name} has no table {table}")
			return
		owner = doctypes()[field["options"]]
	added = custom_fields().get(owner.name, {}).get(fieldname)
	fieldtype = owner.by_name.get(fieldname, {}).get("fieldtype", added)
	if fieldtype not in ("Link", "Dynamic Link", "Autocomplete"):
		yield script.problem(match.start(), f"{owner.name}.{fieldname} is no field that can be filtered")


def handler_names(script: Script) -> Iterator[Problem]:
	"""Every handler is for an event of forms or a field; one with another name would never run."""
	for name, position in script.handlers:
		if name not in doctypes():
			continue  # `doctype_names` says so where it does not exist
		own, parent = doctypes()[name], script.doctype
		known = FORM_EVENTS | set(own.by_name) | _row_events(own) | (_row_events(parent) if parent else set())
		for key, at in script.keys_from(position):
			called = re.search(rf"""frm\.(trigger|events)\(?\.?["']?{key}\b""", script.code)
			if key not in known and not called:
				yield script.problem(
					at, f"{key} is neither an event of forms nor a field of {name}; it never runs"
				)


def _row_events(doctype: DocType) -> set[str]:
	tables = [name for name, field in doctype.by_name.items() if field["fieldtype"] in TABLES]
	patterns = ("{}_add", "{}_remove", "{}_move", "before_{}_remove", "{}_on_form_rendered")
	return {pattern.format(table) for table in tables for pattern in patterns}


def doctype_names(script: Script) -> Iterator[Problem]:
	"""Every DocType and role that a script names exists."""
	for match in _DOCTYPE_CALL.finditer(script.code):
		if not exists(match[1]):
			yield script.problem(match.start(), f"there is no DocType {match[1]}")
	for match in _ROLE.finditer(script.code):
		if match[1] not in all_roles() | PLATFORM_ROLES:
			yield script.problem(match.start(), f"there is no role {match[1]}")


def list_views(script: Script) -> Iterator[Problem]:
	"""A list view reads fields that exist and filters by choices that there are."""
	doctype = script.doctype
	if doctype is None or not script.path.name.endswith("_list.js"):
		return
	named = [
		(match.start(), name)
		for match in _ADD_FIELDS.finditer(script.code)
		for name in _STRING.findall(match[1])
	]
	named += [(match.start(), match[1]) for match in re.finditer(r"\bdoc\.(\w+)", script.code)]
	for position, fieldname in named:
		if fieldname not in doctype.known_names:
			yield script.problem(position, f"{doctype.name} has no field {fieldname}")
	for match in _LIST_FILTER.finditer(script.code):
		field = doctype.by_name.get(match[1])
		if field is None and match[1] not in doctype.known_names:
			yield script.problem(match.start(), f"{doctype.name} has no field {match[1]}")
		elif (
			field
			and field["fieldtype"] == "Select"
			and match[2]
			and match[2] not in doctype.options(match[1])
		):
			yield script.problem(match.start(), f"{doctype.name}.{match[1]} is never “{match[2]}”")


def html(script: Script) -> Iterator[Problem]:
	"""What people have typed is escaped before it becomes HTML."""
	for position, place in unsafe_places(script.code):
		if (script.path.name, place) not in KNOWN_SAFE:
			yield script.problem(position, f"${{{place}}} goes into HTML without escape_html")
	for match in _GLUED.finditer(script.code):
		yield script.problem(match.start(), "HTML is glued together with +; use a template with escape_html")
	if script.doctype is None:
		return
	for match in _SENTENCE_VALUES.finditer(script.code):
		for fieldname in re.findall(r"(?<![\w(])frm\.doc\.(\w+)(?![\w(])", match[1]):
			if script.doctype.by_name.get(fieldname, {}).get("fieldtype") in TYPED_BY_PEOPLE:
				yield script.problem(match.start(), f"{fieldname} goes into a sentence without escape_html")


SCRIPT_RULES = (
	has_code,
	server_methods,
	form_methods,
	form_fields,
	field_lists,
	handler_names,
	doctype_names,
	list_views,
	html,
)
