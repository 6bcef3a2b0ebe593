"""The page /mentoring/links/<link>: one pair, with what was agreed and what was written."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import frame, links

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Your pair"))
	own = links.asked_for()
	context.update(links.page(own))
	context.title = links.title_of(own)
	context.back = {"href": frame.HOME, "text": _("Home")}
