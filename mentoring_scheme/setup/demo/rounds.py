"""A round of matching that is worked out and waits for the co-ordinator's word (R18, R21)."""

from __future__ import annotations

from mentoring_scheme.setup.demo.acting import acting_as, insert
from mentoring_scheme.setup.demo.year import Year


def work_out(year: Year) -> None:
	"""All who wait against all free places; nothing is proposed."""
	with acting_as(year.coordinator):
		insert("Mentoring Matching Round", scheme=year.plan.name).work_out()
