"""The web server's application, for gunicorn in the bench's sites folder: one site, whatever name it is called by.

`bench serve` would listen on every address of the machine. This is the same application, with the same static files,
for a server that can be told where to listen. The environment variable SITE names the site.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

import frappe.app

SITE = os.environ["SITE"]

# Frappe's own handler of uploaded files asks here for the site, and otherwise takes the host's name for it.
frappe.app._site = SITE
_frappe = frappe.app.application_with_statics()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
	environ["HTTP_X_FRAPPE_SITE_NAME"] = SITE
	return _frappe(environ, start_response)
