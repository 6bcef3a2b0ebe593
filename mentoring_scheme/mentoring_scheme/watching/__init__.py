"""What waits in the schemes, gathered for the policy: candidates chosen in the database, decided by `policy/`.

Each part takes a `Watch` and returns `Found`: the matter, its scheme, and whom it concerns. The number of queries of a
part is the same for one record and for a hundred thousand; what is read grows with what may be due.
"""
