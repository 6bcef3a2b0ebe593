"""The permission rows in the DocType files are exactly those of the table in permissions.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from .documents import DocType, children, documents
from .permissions import LETTERS, table
from .problems import Problem, none_of
from .roles import ROLES_FILE, all_roles, desk_access_given, desk_roles, portal_roles

TABLE_FILE = Path(__file__).parent / "permissions.py"
OUT_OF_THE_SYSTEM = set("RXih")
ONLY_SUBMITTABLE = set("sxa")

# Keys of a permission row that the table does not show, and which must therefore not be set.
NOT_SHOWN = {
	"if_owner": "ownership is whoever typed it in",
	"permlevel": "levels leak through reports and lists",
}
BOOKKEEPING = {"role", "name", "parent", "parentfield", "parenttype", "idx", "doctype", "select"}


def letters_of(row: dict[str, object]) -> str:
	return "".join(letter for letter, key in LETTERS.items() if row.get(key))


def row_problems(doctype: DocType, expected: dict[str, str]) -> Iterator[Problem]:
	"""How the rows of a DocType differ from what the table gives to each role."""
	seen: set[str] = set()
	for row in doctype.permissions:
		role, found = str(row["role"]), letters_of(row)
		if role in seen:
			yield doctype.row(role, f"{role} has two rows")
		seen.add(role)
		for key, why in NOT_SHOWN.items():
			if row.get(key):
				yield doctype.row(role, f"{role}: {key} is set, but {why}")
		for key in sorted(set(row) - set(LETTERS.values()) - set(NOT_SHOWN) - BOOKKEEPING):
			yield doctype.row(role, f"{role}: {key} is a right that the table does not know")
		if sorted(found) != sorted(expected.get(role, "")):
			yield doctype.row(role, f"{role} has “{found}”; the table says “{expected.get(role) or '-'}”")
	for role in sorted(set(expected) - seen):
		yield doctype.near("permissions", f"{role} has no row; the table says “{expected[role]}”")


def right_problems(doctype: DocType) -> Iterator[Problem]:
	"""Rights that make no sense, or that a portal role never has."""
	for row in doctype.permissions:
		role, rights = str(row["role"]), set(letters_of(row))
		if "r" not in rights:
			yield doctype.row(role, f"{role} has rights but may not read")
		if rights & ONLY_SUBMITTABLE and not doctype.is_submittable:
			yield doctype.row(role, f"{role} may submit or cancel, but the document is never submitted")
		if "i" in rights and not doctype.data.get("allow_import"):
			yield doctype.row(role, f"{role} may import, but allow_import is off")
		if role in portal_roles() and rights & (OUT_OF_THE_SYSTEM | {"d"}):
			yield doctype.row(
				role, f"{role} is a portal role; it may not delete, report, export, import or share"
			)


def test_the_table_names_every_document_and_no_other() -> None:
	names, listed = {doctype.name for doctype in documents()}, set(table())
	missing = (Problem(TABLE_FILE, 1, f"the table lacks {name}") for name in names - listed)
	gone = (Problem(TABLE_FILE, 1, f"the table has {name}, which is no document") for name in listed - names)
	none_of([*missing, *gone])


def test_the_table_names_roles_that_the_app_makes_and_letters_that_it_explains() -> None:
	for document, cells in table().items():
		assert set(cells) <= all_roles(), f"{document}: {set(cells) - all_roles()} are no roles of the app"
		for role, letters in cells.items():
			assert set(letters) <= set(LETTERS), f"{document}, {role}: “{letters}” has unknown letters"
			assert len(set(letters)) == len(letters), f"{document}, {role}: “{letters}” repeats a letter"


def test_the_permission_rows_are_those_of_the_table() -> None:
	none_of(
		problem for doctype in documents() for problem in row_problems(doctype, table().get(doctype.name, {}))
	)


def test_rights_fit_the_document_and_the_kind_of_role() -> None:
	none_of(problem for doctype in documents() for problem in right_problems(doctype))


def test_rows_of_tables_have_no_permissions_of_their_own() -> None:
	none_of(
		doctype.near("permissions", "a child DocType takes its permissions from its parent")
		for doctype in children()
		if doctype.permissions
	)


def test_portal_roles_never_have_the_desk() -> None:
	assert not set(desk_roles()) & set(portal_roles())
	assert list(desk_access_given(ROLES_FILE, "PORTAL_ROLES")) == [0]
	assert list(desk_access_given(ROLES_FILE, "DESK_ROLES")) == [1]


def test_characteristics_are_read_by_co_ordinator_and_manager_only() -> None:
	assert set(table()["Mentoring Equality Profile"]) == {"Mentoring Manager", "Mentoring Co-ordinator"}


def test_finance_never_reads_what_was_said() -> None:
	said = (
		"Contact Record",
		"Mentoring Supervision",
		"Mentoring Feedback",
		"Mentoring Agreement",
		"Mentoring Link",
	)
	assert not [name for name in said if "Mentoring Finance" in table()[name]]


def test_each_rule_sees_a_spoilt_row(broken: Callable[..., DocType], sample: Callable[..., Path]) -> None:
	manager = {"role": "Mentoring Manager", "read": 1}
	expected = {"Mentoring Manager": "r"}
	assert not list(row_problems(broken("Mentor", permissions=[manager]), expected))
	for rows in (
		[],
		[manager, manager],
		[{**manager, "write": 1}],
		[{**manager, "if_owner": 1}],
		[{**manager, "permlevel": 1}],
		[{**manager, "mask": 1}],
		[manager, {"role": "Mentor", "read": 1}],
	):
		assert list(row_problems(broken("Mentor", permissions=rows), expected)), rows
	for row in ({"write": 1}, {"read": 1, "submit": 1}, {"read": 1, "import": 1}, {"read": 1, "export": 1}):
		assert list(right_problems(broken("Mentor", permissions=[{"role": "Mentor", **row}]))), row
	spoilt = sample("for role in PORTAL_ROLES:\n\tmake(role, desk_access=1)\n")
	assert list(desk_access_given(spoilt, "PORTAL_ROLES")) == [1]
