"""What anonymising means, field by field: one table a document, in the module of its family.

Every field of every document that ends and of its rows stands here exactly once (a static test holds that), so that a
field which is added later cannot be forgotten. A new document needs a table in one of these modules, or in a module of
its own that is added to FAMILIES, and a place in `retention/kinds.py`.
"""

from mentoring_scheme.retention.tables import concerns, events, links, money, people, requests
from mentoring_scheme.retention.tables.fields import REMOVED, Fields

__all__ = ["FAMILIES", "REMOVED", "TABLES", "Fields"]

FAMILIES = (concerns, events, links, money, people, requests)
TABLES: dict[str, Fields] = {name: fields for family in FAMILIES for name, fields in family.TABLES.items()}
