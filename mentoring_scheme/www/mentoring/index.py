"""The page /mentoring: what to do next, and everybody whom the user supports or is supported by."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, home

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Home"))
	context.update(home.page())
