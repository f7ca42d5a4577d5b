"""The demo's door: one tap and you are the director, a deputy, a station. Nowhere else at all."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.cache import never_cache

from township_npc.office import permissions, sign_in
from township_npc.office.forms.accounts import DemoCodeForm
from township_npc.office.models import Office, User
from township_npc.office.policy import PUBLIC, policy
from township_npc.office.selectors import the_office

COOKIE = "demo"
#: Account, what it is called at the door, what one sees behind it.
DOORS = [
    ("zhuren", "主任", "办公室的一天：建议、代表、期限"),
    ("ganshi", "工作人员", "登记、交办前的准备"),
    ("zhuxi", "主席", "看全局"),
    ("daibiao01", "代表", "在手机上提建议"),
    ("danwei01", "承办单位", "签收、联系代表、答复"),
    ("zhansuo01", "站所", "站所负责人看到的"),
    ("xitong", "系统管理员", "只管机器，看不到业务"),
]


@policy(PUBLIC, "GET", "POST")
@never_cache
def demo(request):
    office = the_office()
    if office is None or not office.is_demo:
        raise Http404
    if not is_let_in(request, office):
        return _ask_code(request)
    if request.method == "POST":
        return _enter_as(request, request.POST.get("who", ""))
    names = User.objects.select_related("person").in_bulk(
        [username for username, _, _ in DOORS], field_name="username"
    )
    doors = [
        {"username": username, "name": names[username].name, "label": label, "about": about}
        for username, label, about in DOORS
        if username in names
    ]
    return render(request, "office/demo.html", {"doors": doors})


def is_let_in(request: HttpRequest, office: Office | None) -> bool:
    """A demo opened to the network asks each browser once for the code on the console."""
    if not settings.DEMO_CODE or office is None or not office.is_demo:
        return True
    return constant_time_compare(request.COOKIES.get(COOKIE, ""), _pass())


def _ask_code(request):
    form = DemoCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        response = redirect("office:demo")
        response.set_cookie(
            COOKIE, _pass(), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
        return response
    return render(request, "office/demo_code.html", {"form": form})


def _enter_as(request, username: str):
    if username not in {door for door, _, _ in DOORS}:
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    sign_in.begin(request, user, is_phone=permissions.is_only_deputy(user))
    return redirect("office:home")


def _pass() -> str:
    """Good for this code alone: a new code sends every browser back to the question."""
    return salted_hmac("office.demo", settings.DEMO_CODE).hexdigest()
