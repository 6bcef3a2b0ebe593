"""The page /mentoring/feedback/<feedback>: one form, to be filled in or as it was given."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import feedback, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Your feedback"), {"given": _("Thank you. Your feedback is given.")})
	form = feedback.asked_for()
	context.update(feedback.page(form, form.name))
	context.back = {"href": frame.HOME, "text": _("Home")}
