"""Where a household's money goes: entered by one person, confirmed by another, and anew whenever it changes."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.document import Document
from makers import make_household, make_mentor, make_participant, make_payee_account, make_user
from story import acting, change, refused


@pytest.fixture
def anna() -> str:
	return make_user("Mentoring Finance")


@pytest.fixture
def ben() -> str:
	return make_user("Mentoring Finance")


def payee() -> Document:
	"""The household of a mentor: others are none of finance's business."""
	household = make_household()
	make_mentor(participant=make_participant(household=household.name).name)
	return household


def entered(by: str, **values: object) -> Document:
	household = values.pop("household", None) or payee().name
	with acting(by):
		return make_payee_account(household=household, **values)


def confirmed_by(account: Document) -> str | None:
	return frappe.db.get_value("Mentoring Payee Account", account.name, "confirmed_by")


@pytest.mark.parametrize("sort_code", ["20-14-53", "20 14 53", "20–14–53", " 201453 "])
def test_numbers_may_be_written_as_on_paper(anna, sort_code):
	account = entered(anna, sort_code=sort_code, account_number="4390 1234")
	assert (account.sort_code, account.account_number) == ("201453", "43901234")


@pytest.mark.parametrize(
	("fieldname", "value", "said"),
	[
		("sort_code", "20145", "6 digits"),
		("sort_code", "2014533", "6 digits"),
		("sort_code", "20145A", "20145A"),
		("sort_code", "٢٠١٤٥٣", "6 digits"),
		("sort_code", "000000", "zeros"),
		("account_number", "4390123", "zeros in front"),
		("account_number", "439012345", "8 digits"),
		("account_number", "00000000", "zeros"),
	],
)
def test_other_numbers_are_refused_with_what_is_wanted(anna, fieldname, value, said):
	with refused() as told:
		entered(anna, **{fieldname: value})
	assert told.says(said)


def test_who_enters_details_is_written_down_and_cannot_be_somebody_else(anna, ben):
	account = entered(anna, entered_by=ben, confirmed_by=ben, confirmed_on="2026-01-01 10:00:00")
	assert (account.entered_by, account.confirmed_by, account.confirmed_on) == (anna, None, None)


def test_somebody_else_confirms(anna, ben):
	account = entered(anna)
	with acting(anna), refused() as told:
		account.confirm()
	assert told.says("You entered these details yourself")
	with acting(ben):
		account.reload().confirm()
	assert confirmed_by(account) == ben
	with acting(ben), refused() as told:
		account.reload().confirm()
	assert told.says(ben, "already")


def test_nobody_of_the_household_confirms_its_account(anna, ben):
	household = payee()
	make_participant(household=household.name, user=ben)
	account = entered(anna, household=household.name)
	with acting(ben), refused() as told:
		account.reload().confirm()
	assert told.says(household.household_name)


@pytest.mark.parametrize(
	"changed", [{"account_holder": "A. N. Other"}, {"sort_code": "112233"}, {"account_number": "99999999"}]
)
def test_a_change_takes_the_confirmation_away(anna, ben, changed):
	account = entered(anna)
	with acting(ben):
		account.reload().confirm()
		change(account, **changed)
	assert confirmed_by(account) is None
	assert frappe.db.get_value("Mentoring Payee Account", account.name, "entered_by") == ben
	with acting(ben), refused():
		account.reload().confirm()


def test_a_save_that_changes_no_detail_leaves_the_confirmation(anna, ben):
	account = entered(anna, sort_code="201453")
	with acting(ben):
		account.reload().confirm()
	with acting(anna):
		change(account, sort_code="20-14-53", confirmed_by=anna)
	assert confirmed_by(account) == ben


def test_a_save_alone_confirms_nothing(anna, ben):
	account = entered(anna)
	with acting(ben):
		change(account, confirmed_by=ben, confirmed_on="2026-01-01 10:00:00")
	assert confirmed_by(account) is None


def test_a_household_has_one_account(anna):
	household = payee().name
	entered(anna, household=household)
	with refused(frappe.UniqueValidationError):
		entered(anna, household=household)


def test_finance_enters_no_account_for_a_household_that_is_never_paid(anna):
	with refused(frappe.PermissionError):
		entered(anna, household=make_household().name)


@pytest.mark.parametrize("role", ["Mentoring Co-ordinator", "Supervising Social Worker", "Mentor"])
def test_nobody_else_sees_an_account(anna, role):
	account = entered(anna)
	with acting(make_user(role)):
		assert not account.has_permission("read")
		with refused(frappe.PermissionError):
			account.confirm()
