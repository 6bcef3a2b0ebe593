"""The name, colour and logo of the scheme whose people see a page; neutral for people of several schemes."""

from __future__ import annotations

from urllib.parse import urlencode

from frappe import _

from mentoring_scheme.mentoring_scheme.scheme_look import readable_colour
from mentoring_scheme.portal import mine

LOGO = "/api/method/mentoring_scheme.portal.api.help.logo"


def of_user() -> dict[str, str]:
	"""What the head of the page is called, and what it looks like."""
	own = mine.schemes()
	if len(own) != 1:
		return neutral()
	(scheme,) = own
	logo = f"{LOGO}?{urlencode({'scheme': scheme.name})}" if scheme.logo else ""
	return {"name": scheme.name, "colour": readable_colour(scheme.colour), "logo": logo}


def neutral() -> dict[str, str]:
	"""The portal's own look."""
	return {"name": _("Mentoring"), "colour": "", "logo": ""}
