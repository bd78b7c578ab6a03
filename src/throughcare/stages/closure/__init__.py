"""Closure: end well, with nothing left unexplained.

The coordinator proposes, the panel closes. It promises that nothing closes without an evaluation, without an account of
what was planned and not delivered, without a word on how to come back; and that all gaps are told at once.
"""
