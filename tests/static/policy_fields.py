"""What the policy's dataclasses say a field holds, in the words of the desk."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from mentoring_scheme.policy.choices import Choice
from mentoring_scheme.policy.reading import Choices
from mentoring_scheme.policy.scheme import SchemePolicy

from .documents import DocType, doctypes

PLAIN = {
	bool: {"Check"},
	int: {"Int"},
	Decimal: {"Currency"},
	date: {"Date"},
	str: {"Data", "Text", "Small Text", "Select", "Long Text"},
}


@dataclass(frozen=True)
class PolicyField:
	"""A field of the policy. `choices`: the strings it may hold; `row`: the dataclass of its rows, for a table."""

	name: str
	fieldtypes: frozenset[str]
	choices: tuple[str, ...] = ()
	row: type | None = None


@cache
def policy_fields(cls: type = SchemePolicy) -> tuple[PolicyField, ...]:
	hints = get_type_hints(cls, include_extras=True)
	return tuple(_field(each.name, hints[each.name]) for each in fields(cls))


def table_doctype(scheme: DocType, field: PolicyField) -> DocType | None:
	"""The child DocType that holds the rows of a table of the policy."""
	return doctypes().get(scheme.by_name.get(field.name, {}).get("options") or "")


def _field(name: str, hint: Any) -> PolicyField:
	base, *marks = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
	if get_origin(base) is tuple:
		return PolicyField(name, frozenset({"Table"}), row=get_args(base)[0])
	if isinstance(base, type) and issubclass(base, Choice):
		admitted = next((mark.values for mark in marks if isinstance(mark, Choices)), None)
		return PolicyField(name, frozenset({"Select"}), tuple(admitted or (each.value for each in base)))
	return PolicyField(name, frozenset(PLAIN[base]))
