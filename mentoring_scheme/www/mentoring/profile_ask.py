"""The page /mentoring/profile/ask: what people ask to have changed."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, profile

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Ask for a change"))
	context.update(profile.ask_page())
	context.back = {"href": profile.PROFILE, "text": _("My profile")}
