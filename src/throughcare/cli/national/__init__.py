"""A whole country of invented cases, laid down by set-based statements as owner: the same from the same seed each time.

No case here went through the acts that people use. Each has its steps, its team, its tasks and a line in the audit for
each of them, so that the gate opens it, lists show it, and every chain holds.
"""
