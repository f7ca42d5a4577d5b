from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "township_npc.office"
    label = "office"
    verbose_name = "公用"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.core import checks

        from township_npc.office import register
        from township_npc.office.checks import keys_are_there

        register.entries()
        checks.register(keys_are_there)
