"""E-mails that the documents write on the way. Nobody is told today of what is said to have been half a year ago."""

from __future__ import annotations

import logging
import warnings

import frappe

MODULE = "Mentoring Scheme"


def write_without_noise() -> None:
	"""Frappe's own style sheet for e-mails makes the library that reads it complain, once for each e-mail."""
	# it also takes the name of a workflow state for that of a file
	warnings.filterwarnings("ignore", message=".*looks more like a filename than markup")
	try:
		import cssutils
	except ImportError:
		return  # a Frappe that does without it
	cssutils.log.setLevel(logging.CRITICAL)


def discard() -> None:
	"""Remove the e-mails about documents of this app that wait to be sent; on this site all of them are the demo's."""
	doctypes = frappe.get_all("DocType", {"module": MODULE}, pluck="name")
	waiting = {"status": "Not Sent", "reference_doctype": ["in", doctypes]}
	for name in frappe.get_all("Email Queue", waiting, pluck="name"):
		frappe.delete_doc("Email Queue", name, delete_permanently=True)
