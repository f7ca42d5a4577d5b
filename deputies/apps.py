from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    name = "deputies"
    verbose_name = "代表与建议"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from deputies import register

        register.all_entries()
