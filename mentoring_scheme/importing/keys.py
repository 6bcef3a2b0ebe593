"""What a row is known by, and what it said: as short fingerprints, so that neither holds what was written."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from mentoring_scheme.importing.columns import Row, Value
from mentoring_scheme.importing.sheets import BY_TITLE

_CELL = 10  # figures of a cell's fingerprint
_KEY = 40
Ref = tuple[str, str]
"""A row, by its sheet and its reference."""


def ref_of(row: Row) -> Ref:
	"""The row by what makes it this one and no other; capitals do not matter."""
	parts = [_plain(row.values.get(fieldname)) for fieldname in BY_TITLE[row.sheet].key]
	return row.sheet, "|".join(parts).casefold()


def points_to(row: Row, fieldname: str) -> Ref | None:
	"""The row that a cell names; None where it is empty."""
	column = BY_TITLE[row.sheet].by_field[fieldname]
	text = _plain(row.values.get(fieldname))
	return (column.points_at, text.casefold()) if text else None


def references(row: Row) -> dict[str, Ref]:
	"""The rows that a row names, by the column in which it does."""
	pointing = (each.field for each in BY_TITLE[row.sheet].columns if each.points_at)
	return {fieldname: ref for fieldname in pointing if (ref := points_to(row, fieldname))}


def key_of(scheme: str, ref: Ref) -> str:
	"""The name under which it is kept that this row of this scheme was brought in."""
	return sha256("\0".join((scheme, *ref)).encode()).hexdigest()[:_KEY]


def said(key: str, row: Row) -> dict[str, str]:
	"""The fingerprint of every cell that is filled in. The row's key is in it, so that equal cells do not look equal."""
	return {
		fieldname: sha256(f"{key}\0{fieldname}\0{_plain(value)}".encode()).hexdigest()[:_CELL]
		for fieldname, value in row.values.items()
		if value is not None
	}


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
	"""The fields in which a row says something else than it did."""
	return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _plain(value: Value) -> str:
	return "" if value is None else str(value)
