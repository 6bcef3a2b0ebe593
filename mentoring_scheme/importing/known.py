"""What the site knows already, as far as a workbook is held against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mentoring_scheme.importing.cells import Lists
from mentoring_scheme.importing.keys import Ref
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.term_values import TermFacts


@dataclass(frozen=True)
class Entry:
	"""A row that was brought in before: the document that it became, and the fingerprints of its cells.

	`is_there`: whether that document still exists.
	"""

	doctype: str
	name: str
	said: Mapping[str, str]
	is_there: bool = True


@dataclass(frozen=True)
class Alike:
	"""Somebody on the site who may be the person of a row; only whom the user may see."""

	name: str
	participant_name: str
	date_of_birth: date | None = None
	email: str = ""


@dataclass(frozen=True)
class Known:
	"""`entries`: by row. `alike`: people whom the user sees. `terms`: of the links that were brought in before.

	`approved_on`: by the number of a participant, the day of the approval that has not ended.
	"""

	scheme: str
	policy: SchemePolicy
	lists: Lists
	entries: Mapping[Ref, Entry] = field(default_factory=dict)
	alike: tuple[Alike, ...] = ()
	terms: Mapping[Ref, TermFacts] = field(default_factory=dict)
	approved_on: Mapping[str, date | None] = field(default_factory=dict)
