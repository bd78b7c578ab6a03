"""A dev-only gallery of every piece of the frame with invented data; never part of the site's addresses.

Run it: `PYTHONPATH=src:. django-admin runserver 8765 --noreload --settings tests.kit.gallery.settings`.
"""
