"""Tells the mentor that a claim was approved (R43). The mail names no sum."""
