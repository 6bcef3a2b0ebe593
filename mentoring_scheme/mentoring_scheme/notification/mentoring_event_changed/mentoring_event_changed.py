"""Tells those concerned that time or place of an event has changed. The mail says what the event is, and nothing of who else comes."""
