"""The page /mentoring/break: a mentor asks for a break, or says when they are back."""

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.portal import breaks, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("A break"), breaks.done_words())
	context.update(breaks.page(frappe.form_dict.get("scheme") or ""))
