"""The page /mentoring/events/<event>: one event, and whether one comes."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import events, frame
from mentoring_scheme.portal.forms import taken_up

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Event"), events.done_words())
	event = events.asked_for()
	context.update(events.page(event))
	context.problems = taken_up(event.name, {}).listed()
	context.back = {"href": events.EVENTS, "text": _("Training and events")}
