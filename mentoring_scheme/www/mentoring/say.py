"""The page /mentoring/say: a mentee raises something, past the mentor."""

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.portal import concerns, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("I want to say something"))
	context.update(concerns.page(concerns.SAY, frappe.form_dict.get("link") or ""))
