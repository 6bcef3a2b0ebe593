"""Where each value of a preset comes from: a document, or ourselves.

A key of the maps names a field ("contact_every"), a table ("support_types"), a column of it
("support_types.anchor"), a row ("contact_ways[4]") or one cell ("support_types[0].months"). The most exact key decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import PolicyError
from ..text import _

OURS = "ours"


def origin(raw: Mapping[str, Any], path: str) -> tuple[str, str] | None:
	"""Where the value at `path` comes from: ("ours", why) or (the document, ""); None where nobody says."""
	for key in _keys(path):
		if key in raw["ours"]:
			return OURS, str(raw["ours"][key])
		if key in raw["from"]:
			return str(raw["from"][key]), ""
	return None


def check_origins(policy: Mapping[str, Any], sources: Mapping[str, Any], ours: Mapping[str, Any]) -> None:
	"""Raise PolicyError for a key that names nothing, stands in both maps or says nothing, and for a value in neither."""
	paths = list(_paths(policy))
	known = {key for path in paths for key in _keys(path)}
	for name, words in (("from", sources), ("ours", ours)):
		for key, word in words.items():
			if key not in known:
				raise PolicyError(f"{name}.{key}", _("There is no such field."))
			if not isinstance(word, str) or not word.strip():
				raise PolicyError(f"{name}.{key}", _("This must be text, and not empty."))
	for key in sources:
		if key in ours:
			raise PolicyError(f"ours.{key}", _("A value is either from a document or ours, not both."))
	for path in paths:
		if origin({"from": sources, "ours": ours}, path) is None:
			raise PolicyError(path, _("Neither “from” nor “ours” says where this value comes from."))


def _paths(policy: Mapping[str, Any]) -> Iterator[str]:
	"""Every single value of the policy; an empty table counts as one value."""
	for field, value in policy.items():
		if not isinstance(value, list) or not value:
			yield field
			continue
		for number, row in enumerate(value):
			yield from (f"{field}[{number}].{column}" for column in row)


def _keys(path: str) -> list[str]:
	"""The keys that may speak for a value, the most exact one first."""
	found = re.fullmatch(r"(\w+)\[(\d+)\]\.(\w+)", path)
	if not found:
		return [path]
	table, row, column = found.groups()
	return [path, f"{table}[{row}]", f"{table}.{column}", table]
