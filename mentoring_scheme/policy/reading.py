"""Reading plain data into policy dataclasses, and back.

What each field may hold is said where the field is declared, by `Annotated`: see scheme.py. Every problem is a
PolicyError that names the field in dotted form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from .errors import PolicyError
from .text import _

PENNY = Decimal("0.01")


@dataclass(frozen=True)
class Limits:
	"""The least and the most that a number may be."""

	least: int
	most: int


@dataclass(frozen=True)
class Written:
	"""Marks a text that may not be empty."""


@dataclass(frozen=True)
class Choices:
	"""The strings of a choice that a field admits, where it admits fewer than all."""

	values: tuple[str, ...]


def read(cls: Any, data: object, path: str = "") -> Any:
	"""Make a `cls` of the mapping `data`; every field must be there, and no other.

	Raises PolicyError naming the first field that is wrong.
	"""
	if not isinstance(data, Mapping):
		raise PolicyError(
			path or "policy", _("This must be a set of named values, not {value!r}."), value=data
		)
	hints = _hints(cls)
	for name in data:
		if name not in hints:
			raise PolicyError(_joined(path, str(name)), _("There is no such field."))
	return cls(**{name: _field(hint, data, name, _joined(path, name)) for name, hint in hints.items()})


def plain(value: Any) -> Any:
	"""The reverse of `read`: dictionaries, lists, strings, numbers; money as "50.00", days as "2026-04-06"."""
	if isinstance(value, tuple):
		return [plain(each) for each in value]
	if isinstance(value, Enum):
		return value.value
	if isinstance(value, Decimal):
		return str(value)
	if isinstance(value, date):
		return value.isoformat()
	if hasattr(value, "__dataclass_fields__"):
		return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
	return value


@cache
def _hints(cls: Any) -> dict[str, Any]:
	return get_type_hints(cls, include_extras=True)


def _joined(path: str, name: str) -> str:
	return f"{path}.{name}" if path else name


def _field(hint: Any, data: Mapping[str, Any], name: str, path: str) -> Any:
	if name not in data:
		raise PolicyError(path, _("This field is missing."))
	return _value(hint, data[name], path)


def _value(hint: Any, value: object, path: str) -> Any:
	base, *marks = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
	if get_origin(base) is tuple:
		return _rows(get_args(base)[0], value, path)
	if base is bool:
		return _yes_or_no(value, path)
	if base is int:
		return _whole_number(value, _mark(marks, Limits), path)
	if base is Decimal:
		return _money(value, _mark(marks, Limits), path)
	if base is date:
		return _day(value, path)
	if base is str:
		return _text(value, any(isinstance(mark, Written) for mark in marks), path)
	return _choice(base, value, _mark(marks, Choices), path)


def _mark(marks: Sequence[Any], kind: type[Any]) -> Any:
	return next((mark for mark in marks if isinstance(mark, kind)), None)


def _rows(row: type[Any], value: object, path: str) -> tuple[Any, ...]:
	if not isinstance(value, list | tuple):
		raise PolicyError(path, _("This must be a list of rows, not {value!r}."), value=value)
	return tuple(read(row, each, f"{path}[{number}]") for number, each in enumerate(value))


def _yes_or_no(value: object, path: str) -> bool:
	if value not in (0, 1) or not isinstance(value, int):
		raise PolicyError(path, _("This must be yes or no, not {value!r}."), value=value)
	return bool(value)


def _whole_number(value: object, limits: Limits, path: str) -> int:
	if isinstance(value, bool) or not isinstance(value, int):
		raise PolicyError(path, _("This must be a whole number, not {value!r}."), value=value)
	return int(_within(Decimal(value), limits, path))


def _money(value: object, limits: Limits, path: str) -> Decimal:
	if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
		raise PolicyError(path, _("This must be an amount of money, not {value!r}."), value=value)
	try:
		amount = Decimal(str(value))
	except InvalidOperation:
		raise PolicyError(path, _("This must be an amount of money, not {value!r}."), value=value) from None
	if not amount.is_finite():
		raise PolicyError(path, _("This must be an amount of money, not {value!r}."), value=value)
	return _pennies(_within(amount, limits, path), path)


def _day(value: object, path: str) -> date:
	if not isinstance(value, str):
		raise PolicyError(path, _("This must be a day, not {value!r}."), value=value)
	try:
		return date.fromisoformat(value)
	except ValueError:
		raise PolicyError(path, _("This must be a day, not {value!r}."), value=value) from None


def _pennies(amount: Decimal, path: str) -> Decimal:
	rounded = amount.quantize(PENNY)
	if rounded != amount:
		raise PolicyError(path, _("{amount} is not a whole number of pennies."), amount=amount)
	return abs(rounded) if rounded == 0 else rounded


def _within(number: Decimal, limits: Limits, path: str) -> Decimal:
	if not limits.least <= number <= limits.most:
		raise PolicyError(
			path,
			_("{number} is not between {least} and {most}."),
			number=number,
			least=limits.least,
			most=limits.most,
		)
	return number


def _text(value: object, written: bool, path: str) -> str:
	if value is not None and not isinstance(value, str):
		raise PolicyError(path, _("This must be text, not {value!r}."), value=value)
	text = (value or "").strip()
	if written and not text:
		raise PolicyError(path, _("This must not be empty."))
	return text


def _choice(kind: Any, value: object, choices: Choices | None, path: str) -> Any:
	known = choices.values if choices else tuple(each.value for each in kind)
	if not isinstance(value, str) or value not in known:
		raise PolicyError(
			path, _("{value!r} is not one of the choices: {known}."), value=value, known=", ".join(known)
		)
	return kind(value)
