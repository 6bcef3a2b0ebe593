"""What a link keeps of its match: how well the two fitted on the day on which they were proposed, and why (R21).

Social workers read links, so what is kept never names a personal criterion. Nor does it tell one by its weight: in the
figures that are kept all of them weigh alike, so these may differ a little from those of the shortlist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.matching.gather import mentee_cases, mentor_cases
from mentoring_scheme.mentoring_scheme.matching.shown import contributions, of_hundred
from mentoring_scheme.policy.matching import Candidate, evened, ranking, weigh

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink

KEPT = (
	"match_score",
	"match_lowest",
	"match_highest",
	"match_rank",
	"match_out_of",
	"matched_on",
	"match_contributions",
)


def keep_match(link: MentoringLink) -> None:
	"""Fill what a new link keeps of its match; whatever came along in these fields is replaced.

	The rank takes a look at every mentor, about a second where there are ten thousand. A round proposes many pairs at
	once, and looks at all of them together instead of at each one's shortlist: its links have no rank.
	"""
	mentee = mentee_cases([link.mentee])[link.mentee]
	if link.matching_round:
		mentor = mentor_cases(link.scheme, [mentee], [link.mentor])[link.mentor]
		_fill(link, weigh(mentee, mentor, link.policy, getdate(today())), rank=0, out_of=0)
		return
	mentors = mentor_cases(link.scheme, [mentee], policy=link.policy)
	in_order = ranking(mentee, mentors.values(), link.policy, getdate(today())).candidates
	rank = in_order.index(link.mentor) + 1 if link.mentor in in_order else 0
	candidate = weigh(mentee, mentors[link.mentor], link.policy, getdate(today()))
	_fill(link, candidate, rank=rank, out_of=len(in_order))


def _fill(link: MentoringLink, candidate: Candidate, *, rank: int, out_of: int) -> None:
	"""`rank` 0: there was no shortlist, or the mentor was not on it and somebody decided for the pair all the same."""
	candidate = evened(candidate, link.policy)
	link.match_score, link.match_lowest, link.match_highest = (
		of_hundred(figure) for figure in (candidate.score, candidate.lowest, candidate.highest)
	)
	link.match_rank, link.match_out_of = rank, out_of
	link.matched_on = today()
	link.set(
		"match_contributions", [_row(each) for each in contributions(candidate, link.policy, named=False)]
	)


def _row(shown: dict[str, Any]) -> dict[str, Any]:
	return {
		"criterion": shown["criterion"],
		"weight": shown["weight"],
		"fit": shown["fit"],
		"known": int(shown["fit"] is not None),
		"explanation": shown["text"],
	}
