"""What a section of a review is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from frappe import _

from mentoring_scheme.policy.disclosure import count_to_show


@dataclass(frozen=True)
class Section:
	"""A title, words, a table of text, and a plot as SVG. `rows` are as long as `columns`."""

	title: str
	words: str = ""
	columns: Sequence[str] = ()
	rows: Sequence[Sequence[str]] = field(default=())
	plot: str = ""


def few_or(count: int, least: int) -> str:
	"""A count in words; a small one only as that."""
	shown = count_to_show(count, least)
	return _("fewer than {0}").format(least) if shown is None else str(shown)
