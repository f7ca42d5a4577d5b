"""钥匙页: the keys on one sheet of paper; open until it is put away, then against the password."""

from io import BytesIO

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from township_npc.office import clock
from township_npc.office.forms.key_sheet import KeyFileForm, PasswordAgainForm
from township_npc.office.keysheet import paper, wrapped
from township_npc.office.permissions import is_director
from township_npc.office.policy import policy
from township_npc.office.qr import qr_image
from township_npc.office.selectors import the_office
from township_npc.office.services import keysheet


@policy(is_director, "GET", "POST")
@sensitive_post_parameters("password")
@never_cache
def key_sheet(request: HttpRequest) -> HttpResponse:
    form = PasswordAgainForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        keysheet.log_keys_shown(request.user, "page")
        return _page(request, is_open=True)
    return _page(request, is_open=the_office().keys_put_away_at is None, form=form)


@policy(is_director, "POST")
@sensitive_post_parameters("password", "passphrase", "again")
@never_cache
def key_sheet_download(request: HttpRequest) -> HttpResponse:
    form = KeyFileForm(request.POST, request=request)
    if not form.is_valid():
        return _page(request, is_open=the_office().keys_put_away_at is None, file_form=form)
    keysheet.log_keys_shown(request.user, "file")
    bundle = keysheet.current_bundle(settings.VAR_DIR)
    name = f"钥匙-{the_office().town}-{clock.today()}.json"
    content = wrapped.wrap(bundle, form.cleaned_data["passphrase"])
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)


@policy(is_director, "POST")
def key_sheet_put_away(request: HttpRequest) -> HttpResponse:
    keysheet.put_keys_away(request.user, clock.now())
    messages.success(request, "记下了：钥匙页已经打印并收好。")
    return redirect("office:home")


def _page(request: HttpRequest, *, is_open: bool, form=None, file_form=None) -> HttpResponse:
    context = {
        "office": the_office(),
        "form": form or PasswordAgainForm(request=request),
        "file_form": file_form or KeyFileForm(request=request),
        "today": clock.today(),
    }
    if is_open:
        lines = paper.sheet_lines(keysheet.current_bundle(settings.VAR_DIR))
        context |= {"lines": [line.split(" ") for line in lines], "qr": qr_image("\n".join(lines))}
    return render(request, "office/key_sheet.html", context)
