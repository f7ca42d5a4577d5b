"""manage.py reset_link ACCOUNT: a link to set a password, from the machine itself."""

from urllib.parse import urljoin

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from township_npc.office import clock
from township_npc.office.choices import TicketKind
from township_npc.office.models import User
from township_npc.office.services.entrance import LIFE
from township_npc.office.services.way_back import issue_at_machine
from township_npc.office.serving import address


class Command(BaseCommand):
    help = "发一个设密码的链接，给别人不能帮着重设的人：主席，或者唯一的主任。"

    def add_arguments(self, parser):
        parser.add_argument("account", metavar="ACCOUNT", help="账号，比如 zhuxi")
        parser.add_argument(
            "--drop-second-factor", action="store_true", help="手机和恢复码都丢了，取消两步登录"
        )
        parser.add_argument("--site", help="本系统的网址；不给就用正在运行的那个")

    def handle(self, *, account: str, drop_second_factor: bool, site: str | None, **options):
        site = self._site(site)
        user = User.objects.select_related("person").filter(username=account).first()
        if user is None:
            raise CommandError(f"没有账号 {account}，请到“账号”页核对。")
        at = clock.now()
        try:
            secret = issue_at_machine(user, drop_second_factor=drop_second_factor, at=at)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None
        until = timezone.localtime(at + LIFE[TicketKind.RESET])
        self.stdout.write(urljoin(site, reverse("office:password-set", args=[secret])))
        self.stdout.write(
            f"请当面交给{user.name}：打开链接，设一个新密码。链接只显示这一次，用一次就作废，"
            f"24 小时内（{until:%m-%d %H:%M} 前）有效。"
        )

    @staticmethod
    def _site(given: str | None) -> str:
        site = given or address.site()
        if site is None:
            raise CommandError("本系统没有在运行，不知道网址：请先启动，或者用 --site 给出。")
        if not site.startswith(("http://", "https://")):
            raise CommandError("--site 要写全，比如 http://192.168.1.10:8000")
        return site
