"""What every page of the portal has: somebody who is signed in, a title, a way back, and what was just done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import quote, urlencode

import frappe
from frappe import _
from frappe.sessions import get_csrf_token

import mentoring_scheme
from mentoring_scheme.portal import branding, languages
from mentoring_scheme.portal.navigation import pages

HOME = "/mentoring"


def begin(context: dict[str, Any], title: str, done: Mapping[str, str] | None = None) -> None:
	"""Fill what the frame shows; a page may set `title`, `back` and `problems` once it knows them.

	`done`: what the page says about what was just done, by the word that stands in its address.

	Whoever is not signed in is asked to sign in, and comes back to this page.
	"""
	_keep_nowhere()
	if frappe.session.user == "Guest":
		_ask_to_sign_in()
	_fill(context, title, done)


def begin_for_anybody(context: dict[str, Any], title: str, done: Mapping[str, str] | None = None) -> None:
	"""The same for the few pages that open without an account."""
	_keep_nowhere()
	_fill(context, title, done)


def _keep_nowhere() -> None:
	"""Neither the page nor the answer that there is none may be kept for the next visitor."""
	frappe.local.no_cache = True


def _fill(context: dict[str, Any], title: str, done: Mapping[str, str] | None) -> None:
	context.update(
		{
			"no_cache": 1,
			"title": title,
			"body_class": "mentoring-page",
			"back": None,
			# a visitor has no session that somebody could ride on
			"csrf_token": get_csrf_token() if frappe.session.user != "Guest" else "",
			"done": {"saved": _("Saved."), **(done or {})}.get(frappe.form_dict.get("done") or ""),
			"pages": pages(),
			"languages": languages.offered(),
			"this_page": languages.this_page(),
			"brand": branding.of_user() if frappe.session.user != "Guest" else branding.neutral(),
			"problems": [],
			"asset_version": mentoring_scheme.__version__,
		}
	)


def not_found() -> NoReturn:
	"""The answer for what does not exist, and for what is somebody else's."""
	raise frappe.PageDoesNotExistError


def go_to(path: str, **query: str) -> None:
	"""Send the browser on to a page of ours once the work is done."""
	frappe.local.response.type = "redirect"
	frappe.local.response.location = address(path, **query)


def address(path: str, **query: str) -> str:
	"""An address within the site; `path` is taken apart at "/" and each part quoted."""
	said = {name: value for name, value in query.items() if value}
	return quote(path) + (f"?{urlencode(said)}" if said else "")


def _ask_to_sign_in() -> NoReturn:
	asked = frappe.request.full_path.rstrip("?") if frappe.request else HOME
	show_instead(f"/login?{urlencode({'redirect-to': asked})}")


def show_instead(location: str) -> NoReturn:
	"""Leave a page for another one before anything of it is shown."""
	frappe.local.flags.redirect_location = location
	raise frappe.Redirect(302)
