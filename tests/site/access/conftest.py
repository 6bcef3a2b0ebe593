"""The casts of the access tests, made anew for each test that asks for one."""

import pytest
from cast import TwoPairs, World


@pytest.fixture
def world(transaction: None) -> World:
	"""The people and documents of cast.py; some seconds."""
	return World()


@pytest.fixture
def pairs(transaction: None) -> TwoPairs:
	"""Two pairs in two schemes; about a second."""
	return TwoPairs()
