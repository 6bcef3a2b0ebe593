"""What somebody has to do next, as the home page lists it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ToDo:
	"""One thing to do: the words of its link, where that leads, and a line of detail below it.

	`day` is when it is or was due, where there is such a day: what is due longest comes first, what has no day last.
	"""

	text: str
	href: str
	detail: str = ""
	day: date | None = None


def in_order(found: list[ToDo]) -> list[ToDo]:
	"""What is due longest first; the rest as it was found."""
	return sorted(found, key=lambda each: each.day or date.max)
