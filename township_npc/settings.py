"""Django settings. What depends on the machine is read in ``env``; what depends on the mode
(demo, office, served) is in one block at the end. docs/operation.md explains each variable."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from township_npc import env
from township_npc.office import keys

BASE_DIR = env.BASE_DIR
MODE = env.mode()
VAR_DIR = env.var_dir(MODE)
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
LOST_KEYS = keys.lost(VAR_DIR, env.database_file(VAR_DIR))
if not LOST_KEYS:
    keys.make_missing(VAR_DIR)

# Empty, Django refuses whatever needs it; ``restore --keys`` needs none.
SECRET_KEY = "" if LOST_KEYS else keys.current(VAR_DIR, "secret").hex()
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("NPC_HOSTS", "").split(",") if host] or [
    "localhost",
    "127.0.0.1",
    "[::1]",
]
TEST_CLOCK = env.flag("NPC_TEST_CLOCK")

INSTALLED_APPS = [
    "township_npc.office",
    "deputies",
    "desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_include_bootstrap",
    "crispy_forms",
    "crispy_bootstrap5",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "township_npc.office.origin.OriginMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "township_npc.office.sign_in.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "township_npc.office.policy.PolicyMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "township_npc.urls"
WSGI_APPLICATION = "township_npc.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "township_npc.office.context.shell",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATABASES = {"default": env.database(VAR_DIR)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "office.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "township_npc.office.passwords.PasswordBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "township_npc.office.passwords.LongEnoughValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "township_npc.office.passwords.NotPersonalValidator"},
    {"NAME": "township_npc.office.passwords.NotPublishedValidator"},
]
LOGIN_URL = "office:login"
LOGIN_REDIRECT_URL = "office:home"
OTP_TOTP_ISSUER = "乡镇人大办公室"

# Ten wrong passwords lock one account from one address: a hall behind one address stays open.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "township_npc.office.views.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "township_npc.office.origin.client_address"
# What stands beside a wrong password in a form is never kept: new passwords, passphrases.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "old", "again", "passphrase"]
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "township_npc.office.views.errors.csrf_failure"
# Idle and absolute life of a sign-in at a desk, and of a deputy's bound phone (security C.1).
DESK_IDLE = timedelta(hours=2)
DESK_LIFE = timedelta(hours=12)
PHONE_LIFE = timedelta(days=180)

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
DATE_FORMAT = "Y-m-d"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "township_npc.office.storage.DurableStorage",
        "OPTIONS": {"location": VAR_DIR / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.flag("NPC_PLAIN_STATIC"):
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "township_npc.office.files.limit.RefuseTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

REDIS_URL = env.broker_url(VAR_DIR)
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = TIME_ZONE
# The restore sweep's defaults leave a lost worker's tasks waiting for minutes (docs/operation.md).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}
# Long work is sent by ``services.jobs`` alone: its line gives up at once, the sweep sends it later.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {
        "task": "township_npc.office.tasks.heartbeat",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 25},
    },
    "run-reminders": {
        "task": "township_npc.office.tasks.run_reminders",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 600},
    },
    "sweep-jobs": {
        "task": "township_npc.office.tasks.sweep_jobs",
        "schedule": timedelta(seconds=30),
        "options": {"expires": 25},
    },
    "sweep-files": {
        "task": "township_npc.office.tasks.sweep_files",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
    "forget-old-rosters": {
        "task": "deputies.tasks.forget_old_rosters",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
    "recount-deadlines": {
        "task": "township_npc.office.tasks.recount_deadlines",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
    "nightly-backup": {
        "task": "township_npc.office.tasks.nightly_backup",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
}

globals().update(env.mail_server())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "township_npc.office.logs.Discreet"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["discreet"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "township_npc": {"level": "INFO"},
        "deputies": {"level": "INFO"},
        "desk": {"level": "INFO"},
        # They speak of paths: discreet whoever else listens.
        "django.request": {"filters": ["discreet"]},
        "django.security.csrf": {"filters": ["discreet"]},
    },
}

# --- what the mode decides (architecture: Running it) ------------------------------------------
TLS = MODE == env.SERVED or env.flag("NPC_TLS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
TRUSTED_PROXY = MODE == env.SERVED
TOTP_FORCED = MODE == env.SERVED
SECURE_SSL_REDIRECT = False  # the server in front redirects; it alone knows both ports
if MODE == env.SERVED:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
    # Other hosts of the county's domain are not ours to promise for; the redirect: see above.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
elif MODE == env.OFFICE:
    # On the town's own network the address is whatever the router gave this machine.
    ALLOWED_HOSTS = ["*"] if "NPC_HOSTS" not in os.environ else ALLOWED_HOSTS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if TLS and host != "*"]
DEMO_PASSWORD = "demo-only-2026"
DEMO_PIN = "202611"
DEMO_CODE = os.environ.get("NPC_DEMO_CODE", "")  # asked of each browser on a network
# Fonts belong to the program, not to an office's data: one folder for all offices of a machine.
FONT_DIR = Path(os.environ.get("NPC_FONTS") or BASE_DIR / "var" / "fonts")
