"""Partner organisations and the people who work in them: areas, agencies, staff, posts, qualifications, duty numbers.

Owned by each agency's administrator. It promises that a post is never deleted, only ended, so that what a member of
staff could open on any past day can be told.
"""
