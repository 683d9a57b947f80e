"""Django's settings, from the environment; docs/settings.md lists every variable.

Without any, everything is in one folder on this machine, served to this machine alone.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

from ledetraad.publish.site import static
from ledetraad.web.mail_server import mail_server, public_address
from ledetraad.web.secret import secret_key
from ledetraad.web.signin.oidc.providers import providers


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


DATA = Path(os.environ.get("LEDETRAAD_DATA", "var")).resolve()
DEMO = _on("LEDETRAAD_DEMO")
HTTPS = _on("LEDETRAAD_HTTPS")
PROXY_BY_FORWARDED = os.environ.get("LEDETRAAD_PROXY", "").strip().lower() == "forwarded"
PROXY = PROXY_BY_FORWARDED or _on("LEDETRAAD_PROXY")

SECRET_KEY = secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = _list("LEDETRAAD_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("LEDETRAAD_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "ledetraad.web.accounts",
    "ledetraad.web.signin",
    "ledetraad.web.history",
    "ledetraad.web.plans",
    "ledetraad.web.followup",
    "ledetraad.web.followup.sheets",
    "ledetraad.web.followup.publishing",
    "ledetraad.web.followup.figures",
    "ledetraad.web.climate",
    "ledetraad.web.jobs",
    "ledetraad.web.tallies",
    "ledetraad.web.imports",
    "ledetraad.web.notices",
    "ledetraad.web.editor",
    "ledetraad.web.hearing",
    "ledetraad.web.economy",
    "ledetraad.web.public",
    "ledetraad.web.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ledetraad.web.security.ContentSecurityPolicy",
    "ledetraad.web.security.NoNul",
    "ledetraad.web.history.editions.AskedOnce",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ledetraad.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ledetraad.web.signin.demanding.StepDemanded",
    "ledetraad.web.accounts.last_use.LastUse",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "ledetraad.web.problems.Told",
]
ROOT_URLCONF = "ledetraad.web.urls"
AUTHENTICATION_BACKENDS = ["ledetraad.web.accounts.person.WithMemberships"]
TEMPLATES: list[dict[str, object]] = []

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA / 'ledetraad.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=5000"
        ),
    }
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ledetraad_cache",
        # Room for every counter: what is thrown out for want of room would be counted anew.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "/static/"
WHITENOISE_ROOT = None
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = str(static.FOLDER)
WHITENOISE_MAX_AGE = 31_536_000 if not DEMO else 0

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "plans"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "ledetraad.web.accounts.passwords.DifferentCharacters"},
    {"NAME": "ledetraad.web.accounts.passwords.MoreThanNames"},
]
OIDC = providers(os.environ)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS = [
    "ledetraad.web.uploads.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "ledetraad.web.problems.csrf_failure"

SOURCES = dict(pair.split("=", 1) for pair in _list("LEDETRAAD_SOURCES") if "=" in pair)
"""The addresses of statistics' sources, where they are others than usual: "ssb=http://…"."""
STATISTICS = DATA / "statistics"
LEDGERS = DATA / "ledgers"
_MAIL = mail_server(os.environ.get("LEDETRAAD_MAIL_URL", ""))
MAIL = _MAIL is not None or DEMO
ADDRESS = public_address(os.environ.get("LEDETRAAD_ADDRESS", ""), mail=MAIL)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("LEDETRAAD_MAIL_FROM", "") or "Ledetråd <ledetrad@localhost>"
if _MAIL is not None:
    EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.starttls, _MAIL.tls
elif DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"ledetraad.web.jobs.upkeep": {"level": "INFO"}},
}
