"""A policy with some values changed: “support_types[0].months=9”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..policy.choices import Anchor
from ..policy.errors import PolicyError
from ..policy.scheme import SchemePolicy
from ..policy.text import _

PLACE = re.compile(r"(?P<field>\w+)(?:\[(?P<row>\d+)\](?:\.(?P<column>\w+))?)?")


def changed(policy: SchemePolicy, changes: Sequence[str]) -> SchemePolicy:
	"""The policy with the changes, each “field=value” in the dotted form of a PolicyError.

	Raises PolicyError for a field that there is not, and for what no policy may be.
	"""
	data = policy.to_dict()
	for change in changes:
		name, equals, value = (part.strip() for part in change.partition("="))
		if not equals:
			raise PolicyError(
				"set", _("Write a field, “=” and its new value, not {change!r}."), change=change
			)
		_set(data, name, value)
	return SchemePolicy.from_dict(data)


def with_term(policy: SchemePolicy, months: int, support_type: str = "") -> SchemePolicy:
	"""The policy with another length of its links: of one support type, or of each that has a length.

	Raises PolicyError where the policy has no such length.
	"""
	rows = [
		number
		for number, each in enumerate(policy.support_types)
		if each.anchor in (Anchor.APPROVAL, Anchor.LINK_START) and support_type in ("", each.support_type)
	]
	if support_type:
		policy.support_type(support_type)
	if not rows:
		raise PolicyError(
			"support_types", _("No such support type has a length in months that could be changed.")
		)
	return changed(policy, [f"support_types[{number}].months={months}" for number in rows])


def _set(data: dict[str, Any], name: str, value: str) -> None:
	place = PLACE.fullmatch(name)
	holder, key = (data, name) if place is None else _holder(data, place, name)
	if key not in holder or isinstance(holder[key], list):
		raise PolicyError(name, _("There is no such value to change."))
	holder[key] = _like(holder[key], value, name)


def _holder(data: dict[str, Any], place: re.Match[str], name: str) -> tuple[dict[str, Any], str]:
	if place["row"] is None:
		return data, place["field"]
	rows = data.get(place["field"])
	if not isinstance(rows, list) or int(place["row"]) >= len(rows):
		raise PolicyError(name, _("There is no such row; the first has the number 0."))
	return rows[int(place["row"])], place["column"] or ""


def _like(before: object, value: str, name: str) -> object:
	"""The written value as what stood there before: yes or no, a whole number, or text."""
	if isinstance(before, bool):
		if value.lower() not in ("yes", "no", "true", "false", "1", "0"):
			raise PolicyError(name, _("This must be yes or no, not {value!r}."), value=value)
		return value.lower() in ("yes", "true", "1")
	if isinstance(before, int):
		try:
			return int(value)
		except ValueError:
			raise PolicyError(name, _("This must be a whole number, not {value!r}."), value=value) from None
	return value
