"""Whether white text can be read on a colour, and that colour on white (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

from .errors import PolicyError
from .text import _

LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_DARK_PART = 0.04045


def contrast_with_white(colour: str) -> float:
	"""How much a colour such as "#1d4f91" stands out from white: 1 for white, 21 for black.

	Raises PolicyError for what is no colour.
	"""
	found = _COLOUR.fullmatch(colour.strip())
	if not found:
		raise PolicyError(
			"portal_colour", _("{colour!r} is no colour. Write it like #1d4f91."), colour=colour
		)
	digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
	red, green, blue = (_light(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
	return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def check_colour(colour: str) -> None:
	"""Raise PolicyError for a colour that some people could not read the portal in, with its figures."""
	contrast = contrast_with_white(colour)
	if contrast < LEAST_CONTRAST:
		raise PolicyError(
			"portal_colour",
			_(
				"{colour} stands out from white by {contrast} to 1. Choose a darker one, with {least} to 1 or more."
			),
			colour=colour,
			contrast=f"{int(contrast * 100) / 100:.2f}",
			least=LEAST_CONTRAST,
		)


def _light(part: float) -> float:
	"""How light a part of a colour is to the eye."""
	return float(part / 12.92 if part <= _DARK_PART else ((part + 0.055) / 1.055) ** 2.4)
