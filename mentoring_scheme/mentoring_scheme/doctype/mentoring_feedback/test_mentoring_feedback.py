# Copyright (c) 2026, Mentoring Scheme contributors and Contributors
# See license.txt

# import frappe
from frappe.tests.utils import FrappeTestCase


class TestMentoringFeedback(FrappeTestCase):
	pass
