"""What a password may not be, and the gate that lets the published one into the demo alone."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

from township_npc.office.models import User
from township_npc.office.selectors import is_demo


class PasswordBackend(ModelBackend):
    """Account and password. Outside the demo the published password opens nothing, whatever is
    stored; it takes as long to say so as any wrong password."""

    def authenticate(self, request, username=None, password=None, **kwargs) -> User | None:
        user = super().authenticate(request, username, password, **kwargs)
        if password == settings.DEMO_PASSWORD and not is_demo():
            return None
        return user

    def get_user(self, user_id) -> User | None:
        """With the person: every page says the name, and one query fetches both."""
        user = User.objects.select_related("person").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class LongEnoughValidator(MinimumLengthValidator):
    """Django's own rule, whose sentence is missing from its Chinese catalogue."""

    def get_error_message(self) -> str:
        return f"密码太短，至少要 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        return f"至少 {self.min_length} 个字符。"


class NotPersonalValidator:
    """The password holds nothing that is known of the person (security C.6)."""

    def validate(self, password: str, user: User | None = None) -> None:
        known = [user.username, *_personal(user.person)] if user else []
        if any(text and text.lower() in password.lower() for text in known):
            raise ValidationError(
                "密码里不能有账号、姓名、电话或身份证号，请换一个。", code="personal_password"
            )

    def get_help_text(self) -> str:
        return "不要用账号、姓名、电话、身份证号。"


class NotPublishedValidator:
    """The demo's password stands in the README; nobody may choose it."""

    def validate(self, password: str, user: User | None = None) -> None:
        if settings.DEMO_PASSWORD in password.lower():
            raise ValidationError(
                "这个密码印在说明书里，谁都知道，请换一个。", code="published_password"
            )

    def get_help_text(self) -> str:
        return ""


def _personal(person) -> list[str]:
    return [person.name, person.phone, person.id_number] if person else []
