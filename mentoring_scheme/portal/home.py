"""What the home page shows: what to do next, and everybody whom the user supports or is supported by.

What there is to do is collected from one function for each family of pages, which is handed the user's own links and
answers with what concerns its pages. A function is asked once for a page, however many links there are.
"""

from __future__ import annotations

from collections.abc import Callable

from mentoring_scheme.portal import claims
from mentoring_scheme.portal.mine import OwnLink
from mentoring_scheme.portal.todo import ToDo, in_order

TO_DO: tuple[Callable[[list[OwnLink]], list[ToDo]], ...] = (claims.to_do,)


def to_do(own: list[OwnLink]) -> list[ToDo]:
	"""All that the user has to do, what is due longest first."""
	return in_order([each for family in TO_DO for each in family(own)])
