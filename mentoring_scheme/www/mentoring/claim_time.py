"""The page /mentoring/claims/<claim>/time: one stretch of time of a claim."""

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.portal import claims, frame, times

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Time"), claims.done_words())
	claim = claims.asked_for_writing()
	context.update(times.page(claim, frappe.form_dict.get("line") or ""))
	context.title = times.title(context)
	context.back = claims.way_back(claim)
