"""The page /mentoring/supervision: a mentor's own supervision."""

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.portal import frame, supervision

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Supervision"), supervision.done_words())
	context.update(supervision.overview(everything=bool(frappe.form_dict.get("all"))))
