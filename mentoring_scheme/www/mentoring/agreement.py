"""The page /mentoring/agreements/<agreement>: the agreement of a pair, to read, sign and keep."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import agreements, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Agreement"), agreements.done_words())
	agreement = agreements.asked_for()
	context.update(agreements.page(agreement))
	context.title = agreements.title_of(agreement)
	context.back = {
		"href": frame.address(f"{frame.HOME}/links/{agreement.link.name}"),
		"text": agreement.link.other,
	}
