"""The DocTypes of the app, read from their files."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from .app_files import APP, MODULE, files, json_of, line_of, line_of_value, text_of, tree_of
from .problems import Problem

LAYOUT = {"Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold", "Image"}
TABLES = {"Table", "Table MultiSelect"}
NUMBERS = {"Int", "Float", "Currency", "Percent", "Duration"}

# What every document has without declaring it.
STANDARD_FIELDS = {"name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "doctype"}
USER_FIELDS = {"_user_tags", "_comments", "_assign", "_liked_by", "_seen"}
CHILD_FIELDS = {"parent", "parentfield", "parenttype"}

# The platform's own DocTypes that this app links to or works with, and the fields of theirs that it reads.
CORE: dict[str, set[str]] = {
	"Access Log": set(),
	"Account": {"company", "is_group", "disabled", "root_type", "account_currency"},  # ERPNext's
	"Accounting Dimension": {"fieldname", "label", "disabled"},  # ERPNext's
	"Accounting Dimension Detail": {"company", "default_dimension", "mandatory_for_pl"},  # ERPNext's
	"Activity Log": set(),
	"Address": set(),
	"Auto Email Report": {"report"},
	"Comment": set(),
	"Communication": set(),
	"Communication Link": set(),
	"Company": {"default_currency", "cost_center"},  # ERPNext's
	"Contact": set(),
	"Cost Center": {"company", "is_group", "disabled"},  # ERPNext's
	"Currency": set(),
	"Custom Field": {"dt", "fieldname"},
	"DefaultValue": set(),
	"Deleted Document": set(),
	"Desktop Icon": set(),
	"DocType": set(),
	"Document Follow": set(),
	"Email Queue": set(),
	"Email Queue Recipient": {"recipient"},
	"Email Template": set(),
	"File": set(),
	"GL Entry": set(),  # ERPNext's
	"Has Role": {"role"},
	"Journal Entry": set(),  # ERPNext's
	"Kanban Board": {"reference_doctype"},
	"Language": {"language_code", "language_name", "enabled"},
	"Notification": set(),
	"Payment Entry": set(),  # ERPNext's
	"Payment Ledger Entry": set(),  # ERPNext's
	"Personal Data Deletion Request": set(),
	"Print Format": set(),
	"Project": {"company", "status"},  # ERPNext's
	"Property Setter": {"doc_type", "field_name"},
	"Purchase Invoice": {"supplier", "grand_total", "outstanding_amount"},  # ERPNext's
	"Report": {"module"},
	"Role": {"role_name", "desk_access"},
	"SMS Settings": {"sms_gateway_url"},
	"Stock Settings": {"stock_uom"},  # ERPNext's
	"Supplier": {"supplier_name"},  # ERPNext's
	"Supplier Group": set(),  # ERPNext's
	"System Settings": set(),
	"Tag": set(),
	"Tag Link": set(),
	"ToDo": set(),
	"User": {"full_name", "email", "enabled", "user_type"},
	"Version": set(),
	"View Log": {"reference_doctype", "reference_name", "viewed_by"},
	"Workflow": {"workflow_name", "document_type", "is_active"},
	"Workflow Action Master": {"workflow_action_name"},
	"Workflow Document State": {"state"},
	"Workflow State": {"workflow_state_name", "style"},
	"Workflow Transition": {"action"},
	"Workspace": set(),
	"Workspace Sidebar": set(),
}


@dataclass(frozen=True)
class DocType:
	"""One DocType: its JSON file and what it says."""

	path: Path

	@property
	def data(self) -> dict[str, Any]:
		return json_of(self.path)

	@property
	def name(self) -> str:
		return self.data["name"]

	@property
	def is_child(self) -> bool:
		return bool(self.data.get("istable"))

	@property
	def is_submittable(self) -> bool:
		return bool(self.data.get("is_submittable"))

	@property
	def folder(self) -> Path:
		return self.path.parent

	@property
	def permissions(self) -> list[dict[str, Any]]:
		return self.data.get("permissions") or []

	@property
	def controller(self) -> Path:
		return self.path.with_suffix(".py")

	@cached_property
	def class_node(self) -> ast.ClassDef | None:
		"""The controller class; None where the file or the class is missing."""
		if not self.controller.is_file():
			return None
		name = self.name.replace(" ", "").replace("-", "")
		classes = (node for node in tree_of(self.controller).body if isinstance(node, ast.ClassDef))
		return next((node for node in classes if node.name == name), None)

	@property
	def fields(self) -> list[dict[str, Any]]:
		return self.data["fields"]

	@cached_property
	def by_name(self) -> dict[str, dict[str, Any]]:
		return {field["fieldname"]: field for field in self.fields}

	@cached_property
	def data_fields(self) -> dict[str, dict[str, Any]]:
		"""The fields that hold something, without those that only lay out the form."""
		return {name: field for name, field in self.by_name.items() if field["fieldtype"] not in LAYOUT}

	@cached_property
	def known_names(self) -> set[str]:
		"""Every name that a document of this type answers to."""
		return {
			*custom_fields().get(self.name, {}),
			*self.by_name,
			*STANDARD_FIELDS,
			*USER_FIELDS,
			*(CHILD_FIELDS if self.is_child else ()),
		}

	def options(self, fieldname: str) -> list[str]:
		"""The choices of a Select field."""
		return (self.by_name[fieldname].get("options") or "").split("\n")

	def at(self, fieldname: str, text: str) -> Problem:
		"""A problem with a field, at its line."""
		line = line_of(self.path, '"fields": [', f'"fieldname": {json.dumps(fieldname)}')
		return Problem(self.path, line, f"{self.name}.{fieldname}: {text}")

	def row(self, role: str, text: str) -> Problem:
		"""A problem with the permission row of a role, at its line."""
		line = line_of(self.path, '"permissions": [', f'"role": {json.dumps(role)}')
		return Problem(self.path, line, f"{self.name}: {text}")

	def near(self, value: object, text: str) -> Problem:
		"""A problem with the document type, at the first line that holds `value`."""
		return Problem(self.path, line_of_value(self.path, value), f"{self.name}: {text}")


@cache
def doctypes() -> dict[str, DocType]:
	"""Every DocType of the app by name."""
	found = (DocType(path) for path in files(".json", under=MODULE / "doctype") if _is_doctype(path))
	return {doctype.name: doctype for doctype in found}


def documents() -> list[DocType]:
	"""The DocTypes that stand by themselves."""
	return [doctype for doctype in doctypes().values() if not doctype.is_child]


def children() -> list[DocType]:
	return [doctype for doctype in doctypes().values() if doctype.is_child]


def exists(name: str) -> bool:
	return name in doctypes() or name in CORE


def has_field(doctype: str, fieldname: str) -> bool:
	"""Whether a DocType, ours or the platform's, has the field."""
	if fieldname in custom_fields().get(doctype, {}):
		return True
	if doctype in doctypes():
		return fieldname in doctypes()[doctype].known_names
	return fieldname in CORE.get(doctype, set()) | STANDARD_FIELDS | CHILD_FIELDS | USER_FIELDS


@cache
def custom_fields() -> dict[str, dict[str, str]]:
	"""The fields that the app adds to DocTypes on a site with ERPNext, with their types, from finance/fields.py."""
	names: dict[str, str] = {}
	for node in tree_of(APP / "finance" / "fields.py").body:
		if not isinstance(node, ast.Assign):
			continue
		if isinstance(node.value, ast.Constant):
			names[ast.unparse(node.targets[0])] = node.value.value
		elif isinstance(node.value, ast.Dict):
			return {
				ast.literal_eval(doctype): dict(_custom_field(row, names) for row in rows.elts)
				for doctype, rows in zip(node.value.keys, node.value.values, strict=True)
			}
	return {}


def _custom_field(row: ast.Dict, names: dict[str, str]) -> tuple[str, str]:
	"""Name and type of a field: strings, or the names of constants above."""
	values = {
		ast.literal_eval(key): names.get(ast.unparse(value)) or ast.literal_eval(value)
		for key, value in zip(row.keys, row.values, strict=True)
	}
	return values["fieldname"], values["fieldtype"]


def doctype_of_folder(path: Path) -> DocType | None:
	"""The DocType in whose folder a file lies."""
	return next((doctype for doctype in doctypes().values() if doctype.folder == path.parent), None)


def _is_doctype(path: Path) -> bool:
	return path.stem == path.parent.name and '"doctype": "DocType"' in text_of(path)
