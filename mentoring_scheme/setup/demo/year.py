"""What is at hand while the year of a scheme is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from frappe.model.document import Document

from mentoring_scheme.setup.demo.people import People
from mentoring_scheme.setup.demo.plans import SchemePlan
from mentoring_scheme.setup.demo.users import Account


@dataclass
class Year:
	"""The plan of a scheme, chance (for what happens, and for what people are like), and who has come along so far.

	`mentors` are those who may be linked, `load` how many open links each of them has, `qualities` what the scheme looks for in a mentor. `declined` are mentees whose
	link was declined, `suspended` mentors whose link is.
	"""

	plan: SchemePlan
	people: People
	random: Random
	traits: Random
	mentors: list[Document] = field(default_factory=list)
	load: Counter[str] = field(default_factory=Counter)
	qualities: list[Document] = field(default_factory=list)
	declined: list[Document] = field(default_factory=list)
	suspended: list[Document] = field(default_factory=list)

	@property
	def coordinator(self) -> str:
		return self.plan.coordinator.email

	def social_worker(self) -> Account:
		return self.random.choice(self.plan.social_workers)

	def mentor_with_most(self) -> Document:
		return max(self.mentors[1:], key=lambda mentor: self.load[mentor.name])
