"""Marking of sentences for translation.

The policy speaks plain British English. Whoever shows a sentence translates it; here it is only marked, so that
the translation tools find it.
"""


def _(message: str) -> str:
	"""Return `message` unchanged; its use marks a literal string for translation."""
	return message


def several(number: int, one: str, many: str) -> str:
	"""Choose between two marked sentences: `one` for exactly 1, else `many`."""
	return one if number == 1 else many
