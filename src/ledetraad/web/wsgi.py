"""The application that a web server runs."""

from __future__ import annotations

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from ledetraad.web.evenly import evenly
from ledetraad.web.proxied import Wsgi, by_forwarded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ledetraad.web.settings")
_django: Wsgi = get_wsgi_application()
application = evenly(by_forwarded(_django) if settings.PROXY_BY_FORWARDED else _django)

# What is kept in memory (plans, above all) is many small objects that are never garbage. Looking
# through them all takes a fifth of a second, so it is done seldom, and not for what is loaded here.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 10, 10)
