"""What the forms of My profile are sent to."""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.portal import own_data, profile
from mentoring_scheme.portal.forms import put_by
from mentoring_scheme.portal.frame import go_to
from mentoring_scheme.portal.profile import ASK, CHANGE, PROFILE

DOWNLOADS_AN_HOUR = 10


@frappe.whitelist(methods=["POST"])
def change(phone: str = "", interests: str = "") -> None:
	"""Keep what people change themselves; for each scheme that they are a mentor in, when they have time as well."""
	frappe.only_for((MENTOR, MENTEE))
	answers = profile.change(phone, interests, profile.availability_typed())
	if answers.fine:
		return go_to(PROFILE, done="saved")
	put_by(CHANGE, answers)
	return go_to(f"{PROFILE}/change", again="1")


@frappe.whitelist(methods=["POST"])
def ask(scheme: str = "", text: str = "") -> None:
	"""Ask the co-ordinator to change what people do not change themselves."""
	frappe.only_for((MENTOR, MENTEE))
	answers = profile.ask(scheme, text)
	if answers.fine:
		return go_to(PROFILE, done="asked")
	put_by(ASK, answers)
	return go_to(f"{PROFILE}/ask", again="1")


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=lambda: DOWNLOADS_AN_HOUR, seconds=60 * 60)
def download() -> None:
	"""The user's own data, to take along."""
	frappe.only_for((MENTOR, MENTEE))
	frappe.local.response.update(
		{"type": "download", "filename": _("my-data.zip"), "filecontent": own_data.archive()}
	)
