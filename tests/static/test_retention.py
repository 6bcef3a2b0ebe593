"""What anonymising means is said of every field of every document, and every document has a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mentoring_scheme.policy.choices import RecordKind
from mentoring_scheme.retention.kinds import FOLLOWS, KEPT_FOR_GOOD, KINDS
from mentoring_scheme.retention.tables import FAMILIES, TABLES, Fields

from .documents import TABLES as TABLE_FIELDS
from .documents import DocType, doctypes, documents
from .problems import Problem, none_of

NUMBERED = ("Int", "Float", "Currency", "Percent", "Check", "Date", "Datetime")
TICKED = "1"


def problems_of(doctype: DocType, table: Fields | None) -> Iterator[Problem]:
	"""Fields that no table speaks of, that stand in it twice, that are not there, or that cannot be empty."""
	if table is None:
		yield doctype.near("fields", "has no table in mentoring_scheme/retention/tables")
		return
	said = Counter(table.all())
	for name in sorted(set(doctype.data_fields) - set(said)):
		yield doctype.at(name, "is in no list of its table in retention/tables: is it personal?")
	for name in sorted(set(said) - set(doctype.data_fields)):
		yield doctype.near("fields", f"retention/tables names {name}, which is no field")
	for name in sorted(name for name, times in said.items() if times > 1):
		yield doctype.near(name, f"{name} stands in two lists of its table")
	for name in table.emptied.split():
		field = doctype.by_name.get(name, {})
		if field.get("reqd") and field["fieldtype"] not in TABLE_FIELDS:
			yield doctype.at(name, "is emptied, but must be filled in: say what is put there instead")
	for name in (*table.names.split(), *table.replaced):
		if table.replaced.get(name) == TICKED and doctype.by_name.get(name, {}).get("fieldtype") == "Check":
			continue
		if doctype.by_name.get(name, {}).get("fieldtype") in (*NUMBERED, "Link", *TABLE_FIELDS):
			yield doctype.at(name, "cannot hold the words that take its place")


def ending() -> Iterator[DocType]:
	"""The documents that end, and the rows of their tables; not what belongs to nobody."""
	for doctype in documents():
		if doctype.name not in KEPT_FOR_GOOD:
			yield doctype
			for field in doctype.fields:
				if field["fieldtype"] in TABLE_FIELDS:
					yield doctypes()[field["options"]]


def test_every_field_of_every_document_is_spoken_of() -> None:
	none_of(
		{problem: None for doctype in ending() for problem in problems_of(doctype, TABLES.get(doctype.name))}
	)


def test_no_table_is_about_what_is_not_there_or_written_twice() -> None:
	assert set(TABLES) <= set(doctypes())
	assert len(TABLES) == sum(len(family.TABLES) for family in FAMILIES)


def test_every_document_has_a_time_or_a_reason_to_stay() -> None:
	roots = [doctype for kind in KINDS.values() for doctype in kind.roots]
	placed = Counter(
		[*roots, *(paper for kind in KINDS.values() for paper in kind.papers), *FOLLOWS, *KEPT_FOR_GOOD]
	)
	names = {doctype.name for doctype in documents()}
	assert names - set(placed) == set(), "no time and no reason: add it to retention/kinds.py"
	assert set(placed) - names == set()
	assert [name for name, times in placed.items() if times > 1] == []


def test_every_kind_of_the_policy_is_found() -> None:
	assert set(KINDS) == set(RecordKind)


def test_the_rule_sees_what_is_forgotten() -> None:
	link, table = doctypes()["Mentoring Link"], TABLES["Mentoring Link"]
	assert not list(problems_of(link, table))
	assert list(problems_of(link, None))
	assert list(problems_of(link, Fields(emptied=table.emptied, names=table.names)))
	assert list(
		problems_of(link, Fields(emptied=f"{table.emptied} mentor", names=table.names, kept=table.kept))
	)
