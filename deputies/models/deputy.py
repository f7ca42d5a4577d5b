"""选区、代表小组、代表."""

import uuid

from django.db import models
from django.db.models import F, Q

from deputies.choices import DeputyState, EndReason, Level


class ElectoralDistrict(models.Model):
    """选区 of a term: elects one to three deputies (《选举法》第二十五条)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey("deputies.CongressTerm", models.PROTECT, related_name="districts")
    name = models.CharField("选区", max_length=60)
    seats = models.PositiveSmallIntegerField("应选名额", null=True, blank=True)
    area = models.CharField("范围", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "选区"
        constraints = [
            models.UniqueConstraint(
                name="district_name_is_unique",
                fields=["term", "name"],
                violation_error_message="本届已经有这个名字的选区。",
            ),
            models.CheckConstraint(
                name="district_seats_in_range",
                condition=Q(seats__isnull=True) | Q(seats__range=(1, 3)),
                violation_error_message="每个选区选一至三名代表（《选举法》第二十五条）。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DeputyGroup(models.Model):
    """代表小组, with leader and area (D-07, feature 6.16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey("deputies.CongressTerm", models.PROTECT, related_name="groups")
    name = models.CharField("小组名称", max_length=60)
    area = models.CharField("活动范围", max_length=200, blank=True)
    leader = models.ForeignKey(
        "deputies.Deputy", models.SET_NULL, null=True, blank=True, related_name="leads",
        verbose_name="组长",
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = "代表小组"
        constraints = [
            models.UniqueConstraint(
                name="group_name_is_unique",
                fields=["term", "name"],
                violation_error_message="本届已经有这个名字的小组。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class DeputyQuerySet(models.QuerySet):
    def in_office(self) -> "DeputyQuerySet":
        """Seats that are held: a suspended deputy still holds the seat (A-04)."""
        return self.exclude(state=DeputyState.ENDED)

    def of_this_term(self) -> "DeputyQuerySet":
        """Seats of the open term, and those of higher levels, whose terms are not kept here."""
        return self.filter(Q(term__ends_on__isnull=True) | Q(term__isnull=True))

    def at(self, level: str) -> "DeputyQuerySet":
        return self.filter(level=level)


class Deputy(models.Model):
    """代表: a seat held by a person in one term at one level. Nothing ends it but a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("office.Person", models.PROTECT, related_name="seats")
    term = models.ForeignKey(
        "deputies.CongressTerm", models.PROTECT, null=True, blank=True, related_name="deputies"
    )
    level = models.CharField("级别", max_length=10, choices=Level, default=Level.TOWN)
    district = models.ForeignKey(
        ElectoralDistrict, models.PROTECT, null=True, blank=True, related_name="deputies",
        verbose_name="选区",
    )  # fmt: skip
    group = models.ForeignKey(
        DeputyGroup, models.SET_NULL, null=True, blank=True, related_name="members",
        verbose_name="代表小组",
    )  # fmt: skip
    post = models.CharField("工作单位及职务", max_length=100, blank=True)
    party = models.CharField("党派", max_length=30, blank=True)
    education = models.CharField("文化程度", max_length=30, blank=True)
    state = models.CharField("状态", max_length=10, choices=DeputyState, default=DeputyState.ACTIVE)
    since = models.DateField("任职日期", null=True, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    end_reason = models.CharField("终止原因", max_length=12, choices=EndReason, blank=True)
    end_note = models.CharField("依据", max_length=200, blank=True)
    suspended_on = models.DateField("暂停日期", null=True, blank=True)
    suspend_note = models.CharField("暂停情形", max_length=200, blank=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表"
        constraints = [
            models.UniqueConstraint(
                name="one_seat_for_a_person_in_a_term",
                fields=["person", "term"],
                condition=~Q(state="ended"),
                violation_error_message="这个人在本届已经是代表了。",
            ),
            models.UniqueConstraint(
                name="one_seat_for_a_person_at_a_higher_level",
                fields=["person", "level"],
                condition=Q(term__isnull=True) & ~Q(state="ended"),
                violation_error_message="这个人在这一级已经是代表了。",
            ),
            models.CheckConstraint(
                name="deputy_state_known", condition=Q(state__in=DeputyState.values)
            ),
            models.CheckConstraint(name="deputy_level_known", condition=Q(level__in=Level.values)),
            models.CheckConstraint(
                name="town_seat_has_a_term",
                condition=~Q(level="town") | Q(term__isnull=False),
                violation_error_message="镇代表要先开届，才能登记。",
            ),
            models.CheckConstraint(
                name="deputy_end_is_whole",
                condition=Q(state="ended", ended_on__isnull=False, end_reason__in=EndReason.values)
                | (~Q(state="ended") & Q(ended_on__isnull=True, end_reason="")),
                violation_error_message="终止代表资格要写明日期和原因。",
            ),
            models.CheckConstraint(
                name="deputy_suspension_is_whole",
                condition=(Q(state="suspended") & Q(suspended_on__isnull=False))
                | (Q(state="active") & Q(suspended_on__isnull=True))
                | Q(state="ended"),
                violation_error_message="暂停执行职务要写明日期。",
            ),
            models.CheckConstraint(
                name="deputy_ended_not_before_start",
                condition=Q(ended_on__isnull=True)
                | Q(since__isnull=True)
                | Q(ended_on__gte=F("since")),
                violation_error_message="终止日期不能早于任职日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.person.name
