"""What will this policy cost and need? A scheme lived through many times, with the rules that the desk applies.

It runs without a site: `python -m mentoring_scheme.forecast --preset afc-fostering --mentors 40`. No module here knows
the platform; the report Mentoring Forecast reads a site's caseload for it. Where days matter nothing is reckoned here: the length of a link, its instalments, contacts,
reviews, the mentor's supervision and how many mentees a mentor may have are asked of the policy.

	values.py     what a forecast rests on, checked
	demand.py     who is referred, and what will befall their links: the only place with chance in it
	courses.py    one link from its start to its end, event by event
	placing.py    mentees come to mentors in the order of their referral
	tallies.py    one run, counted by month
	simulation.py many runs, and their range
"""

from .simulation import Forecast, forecast
from .values import Assumptions, Caseload

__all__ = ["Assumptions", "Caseload", "Forecast", "forecast"]
