"""The page /mentoring/claims: a mentor's claims, and what was paid."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from mentoring_scheme.portal import claims, frame

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Claims"), claims.done_words())
	context.update(claims.overview(everything=bool(cint(frappe.form_dict.get("all")))))
