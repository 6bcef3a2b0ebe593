# bench's fallback reads the name here; everything else is in pyproject.toml.
from setuptools import setup

name = "mentoring_scheme"

setup()
