"""Every page of the portal, one row each: the table that the walk, the browser, the counting of queries and the benchmark go by.

To add a page, add its row. tests/static fails until it is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

EVERYBODY = ("mentor", "mentee", "both", "stranger", "staff", "outsider")
PLACEHOLDER = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Page:
	"""A page, by its address as the routes have it.

	`of`: whose it is, among the people of the cast (PortalFamilies.users); to everybody else it answers as though it did
	not exist, and to a visitor with the page for signing in. `<claim>` in the address stands for the document of that
	name in the cast (`documents`). `query`: what may follow the address, likewise; each is walked as well.
	`for_visitors`: whether it is open to whoever has not signed in.
	"""

	address: str
	of: tuple[str, ...] = EVERYBODY
	query: tuple[str, ...] = ()
	for_visitors: bool = False

	@property
	def names(self) -> tuple[str, ...]:
		"""The documents that its address names."""
		return tuple(PLACEHOLDER.findall(self.address))

	def paths(self, documents: dict[str, str]) -> list[str]:
		"""The address with these documents, alone and with each query."""
		return [
			_filled(each, documents) for each in (self.address, *(self.address + more for more in self.query))
		]


PAGES = (
	Page("/mentoring/claims", query=("?all=1",)),
	Page("/mentoring/claims/<claim>", of=("mentor",)),
	Page("/mentoring/claims/<claim>/expense", of=("mentor",), query=("?kind=Food", "?kind=Mileage")),
	Page("/mentoring/claims/<claim>/time", of=("mentor",)),
	Page("/mentoring/messages", query=("?all=1",)),
)


def _filled(address: str, documents: dict[str, str]) -> str:
	return PLACEHOLDER.sub(lambda match: documents[match[1]], address)
