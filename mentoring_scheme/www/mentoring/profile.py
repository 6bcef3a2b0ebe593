"""The page /mentoring/profile: what the scheme holds about the user."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, profile

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("My profile"), {"asked": _("Your co-ordinator has your request.")})
	context.update(profile.page())
