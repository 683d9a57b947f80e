"""The application's settings, with its data in a temporary folder."""

import os
import tempfile

os.environ["LEDETRAAD_DATA"] = tempfile.mkdtemp(prefix="ledetraad-tests-")

from ledetraad.web.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
