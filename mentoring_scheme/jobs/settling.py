"""What no event told of the ledger: every night, what is out of step with its invoice follows it."""

from __future__ import annotations

from functools import partial

from mentoring_scheme.finance import settling
from mentoring_scheme.jobs.batches import each, kept


def run() -> int:
	"""Bring ours to where the ledger is, and return how many there were.

	Each is kept by itself: it is read anew, so that nothing goes by what the ledger said when the job began.
	"""
	behind = settling.out_of_step()
	return sum(kept(partial(_follow, item)) for item in behind)


def _follow(item: settling.OutOfStep) -> int:
	return each([item], lambda one: settling.follow(*one), title="Not brought up to date with the ledger")
