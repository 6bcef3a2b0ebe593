"""The Mentoring Scheme document holds exactly the policy: the same fields, of the same kinds, with the same choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mentoring_scheme.policy.scheme import SchemePolicy

from .documents import NUMBERS, DocType, doctypes
from .policy_fields import policy_fields, table_doctype
from .problems import Problem, none_of

SCHEME = "Mentoring Scheme"

# What a scheme has besides its policy.
NOT_POLICY = {
	"scheme_name",
	"preset",
	"enabled",
	"currency",
	"cost_reference",
	"policy_version",
	"author",
	"signed_off_by",
	"signed_off_on",
	"review_date",
	"change_note",
	"members",
	"mentor_applications_open",
	"self_referrals_open",
	"applications_note",
	"out_of_hours_phone",
}


def differences(
	doctype: DocType, cls: type, besides: set[str] | frozenset[str] = frozenset()
) -> Iterator[Problem]:
	"""How the fields of a DocType differ from those of a dataclass of the policy."""
	policy = {field.name: field for field in policy_fields(cls)}
	for name in sorted(set(policy) - set(doctype.data_fields)):
		yield doctype.near("fields", f"lacks {name}, which {cls.__name__} has")
	for name in sorted(set(doctype.data_fields) - set(policy) - besides):
		yield doctype.at(
			name, f"is no field of {cls.__name__}; is it policy, or does it belong to NOT_POLICY?"
		)
	for name in sorted(set(policy) & set(doctype.data_fields)):
		field, expected = doctype.by_name[name], policy[name]
		if field["fieldtype"] not in expected.fieldtypes:
			yield doctype.at(
				name, f"is {field['fieldtype']}; the policy holds {' or '.join(expected.fieldtypes)}"
			)
		elif expected.choices and tuple(doctype.options(name)) != expected.choices:
			yield doctype.at(
				name, f"offers {doctype.options(name)}; the policy knows {list(expected.choices)}"
			)
		if field["fieldtype"] in NUMBERS and not field.get("non_negative"):
			yield doctype.at(name, "may be negative in the desk; the policy refuses that")


def test_the_scheme_holds_the_fields_of_the_policy() -> None:
	none_of(differences(doctypes()[SCHEME], SchemePolicy, NOT_POLICY))


def test_each_table_of_the_scheme_holds_the_rows_of_the_policy() -> None:
	scheme = doctypes()[SCHEME]
	tables = [(field, table_doctype(scheme, field)) for field in policy_fields() if field.row]
	assert len(tables) >= 5
	missing = (
		scheme.near(field.name, f"{field.name} has no child DocType") for field, child in tables if not child
	)
	wrong = (each for field, child in tables if child and field.row for each in differences(child, field.row))
	none_of([*missing, *wrong])


def test_the_rule_sees_fields_that_differ(broken: Callable[..., DocType]) -> None:
	for changes in (
		{"fieldname": "reading_by_ssw"},
		{"fieldtype": "Data"},
		{"options": "Always\nWhen shared"},
		{"options": "When shared\nAlways\nNever"},
	):
		assert list(differences(broken(SCHEME, "ssw_reads_records", **changes), SchemePolicy, NOT_POLICY)), (
			changes
		)
	assert list(differences(broken(SCHEME, "contact_every", non_negative=0), SchemePolicy, NOT_POLICY))
