"""The page /mentoring/claims/<claim>: one claim of a mentor."""

from typing import Any

from frappe import _

from mentoring_scheme.portal import claims, frame
from mentoring_scheme.portal.forms import taken_up

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Claim"), claims.done_words())
	claim = claims.asked_for()
	context.update(claims.page(claim))
	context.title = claims.title_of(claim)
	context.back = {"href": claims.CLAIMS, "text": _("Claims")}
	refused = taken_up(claim.name, {}).listed()
	context.problems = refused and (context.stops or refused)
