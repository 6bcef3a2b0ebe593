"""The ready-made policies: one file a scheme.

Each file holds `preset` (its own name), `title`, `source` (the document that it follows), `policy`, and two maps from
fields to words: `from` names the document that gives a value, `ours` says why a value that no document gives is ours.
Every value stands in one of the two maps; see `origin` for how they are read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import PolicyError, UnknownPreset
from ..scheme import SchemePolicy
from ..text import _
from .origins import check_origins, origin

__all__ = ["check", "load", "names", "origin", "read"]

_FOLDER = Path(__file__).parent
_TEXTS = ("preset", "title", "source")
_MAPS = ("policy", "from", "ours")


def names() -> list[str]:
	"""The names of all ready-made policies, in order."""
	return sorted(path.stem for path in _FOLDER.glob("*.json"))


def read(name: str) -> dict[str, Any]:
	"""A ready-made policy as its file has it, checked. Raises UnknownPreset, or PolicyError for a file with a fault."""
	if name not in names():
		raise UnknownPreset(name, names())
	try:
		raw = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
	except ValueError as error:
		raise PolicyError(name, _("The file is not valid JSON: {error}."), error=str(error)) from error
	check(raw, name)
	return dict(raw)


def load(name: str) -> SchemePolicy:
	"""A ready-made policy. Raises UnknownPreset, or PolicyError for a file with a fault."""
	return SchemePolicy.from_dict(read(name)["policy"])


def check(raw: object, name: str) -> None:
	"""Raise PolicyError unless `raw` is a whole preset of that name, with every value accounted for."""
	if not isinstance(raw, dict):
		raise PolicyError(name, _("The file must hold one set of named values."))
	_check_parts(raw)
	if raw["preset"] != name:
		raise PolicyError(
			"preset", _("The file {name} calls itself {preset!r}."), name=name, preset=raw["preset"]
		)
	SchemePolicy.from_dict(raw["policy"])
	check_origins(raw["policy"], raw["from"], raw["ours"])


def _check_parts(raw: dict[str, Any]) -> None:
	for part in (*_TEXTS, *_MAPS):
		if part not in raw:
			raise PolicyError(part, _("This field is missing."))
	for part in raw:
		if part not in (*_TEXTS, *_MAPS):
			raise PolicyError(str(part), _("There is no such field."))
	for part in _TEXTS:
		if not isinstance(raw[part], str) or not raw[part].strip():
			raise PolicyError(part, _("This must be text, and not empty."))
	for part in _MAPS:
		if not isinstance(raw[part], dict):
			raise PolicyError(part, _("This must be a set of named values, not {value!r}."), value=raw[part])
