"""A round of matching: all waiting mentees against all free places at once, for the best total (R18, R19, R21).

It knows no site: people come as the policy's cases and go as keys. What a pair is worth and what stands in its way is
the policy's to say (policy/matching.py); here it is reckoned for all pairs at once, and the policy is asked once more
about every pair that is proposed.

	weighing.py    every mentee held against every mentor
	  held.py        what the mentors have, and who of them meets a wish
	  distances.py   miles, ages.py years, scores.py scores, hindrances.py refusals
	assignment.py  the best total, and one mentee after the other
	differences.py why the two differ, in words
	reasons.py     why nobody is possible for a mentee
	pairs.py       what each pair is worth, and which may be proposed
	locks.py       what the co-ordinator has decided beforehand
	making.py      all of it put together
"""

from .differences import MENTEES, MENTORS
from .locks import LockRefused
from .making import round_of
from .pairs import weeks_waited
from .values import Round, RoundPair

__all__ = ["MENTEES", "MENTORS", "LockRefused", "Round", "RoundPair", "round_of", "weeks_waited"]
