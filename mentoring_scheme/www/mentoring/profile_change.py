"""The page /mentoring/profile/change: what people change themselves."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, profile

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Change my details"))
	context.update(profile.change_page())
	context.back = {"href": profile.PROFILE, "text": _("My profile")}
