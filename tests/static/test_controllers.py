"""Each DocType has its controller class, whose generated types say what the JSON says."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from .app_files import lines_of, text_of
from .documents import CHILD_FIELDS, TABLES, DocType, doctypes
from .problems import Problem, none_of

BEGIN, END = "# begin: auto-generated types", "# end: auto-generated types"


WITHOUT_TYPE = {"Geolocation"}  # the platform writes no type for these


def class_problems(doctype: DocType) -> Iterator[Problem]:
	if doctype.class_node is None:
		yield Problem(
			doctype.controller, 1, f"there is no class {doctype.name.replace(' ', '')} for {doctype.name}"
		)
	elif not (doctype.folder / "__init__.py").is_file():
		yield Problem(doctype.folder, 1, "has no __init__.py, so the controller cannot be imported")


def type_problems(doctype: DocType) -> Iterator[Problem]:
	"""The generated block names the fields of the JSON, no more and no less, with their choices and rows."""
	path = doctype.controller
	if doctype.class_node is None:
		return
	if text_of(path).count(BEGIN) != 1 or text_of(path).count(END) != 1:
		yield Problem(
			path, doctype.class_node.lineno, "has no block of generated types; save the DocType to make it"
		)
		return
	declared = annotations_of(doctype.class_node)
	typed = (name for name, field in doctype.data_fields.items() if field["fieldtype"] not in WITHOUT_TYPE)
	expected = {*typed, *(CHILD_FIELDS if doctype.is_child else ())}
	start = lines_of(path).index(next(line for line in lines_of(path) if BEGIN in line)) + 1
	for name in sorted(expected - set(declared)):
		yield Problem(
			path, start, f"the types lack {name}, which is a field; save the DocType to make them anew"
		)
	for name in sorted(set(declared) - expected):
		yield Problem(path, declared[name].lineno, f"the types have {name}, which is no field any more")
	for name in sorted(expected & set(declared) & set(doctype.by_name)):
		yield from _wrong_type(doctype, name, declared[name])


def _wrong_type(doctype: DocType, name: str, declared: ast.AnnAssign) -> Iterator[Problem]:
	field, shown = doctype.by_name[name], ast.unparse(declared.annotation)
	if field["fieldtype"] == "Select":
		literals = [node.value for node in ast.walk(declared.annotation) if isinstance(node, ast.Constant)]
		if [each for each in literals if each is not None] != [
			each.strip() for each in doctype.options(name)
		]:
			yield Problem(
				doctype.controller, declared.lineno, f"the choices of {name} are not those of the JSON"
			)
	elif field["fieldtype"] in TABLES:
		if field["options"].replace(" ", "") not in shown:
			yield Problem(doctype.controller, declared.lineno, f"{name} holds rows of {field['options']}")
	elif f"DF.{field['fieldtype'].replace(' ', '')}" not in shown:
		yield Problem(doctype.controller, declared.lineno, f"{name} is a {field['fieldtype']}, not {shown}")


def annotations_of(class_node: ast.ClassDef) -> dict[str, ast.AnnAssign]:
	"""The fields declared under TYPE_CHECKING in a controller class."""
	blocks = (node for node in class_node.body if isinstance(node, ast.If))
	return {
		statement.target.id: statement
		for block in blocks
		if isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
		for statement in block.body
		if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
	}


def test_every_doctype_has_a_controller_class() -> None:
	none_of(problem for doctype in doctypes().values() for problem in class_problems(doctype))


def test_the_generated_types_agree_with_the_json() -> None:
	none_of(problem for doctype in doctypes().values() for problem in type_problems(doctype))


def row_problems(doctype: DocType) -> Iterator[Problem]:
	"""A row rests on what its document checks, so the platform's API must not change it by itself."""
	node = doctype.class_node
	if doctype.is_child and node and [ast.unparse(base) for base in node.bases] != ["RowOfDocument"]:
		yield Problem(
			doctype.controller, node.lineno, "is a row and does not derive from RowOfDocument alone"
		)


def test_no_row_can_be_changed_by_itself() -> None:
	none_of(problem for doctype in doctypes().values() for problem in row_problems(doctype))


def test_the_rule_sees_a_row_that_can(broken: Callable[..., DocType]) -> None:
	doctype = broken("Mentoring Signature")
	doctype.controller.write_text("class MentoringSignature(Document):\n\tpass\n")
	assert list(row_problems(DocType(doctype.path)))


CONTROLLER = f"""class Mentor:
	{BEGIN}
	if TYPE_CHECKING:
		reviewed: DF.Check
		kind: DF.Literal["One", "Two"]
		gone: DF.Data | None
		length: DF.Int
	{END}
"""


def test_the_rules_see_types_that_lag_behind(broken: Callable[..., DocType], tmp_path: Path) -> None:
	fields = [
		{"fieldname": "kind", "fieldtype": "Select", "options": "One\nThree"},
		{"fieldname": "length", "fieldtype": "Data"},
		{"fieldname": "new", "fieldtype": "Data"},
		{"fieldname": "reviewed", "fieldtype": "Check"},
	]
	doctype = broken("Mentor", fields=fields)
	assert list(class_problems(doctype))
	doctype.controller.write_text(CONTROLLER)
	doctype = DocType(doctype.path)
	texts = " ".join(str(each) for each in type_problems(doctype))
	assert all(name in texts for name in ("lack new", "have gone", "choices of kind", "length is a Data"))
	assert "reviewed" not in texts
