"""How long a link lasts: anchors, extensions, suspensions and reviews (R15, R36, R39).

A planned end is a morning: a six-month link that starts on 20 February ends on 20 August, and its last day of support
is the 19th. This module gathers what others need; each part has a file of its own.
"""

from .clock import Suspension
from .extensions import assess_extension
from .planning import plan
from .reviews import assess_end, reviews_due
from .suspensions import assess_suspension, assess_suspensions
from .term_checks import assess_term
from .term_values import Extension, Term, TermFacts

__all__ = [
	"Extension",
	"Suspension",
	"Term",
	"TermFacts",
	"assess_end",
	"assess_extension",
	"assess_suspension",
	"assess_suspensions",
	"assess_term",
	"plan",
	"reviews_due",
]
