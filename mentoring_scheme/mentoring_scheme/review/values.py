"""What a section of a review is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from frappe import _
from markupsafe import Markup

from mentoring_scheme.policy.disclosure import count_to_show

NO_PLOT = Markup("")


@dataclass(frozen=True)
class Section:
	"""A title, words, a table of text, and a plot as SVG. `rows` are as long as `columns`."""

	title: str
	words: str = ""
	columns: Sequence[str] = ()
	rows: Sequence[Sequence[str]] = field(default=())
	plot: Markup = field(default=NO_PLOT)


def few_or(count: int, least: int) -> str:
	"""A count in words; a small one only as that."""
	shown = count_to_show(count, least)
	return _("fewer than {0}").format(least) if shown is None else str(shown)
