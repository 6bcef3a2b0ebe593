"""The page /mentoring/claims/<claim>/expense: one expense of a claim."""

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.portal import claims, expenses, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Expense"), claims.done_words())
	claim = claims.asked_for_writing()
	line, kind = frappe.form_dict.get("line") or "", frappe.form_dict.get("kind") or ""
	context.update(expenses.page(claim, line, kind))
	context.title = expenses.title(context)
	context.back = claims.way_back(claim)
