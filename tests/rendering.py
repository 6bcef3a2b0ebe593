"""A page as the server makes it for the user of the session, without a web server and within the transaction."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import frappe
from frappe.utils import set_request
from frappe.website.serve import get_response
from werkzeug.wrappers import Response


def render(path: str) -> Response:
	"""The answer to a request for `path`, which may have a query."""
	parts = urlsplit(path)
	set_request(method="GET", path=path)
	frappe.local.form_dict = frappe._dict(parse_qsl(parts.query))
	frappe.local.session.data.csrf_token = "known"
	frappe.local.no_cache = False
	frappe.local.request_ip = "192.0.2.1"
	return get_response(parts.path.lstrip("/"))
