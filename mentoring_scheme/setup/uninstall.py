"""What happens when the app leaves a site: what the install steps made goes too."""

import frappe

from mentoring_scheme.setup.kanban import remove_boards
from mentoring_scheme.setup.letters import remove_letter_templates
from mentoring_scheme.setup.mail_templates import remove_templates
from mentoring_scheme.setup.report_pack import remove_pack
from mentoring_scheme.setup.roles import remove_roles
from mentoring_scheme.setup.workflows import remove_workflows


def before_uninstall() -> None:
	for step in (
		remove_boards,
		remove_letter_templates,
		remove_pack,
		remove_templates,
		remove_workflows,
		remove_desktop_icons,
		remove_roles,
	):
		step()


def remove_desktop_icons() -> None:
	"""Frappe 16 makes desk icons and sidebars from workspaces and leaves them behind."""
	for doctype in ("Desktop Icon", "Workspace Sidebar"):
		if frappe.db.exists("DocType", doctype) and frappe.get_meta(doctype).has_field("app"):
			for name in frappe.get_all(doctype, {"app": "mentoring_scheme"}, pluck="name"):
				frappe.delete_doc(doctype, name, ignore_missing=True, force=True)
