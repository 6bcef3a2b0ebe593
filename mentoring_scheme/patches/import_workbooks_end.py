"""Schemes that follow a ready-made policy get what it says of the workbooks of an import, as a new version.

A scheme that says nothing of retention, or has a policy of its own, keeps them until somebody removes them.
"""

from __future__ import annotations

import frappe
from frappe import _

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import RecordKind
from mentoring_scheme.setup.added_to_policy import SCHEME

IMPORT = RecordKind.IMPORT.value


def execute() -> None:
	schemes = frappe.get_all(SCHEME, {"preset": ["in", presets.names()]}, pluck="name", order_by="name")
	for name in schemes:
		scheme = frappe.get_doc(SCHEME, name)
		if not scheme.retention_rules or any(row.kind == IMPORT for row in scheme.retention_rules):
			continue
		rules = presets.read(scheme.preset)["policy"]["retention_rules"]
		scheme.extend("retention_rules", [rule for rule in rules if rule["kind"] == IMPORT])
		scheme.change_note = _(
			"How long the workbook of an import is kept was added from the ready-made policy {0}."
		).format(scheme.preset)
		scheme.save()
