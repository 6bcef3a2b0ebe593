"""Days and months in SQL, as the policy counts them."""

from __future__ import annotations

from pypika.terms import CustomFunction, Term

MONTHS_OF_A_YEAR = 12

days_between = CustomFunction("DATEDIFF", ["later", "earlier"])
day_of_month = CustomFunction("DAYOFMONTH", ["day"])
month_end = CustomFunction("LAST_DAY", ["day"])
_year, _month = CustomFunction("YEAR", ["day"]), CustomFunction("MONTH", ["day"])


def month_of(day: Term) -> Term:
	"""The month of a day in SQL, as `policy.compliance` numbers months."""
	return _year(day) * MONTHS_OF_A_YEAR + _month(day) - 1
