"""What the web server loads. It refuses real service with unsafe settings, whoever starts it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from brygga.config import env, guard

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")

guard.refuse_if_insecure(env.read())
application = get_wsgi_application()

# What stays for as long as the process does need not be looked through each time memory is tidied.
gc.collect()
gc.freeze()
