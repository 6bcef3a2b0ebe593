"""What the writers of one group share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import Ref
from mentoring_scheme.importing.sheets import LINKS
from mentoring_scheme.mentoring_scheme.pair import Pair, pair_of


@dataclass(frozen=True)
class Batch:
	"""One import: into which scheme, `source` as the decisions say it, and the documents that references stand for.

	`links`, `pairs`: those that the papers of one group rest on, by name.
	"""

	scheme: str
	source: str
	today: date
	names: dict[Ref, str] = field(default_factory=dict)
	links: dict[str, Document] = field(default_factory=dict)
	pairs: dict[str, Pair] = field(default_factory=dict)

	def named(self, sheet: str, reference: str) -> str | None:
		"""The document that a reference stands for; None for an empty reference."""
		return self.names[(sheet, reference.casefold())] if reference else None

	def link(self, reference: str) -> Document:
		"""The link that a reference stands for, read once for all its papers."""
		name = self.names[(LINKS, reference.casefold())]
		if name not in self.links:
			self.links[name] = frappe.get_doc("Mentoring Link", name)
		return self.links[name]

	def pair(self, reference: str) -> Pair:
		"""The two people of a link, read once for all its papers."""
		name = self.names[(LINKS, reference.casefold())]
		if name not in self.pairs:
			self.pairs[name] = pair_of(name)
		return self.pairs[name]

	def of_one_group(self) -> Batch:
		"""The same, with links of its own: one that is taken back with its group may give its name to the next."""
		return replace(self, links={}, pairs={})


def taken(row: Row, *fields: str) -> dict[str, Any]:
	"""The values of these fields as documents take them; what is empty keeps the default of its field."""
	return {
		name: float(value) if isinstance(value, Decimal) else int(value) if isinstance(value, bool) else value
		for name in fields
		if (value := row.values.get(name)) is not None
	}
