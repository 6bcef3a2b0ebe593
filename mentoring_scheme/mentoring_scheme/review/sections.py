"""The sections of a Scheme Review: each a function of the gathered year that answers with words, a table and a plot.

A section that the reader may not see, or that a scheme does not have, answers with None. Another report joins by a
function of its own in SECTIONS.
"""

from __future__ import annotations

from collections.abc import Callable

from mentoring_scheme.mentoring_scheme.review.aims_section import aims
from mentoring_scheme.mentoring_scheme.review.life_sections import (
	endings,
	funnel,
	links_by_month,
	support,
	training,
)
from mentoring_scheme.mentoring_scheme.review.measures import YearFacts, facts_of
from mentoring_scheme.mentoring_scheme.review.outcome_sections import equality, feedback, outcomes
from mentoring_scheme.mentoring_scheme.review.staff_sections import concerns, money
from mentoring_scheme.mentoring_scheme.review.values import Section
from mentoring_scheme.mentoring_scheme.review.years import SchemeYear

SECTIONS: tuple[Callable[[YearFacts], Section | None], ...] = (
	aims,
	funnel,
	links_by_month,
	support,
	training,
	endings,
	outcomes,
	feedback,
	equality,
	money,
	concerns,
)


def review(year: SchemeYear) -> list[Section]:
	"""The sections of this year that the reader may see, in their order: a constant number of queries."""
	facts = facts_of(year)
	return [section for each in SECTIONS if (section := each(facts)) is not None]
