"""Checks and route: is contact clear, are there grounds, where does the referral go?

Owned by the police case officer, with a second approver for every weighty step. It promises that what police do, and
why, is seen by police alone: everybody else reads "with police for checks" for every case in this step alike.
"""
