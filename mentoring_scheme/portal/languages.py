"""The languages in which the pages can be read: English, and each that the app is translated into and the site allows."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import frappe
from frappe import _
from frappe.gettext.translate import get_locales
from frappe.translate import get_all_languages, get_parent_language

ENGLISH = "en"
HOME = "/mentoring"


def offered() -> list[dict[str, Any]]:
	"""What the reader may choose between, each by its own name; nothing where there is no choice."""
	names = {row.language_code: row.language_name for row in get_all_languages(with_language_name=True)}
	translated = {code: names[code] for code in _translated() if code in names}
	if not translated:
		return []
	now = _without_region(frappe.local.lang)
	return [
		{"code": code, "name": name, "current": code == now}
		for code, name in {**translated, ENGLISH: "English"}.items()
	]


def choose(language: str) -> None:
	"""Show the pages in that language from now on: the user's own account keeps it, a visitor's browser.

	Raises frappe.PermissionError for a language that is not offered.
	"""
	if language not in {each["code"] for each in offered()}:
		frappe.throw(_("These pages are not offered in that language."), frappe.PermissionError)
	if language == ENGLISH:
		language = _english_of_site()
	if frappe.session.user == "Guest":
		frappe.local.cookie_manager.set_cookie("preferred_language", language)
		return
	# in which language somebody reads is theirs alone to say, like the rest of the account's preferences
	frappe.db.set_value("User", frappe.session.user, "language", language)
	frappe.clear_cache(user=frappe.session.user)


def this_page(**asked: str) -> str:
	"""The address of the page that is open, to come back to it, with what the page says that it was asked.

	Nothing of the address is repeated by itself: a page must not tell the name of somebody else's document.
	"""
	path = frappe.request.path if frappe.request else HOME
	return quote(path) + (f"?{urlencode(asked)}" if asked else "")


def way_back(address: str) -> str:
	"""An address that a browser has sent, as long as it is one of these pages; else the first of them."""
	parts = urlsplit(address)
	path = unquote(parts.path)
	if parts.scheme or parts.netloc or not (path == HOME or path.startswith(f"{HOME}/")):
		return HOME
	query = urlencode(parse_qsl(parts.query))
	return quote(path) + (f"?{query}" if query else "")


@cache
def _translated() -> tuple[str, ...]:
	"""The languages that there is a file of translations for."""
	return tuple(sorted(locale.replace("_", "-") for locale in get_locales("mentoring_scheme")))


def _without_region(language: str) -> str:
	"""The language without where it is spoken: “en” for “en-GB”, and for none."""
	return get_parent_language(language) or language or ENGLISH


def _english_of_site() -> str:
	"""The site's own English, such as that of Britain, where English is its language."""
	language = frappe.db.get_default("lang") or ENGLISH
	return language if _without_region(language) == ENGLISH else ENGLISH
