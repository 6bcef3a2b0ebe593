"""What a table says of each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

REMOVED = "Removed person"


@dataclass(frozen=True)
class Fields:
	"""What becomes of the fields of one document, or of one kind of row, when it is anonymised.

	`emptied`: personal, and nothing is put in their place; of a table, all rows go.
	`names`: hold the name of somebody whom the document is about; the words "Removed person" take its place, also when
	that person is anonymised before the document is.
	`replaced`: personal, but a document is no document without them: what is put there instead; or says that it was
	anonymised.
	`kept`: fields that say nothing about anybody by themselves, by the reason why they stay. Rows of a kept table are
	treated as their own table says.
	`in_confidence`: why the document is not given to a person who asks for their data before somebody has decided.
	"""

	emptied: str = ""
	names: str = ""
	replaced: Mapping[str, str] = field(default_factory=dict)
	kept: Mapping[str, str] = field(default_factory=dict)
	in_confidence: str = ""

	def all(self) -> list[str]:
		"""Every field that the table names, in its order."""
		kept = [name for names in self.kept for name in names.split()]
		return [*self.emptied.split(), *self.names.split(), *self.replaced, *kept]

	def values(self) -> dict[str, str | None]:
		"""What is written into each field that changes."""
		return {
			**dict.fromkeys(self.emptied.split()),
			**dict.fromkeys(self.names.split(), REMOVED),
			**self.replaced,
		}
