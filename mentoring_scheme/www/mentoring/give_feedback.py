"""The page /mentoring/give-feedback: feedback by the link from a mail, without an account."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import by_link, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin_for_anybody(context, _("Your feedback"), {"given": _("Thank you. Your feedback is given.")})
	# the site's own script may report the addresses that are opened, to a count of visitors elsewhere
	context.web_include_js = []
	context.update(by_link.asked_for())
