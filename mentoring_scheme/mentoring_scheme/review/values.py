"""What a section of a review is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from frappe import _
from markupsafe import Markup

from mentoring_scheme.policy.aims import Share
from mentoring_scheme.policy.disclosure import count_to_show, share_to_show, steps_to_show

NO_PLOT = Markup("")


@dataclass(frozen=True)
class Section:
	"""A title, words, a table of text, and a plot as SVG. `rows` are as long as `columns`."""

	title: str
	words: str = ""
	columns: Sequence[str] = ()
	rows: Sequence[Sequence[str]] = field(default=())
	plot: Markup = field(default=NO_PLOT)


def steps_in_words(counts: Sequence[int], least: int) -> list[str]:
	"""The counts of steps on one way in words, so that no few are told by taking one step from another."""
	words, last = [], 0
	for count, shown in zip(counts, steps_to_show(counts, least), strict=True):
		if shown is None and last and count >= least:
			words.append(_("up to {0} fewer than {1}").format(least - 1, last))
		else:
			words.append(few_or(count, least))
		last = last if shown is None else shown
	return words


def share_in_words(share: Share, least: int) -> tuple[str, str]:
	"""The base and the share of a group, as far as they may be shown."""
	if not share.base or share.people < least:
		return _("too few"), ""
	shown = share_to_show(share.count, share.base, least)
	if shown is None:
		return str(share.base), _("too few to say")
	if shown.over is not None:
		return str(share.base), _("over {0}%").format(shown.over)
	if shown.under is not None:
		return str(share.base), _("under {0}%").format(shown.under)
	return str(share.base), _("{0}%").format(shown.exact)


def few_or(count: int, least: int) -> str:
	"""A count in words; a small one only as that."""
	shown = count_to_show(count, least)
	return _("fewer than {0}").format(least) if shown is None else str(shown)
