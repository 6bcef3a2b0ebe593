"""What the writers of one group share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import Ref


@dataclass(frozen=True)
class Batch:
	"""One import: into which scheme, `source` as the decisions say it, and the documents that references stand for."""

	scheme: str
	source: str
	today: date
	names: dict[Ref, str] = field(default_factory=dict)

	def named(self, sheet: str, reference: str) -> str | None:
		"""The document that a reference stands for; None for an empty reference."""
		return self.names[(sheet, reference.casefold())] if reference else None


def taken(row: Row, *fields: str) -> dict[str, Any]:
	"""The values of these fields as documents take them; what is empty keeps the default of its field."""
	return {
		name: float(value) if isinstance(value, Decimal) else int(value) if isinstance(value, bool) else value
		for name in fields
		if (value := row.values.get(name)) is not None
	}
