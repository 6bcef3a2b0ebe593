"""How records end: what has reached its date, what lies under a hold, what anonymising a document means, and what a
person is given who asks for their data. It decides nothing: policy/retention.py does.
"""
