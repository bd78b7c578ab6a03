"""The application as a WSGI server sees it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
application = get_wsgi_application()

# What is loaded now stays until the process ends, so the collector of cycles need not look through it again and again; a page
# makes some ten thousand objects and no cycles of note. Measured on a case page: a sixth of its time in the processor.
ALLOCATIONS_BEFORE_A_LOOK = 20_000
gc.collect()
gc.freeze()
gc.set_threshold(ALLOCATIONS_BEFORE_A_LOOK, 20, 20)
