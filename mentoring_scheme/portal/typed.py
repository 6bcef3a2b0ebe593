"""What people type, as days, times of day, amounts, miles and minutes; and what to say where it is none.

Each returns the value, None where nothing was typed, or raises Unreadable with what to do instead.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal

from frappe import _

_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+|(?=\.))(\.\d+)?", re.ASCII)
_LONGEST_NUMBER = 12


class Unreadable(ValueError):
	"""What was typed cannot be read; the message says what to type."""


def day(text: str) -> date | None:
	"""A day as browsers send it, or as people in Britain write it: 2026-11-03, 3/11/2026, 3.11.2026."""
	text = text.strip()
	if not text:
		return None
	match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
	parts = match.groups() if match else ()
	if not parts and (match := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", text)):
		parts = match.groups()[::-1]
	try:
		year, month, number = (int(part) for part in parts)
		return date(year, month, number)
	except ValueError:
		raise Unreadable(_("Enter a real date, such as 3/11/2026")) from None


def time_of_day(text: str) -> time | None:
	"""A time of day as browsers send it, or as people in Britain write it: 19:30, 19.30."""
	text = text.strip()
	if not text:
		return None
	match = re.fullmatch(r"(\d{1,2})[:.](\d{2})(:\d{2})?", text, re.ASCII)
	try:
		return time(int(match[1]), int(match[2])) if match else time(24)
	except ValueError:
		raise Unreadable(_("Enter a time of day, such as 19:30")) from None


def amount(text: str) -> Decimal | None:
	"""An amount of money; the sign of the currency may stand before it."""
	return _number(text.strip().lstrip("£€$"), _("Enter an amount in figures, such as 4.50"))


def miles(text: str) -> Decimal | None:
	"""A distance."""
	return _number(
		re.sub(r"\s*(miles?|mi)$", "", text.strip()), _("Enter the miles in figures, such as 12.5")
	)


def whole(text: str, problem: str) -> int | None:
	"""A number of things; `problem`: what to say where it is none."""
	text = text.strip()
	if not text:
		return None
	if not re.fullmatch(r"-?\d{1,6}", text, re.ASCII):
		raise Unreadable(problem)
	return int(text)


def _number(text: str, problem: str) -> Decimal | None:
	text = text.strip()
	if not text:
		return None
	if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
		raise Unreadable(problem)
	return Decimal(text.replace(",", ""))
