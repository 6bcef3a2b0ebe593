"""Letters of people who would like to be mentors, or to have one, as the public pages bring them (R9, R15)."""

from __future__ import annotations

from mentoring_scheme.setup.demo.acting import acting_as, insert
from mentoring_scheme.setup.demo.year import Year

LETTERS = (
	{
		"role": "Mentor",
		"carer_since": "2014",
		"about": "Somebody stood by us in our first year, and I would like to do the same for others.",
		"best_time": "Weekday evenings",
	},
	{
		"role": "Mentor",
		"carer_since": "About six years",
		"about": "I have looked after teenagers for years and know how lonely the hard weeks are.",
		"best_time": "Before noon",
	},
	{
		"role": "Mentee",
		"carer_since": "This spring",
		"about": "A friend told me about the scheme.",
		"support_wanted": "Talking to somebody who has been through the first months.",
		"best_time": "After eight in the evening",
	},
)


def arrive(year: Year) -> None:
	"""What lies on the co-ordinator's desk this morning."""
	with acting_as(year.coordinator):
		for letter in LETTERS:
			person = year.people.person()
			insert(
				"Mentoring Application",
				scheme=year.plan.name,
				applicant_name=person.name,
				email=f"{person.name}@letters.demo.example".lower().replace(" ", "."),
				phone=person.phone,
				area=year.traits.choice(list(year.plan.areas)),
				consent=1,
				**letter,
			)
