"""The people of the demo. They are invented: names by chance, telephone numbers that Ofcom keeps for fiction."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from mentoring_scheme.setup.demo import words


@dataclass(frozen=True)
class Person:
	"""Somebody in a household of the demo."""

	name: str
	surname: str
	postcode: str
	phone: str


class People:
	"""Invents people, the same ones for the same seed."""

	def __init__(self, seed: str) -> None:
		from faker import Faker  # an optional extra: see guards.need_faker

		self.random = Random(seed)
		self.faker = Faker("en_GB")
		self.faker.seed_instance(seed)

	def person(self, name: str | None = None) -> Person:
		"""The next person, or somebody whose name is given."""
		first_name, surname = (name or self._new_name()).split(" ", 1)
		return Person(
			name=f"{first_name} {surname}",
			surname=surname,
			postcode=self.faker.postcode(),
			phone=f"07700 900{self.random.randrange(1000):03d}",
		)

	def partner_of(self, person: Person) -> Person:
		"""A second carer in the same household."""
		name = f"{self.faker.first_name()} {person.surname}"
		return Person(name, person.surname, person.postcode, f"07700 900{self.random.randrange(1000):03d}")

	def pick(self, options: tuple[str, ...]) -> str:
		return self.random.choice(options)

	def background(self, experience: tuple[str, ...]) -> dict[str, str]:
		"""What a carer brings along."""
		return {
			"experience": self.pick(experience),
			"expertise": self.pick(words.EXPERTISE),
			"interests": self.pick(words.INTERESTS),
		}

	def _new_name(self) -> str:
		return f"{self.faker.unique.first_name()} {self.faker.unique.last_name()}"
