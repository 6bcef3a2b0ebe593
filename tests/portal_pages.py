"""Every page of the portal, one row each: the table that the walk, the browser, the counting of queries and the benchmark go by.

To add a page, add its row. tests/static fails until it is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

EVERYBODY = ("mentor", "mentee", "both", "stranger", "staff", "outsider")
OF_SCHEME = ("mentor", "mentee", "both", "stranger")
MENTORS = ("mentor", "both", "stranger")
PAIR = ("mentor", "mentee")
PLACEHOLDER = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Page:
	"""A page, by its address as the routes have it.

	`of`: whose it is, among the people of the cast (PortalFamilies.users); to everybody else it answers as though it did
	not exist, and to a visitor with the page for signing in. `<claim>` in the address stands for the document of that
	name in the cast (`documents`), or for the one that is named in `shows`: a page has a row for each document that
	makes another page of it. `query`: what may follow the address, likewise; each is walked as well. `for_visitors`:
	whether it is open to whoever has not signed in.
	"""

	address: str
	of: tuple[str, ...] = EVERYBODY
	query: tuple[str, ...] = ()
	for_visitors: bool = False
	shows: str = ""

	@property
	def names(self) -> tuple[str, ...]:
		"""What its address names."""
		return tuple(PLACEHOLDER.findall(self.address))

	def named(self, documents: dict[str, str]) -> dict[str, str]:
		"""The documents that its address names, by what it calls them."""
		return {name: documents[self.shows or name] for name in self.names}

	def paths(self, documents: dict[str, str]) -> list[str]:
		"""The address with these documents, alone and with each query."""
		known = documents | self.named(documents)
		return [
			_filled(each, known) for each in (self.address, *(self.address + more for more in self.query))
		]


PAGES = (
	Page("/mentoring"),
	Page("/mentoring/agreements/<agreement>", of=PAIR),
	Page("/mentoring/agreements/<agreement>", of=PAIR, shows="signed"),
	Page("/mentoring/agreements/<agreement>/sign", of=PAIR),
	Page("/mentoring/break"),
	Page("/mentoring/claims", query=("?all=1",)),
	Page("/mentoring/claims/<claim>", of=("mentor",)),
	Page("/mentoring/claims/<claim>/expense", of=("mentor",), query=("?kind=Food", "?kind=Mileage")),
	Page("/mentoring/claims/<claim>/time", of=("mentor",)),
	Page("/mentoring/events", query=("?all=1",)),
	Page("/mentoring/events/<event>", of=MENTORS),
	Page("/mentoring/events/<event>", of=MENTORS, shows="cancelled"),
	Page("/mentoring/feedback/<feedback>", of=("mentor",)),
	Page("/mentoring/feedback/<feedback>", of=("mentor",), shows="given"),
	Page("/mentoring/feedback/<feedback>", of=("mentee",), shows="mentees"),
	Page("/mentoring/give-feedback", query=("?key=<key>", "?done=given"), for_visitors=True),
	Page("/mentoring/help"),
	Page("/mentoring/links/<link>", of=PAIR),
	Page("/mentoring/links/<link>", of=("mentor",), shows="ended"),
	Page("/mentoring/links/<link>/record", of=PAIR),  # the mentee is sent on to the link, and so below
	Page("/mentoring/messages", query=("?all=1",)),
	Page("/mentoring/profile"),
	Page("/mentoring/profile/ask", of=OF_SCHEME),
	Page("/mentoring/profile/change", of=OF_SCHEME),
	Page("/mentoring/raised"),
	Page("/mentoring/records", query=("?link=<link>", "?page=2")),
	Page("/mentoring/records/<record>", of=PAIR),
	Page("/mentoring/records/<record>", of=PAIR, shows="queried"),
	Page("/mentoring/records/<record>", of=PAIR, shows="agreed"),
	Page("/mentoring/records/<record>", of=("mentor",), shows="draft"),
	Page("/mentoring/records/<record>/write", of=("mentor",), shows="draft"),
	Page("/mentoring/records/<record>/write", of=PAIR, shows="queried"),
	Page("/mentoring/say", query=("?link=<link>",)),
	Page("/mentoring/supervision", query=("?all=1",)),
	Page("/mentoring/worry", query=("?link=<link>",)),
)


def _filled(address: str, documents: dict[str, str]) -> str:
	return PLACEHOLDER.sub(lambda match: quote(documents[match[1]], safe=""), address)
