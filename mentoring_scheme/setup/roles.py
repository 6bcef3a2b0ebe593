"""The roles of a scheme, desk and portal."""

import frappe

DESK_ROLES = (
	"Mentoring Manager",
	"Mentoring Co-ordinator",
	"Supervising Social Worker",
	"Mentoring Finance",
)
PORTAL_ROLES = ("Mentor", "Mentee")


def make_roles() -> None:
	"""Create the roles, or correct them: a role that a DocType names first is born with desk access."""
	for role in DESK_ROLES:
		_make_role(role, desk_access=1)
	for role in PORTAL_ROLES:
		_make_role(role, desk_access=0)


def _make_role(name: str, desk_access: int) -> None:
	role = frappe.get_doc("Role", name) if frappe.db.exists("Role", name) else frappe.new_doc("Role")
	role.update({"role_name": name, "desk_access": desk_access})
	# safe: runs only while the app is installed or migrated, never on a user's request
	role.save(ignore_permissions=True)


def remove_roles() -> None:
	"""Take the roles from every user and remove them."""
	for role in (*DESK_ROLES, *PORTAL_ROLES):
		frappe.db.delete("Has Role", {"role": role})
		frappe.delete_doc("Role", role, ignore_missing=True, force=True)
