"""The page /mentoring/events: invitations, what is open to one, and what one takes part in."""

from typing import Any

import frappe
from frappe import _

from mentoring_scheme.portal import events, frame, training

no_cache = 1
sitemap = 0


def get_context(context: dict[str, Any]) -> None:
	frame.begin(context, _("Training and events"))
	context.update(events.overview(everything=bool(frappe.form_dict.get("all"))))
	context.trainings = training.rows()
