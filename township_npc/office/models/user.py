"""Accounts and the roles they hold."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from township_npc.office.choices import OFFICE_POSTS, Role


class UserManager(BaseUserManager):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. Rights come from its roles, read from the database at each request (R7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("账号", max_length=60, unique=True)
    person = models.OneToOneField(
        "office.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        verbose_name="人",
    )
    is_active = models.BooleanField("可以登录", default=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=False)
    pin = models.CharField("签名密码", max_length=128, blank=True, editable=False)
    pin_tries_left = models.PositiveSmallIntegerField("签名密码剩余次数", default=5)
    is_big = models.BooleanField("大字", default=False)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.person.name if self.person_id else self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles held now; one query for each user object, so one for each request."""
        return frozenset(self.role_grants.values_list("role", flat=True))

    def has(self, *roles: str) -> bool:
        """True when the user holds at least one of the roles."""
        return self.is_active and not self.roles.isdisjoint(roles)

    @property
    def holds_office_post(self) -> bool:
        return self.has(*OFFICE_POSTS)


class RoleGrant(models.Model):
    """One role held by one account, since when and given by whom."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_grants", verbose_name="账号")
    role = models.CharField("角色", max_length=20, choices=Role)
    given_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="谁给的"
    )
    given_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "角色"
        constraints = [
            models.UniqueConstraint(name="role_is_given_once", fields=["user", "role"]),
            models.CheckConstraint(name="role_is_known", condition=Q(role__in=Role.values)),
        ]
