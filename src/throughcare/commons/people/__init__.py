"""The person: names, birth, contact, relationships, and the search for an earlier record. Names live only here.

Owned by the coordinator of the person's area. It promises that a name is found nowhere else, that nobody is merged by
a machine, and that a search looks everywhere but shows only what its user may see.
"""
