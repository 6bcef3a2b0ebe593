"""Everything that waits, in one go."""

from __future__ import annotations

from mentoring_scheme.mentoring_scheme.watching import claims, links, mentors, papers
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch

OF_LINKS = (
	links.in_links,
	links.endings,
	links.supervisions,
	papers.records_waiting,
	papers.consultations,
	papers.agreements,
)
OF_SCHEMES = (
	mentors.of_mentors,
	papers.feedback,
	papers.follow_ups,
	claims.begun,
	claims.not_begun,
	papers.concerns,
	papers.policies,
)


def gather(watch: Watch) -> list[Found]:
	"""What may wait for somebody, in all the schemes that are watched."""
	return [found for part in (*OF_LINKS, *OF_SCHEMES) for found in part(watch)]


def gather_of_links(watch: Watch) -> list[Found]:
	"""What may wait in the links that are watched, and what belongs to each of them."""
	return [found for part in OF_LINKS for found in part(watch)]
