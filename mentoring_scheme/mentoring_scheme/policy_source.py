"""Where the desk finds the policy of a scheme: in the version that is in force, or that a link was agreed under."""

from __future__ import annotations

import json
from functools import lru_cache

import frappe
from frappe import _

from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.upgrades import brought_up_to_date


def policy_of_version(version: str) -> SchemePolicy:
	"""The policy as it was when `version` was made. Versions never change, so the parsed policy is kept."""
	return _parse(frappe.get_cached_value("Mentoring Policy Version", version, "policy"))


def policy_of_scheme(scheme: str) -> SchemePolicy:
	"""The policy in force in `scheme` today.

	Raises frappe.ValidationError for a scheme that has none yet.
	"""
	return policy_of_version(version_in_force(scheme))


def version_in_force(scheme: str) -> str:
	"""The name of the policy version in force in `scheme`."""
	version = frappe.get_cached_value("Mentoring Scheme", scheme, "policy_version")
	if not version:
		frappe.throw(
			_("The scheme {0} has no policy yet. Load a preset and save the scheme first.").format(scheme)
		)
	return version


@lru_cache(maxsize=256)
def _parse(policy: str) -> SchemePolicy:
	return SchemePolicy.from_dict(brought_up_to_date(json.loads(policy)))
