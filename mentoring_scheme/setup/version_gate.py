"""Which versions of the platform this app runs on."""

import frappe
from frappe import _
from semantic_version import SimpleSpec, Version

SUPPORTED = ">=15.0.0,<17.0.0"


def check() -> None:
	"""Refuse to install or migrate on a Frappe that the app was not written for."""
	found = Version.coerce(frappe.__version__)
	# A development build such as "16.0.0-dev" counts as the release that it leads to.
	if Version(f"{found.major}.{found.minor}.{found.patch}") in SimpleSpec(SUPPORTED):
		return
	frappe.throw(
		_(
			"Mentoring Scheme needs Frappe {0}, and this bench runs Frappe {1}. Switch the bench to a supported version first."
		).format(SUPPORTED, frappe.__version__),
		title=_("Unsupported Frappe version"),
	)
