"""Bringing a running scheme in: its workbook, read into typed rows and checked as a whole.

Nothing here knows the site or the clock: what the site holds is handed in (`known.py`), today is an argument, and the
rules are those of `policy/`.
"""
