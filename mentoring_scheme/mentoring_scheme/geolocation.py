"""Points on the map, as the platform's field keeps them: a GeoJSON text with one feature.

They serve to measure distances between people, and are sent to nobody.
"""

from __future__ import annotations

import json

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.verdict import problem_of
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.matching import Place

# What reading a text can stumble over that is no map with one point on it.
NOT_ONE_POINT = (AttributeError, LookupError, OverflowError, TypeError, ValueError)


def check_location(doc: Document) -> None:
	"""Refuse a `location` that is not one point within the world; a map without any is emptied.

	Raises frappe.ValidationError.
	"""
	try:
		place = _point(doc.get("location"))
	except PolicyError as error:
		_refuse(doc, problem_of(error))
	except NOT_ONE_POINT:
		_refuse(doc, _("the map must hold exactly one point. Remove the other shapes, or clear the map."))
	else:
		doc.location = doc.location if place else None


def place_of(location: str | None) -> Place | None:
	"""The point that a location holds; None, not known, where it holds none.

	Forms and imports are checked when they are saved. What came in past them must not stop a whole shortlist.
	"""
	try:
		return _point(location)
	except NOT_ONE_POINT:
		return None


def _point(location: str | None) -> Place | None:
	features = json.loads(location)["features"] if (location or "").strip() else []
	if not features:
		return None
	(feature,) = features
	geometry = feature["geometry"]
	if geometry["type"] != "Point":
		raise ValueError(geometry["type"])
	longitude, latitude = geometry["coordinates"][:2]
	return Place(float(latitude), float(longitude))


def _refuse(doc: Document, problem: str) -> None:
	frappe.throw(_("{0}: {1}").format(_(doc.meta.get_label("location")), problem), title=_("Location"))
