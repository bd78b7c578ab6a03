"""Words with no domain in them: answers and refusals, time and working days, public ids, paging, definitions.

Everything above leans on this floor; it leans on nothing of ours.
"""
