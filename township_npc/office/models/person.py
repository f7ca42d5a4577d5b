"""A person: not an account and not a seat."""

import uuid

from django.db import models
from django.db.models import Q

from township_npc.office.names import KEY_LENGTH, name_key
from township_npc.office.sealing import Sealed, mask


class NameKey(models.CharField):
    """By which lists of names are ordered: follows ``name`` whenever the column is written."""

    def pre_save(self, row, add):
        setattr(row, self.attname, name_key(row.name))
        return super().pre_save(row, add)

    def deconstruct(self):
        """For the database a text like any other."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class Person(models.Model):
    """人。Name in clear; ID number, phone, address and mail address sealed; the first two are
    found by their keyed index."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("姓名", max_length=60)
    name_key = NameKey(max_length=KEY_LENGTH, blank=True, default="", editable=False)
    gender = models.CharField("性别", max_length=1, blank=True)
    nation = models.CharField("民族", max_length=20, blank=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    born_text = models.CharField("出生年月", max_length=20, blank=True)
    id_number_sealed = models.TextField(blank=True, editable=False)
    id_number_index = models.CharField(max_length=64, blank=True, editable=False)
    phone_sealed = models.TextField(blank=True, editable=False)
    phone_index = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    address_sealed = models.TextField(blank=True, editable=False)
    email_sealed = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    id_number = Sealed("id_number", indexed=True)
    phone = Sealed("phone", indexed=True)
    address = Sealed("address")
    email = Sealed("email")

    class Meta:
        verbose_name = verbose_name_plural = "人"
        indexes = [models.Index(fields=["name_key"], name="person_name_key")]
        constraints = [
            models.UniqueConstraint(
                name="person_id_number_is_unique",
                fields=["id_number_index"],
                condition=~Q(id_number_index=""),
                violation_error_message="这个身份证号已经登记过了。",
            ),
            models.CheckConstraint(name="person_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_phone(self) -> str:
        """``138****1234``, or the empty text."""
        return mask(self.phone)

    @property
    def masked_id_number(self) -> str:
        """``360***********1234``, or the empty text."""
        return mask(self.id_number)
