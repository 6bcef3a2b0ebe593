"""Tells the mentor that a claim was paid (R43). The mail names no sum and no account."""
