"""The rules of a mentoring scheme: values in, verdicts out.

Nothing in this package knows a screen, a database or a clock; today is always an argument.
"""
