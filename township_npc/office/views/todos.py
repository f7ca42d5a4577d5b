"""What waits for me, and what the office sends to others by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from township_npc.office import clock, mail, permissions
from township_npc.office.choices import DigestState
from township_npc.office.forms.mail import MailAddressForm
from township_npc.office.home import told_to, worst_first
from township_npc.office.models import Digest
from township_npc.office.policy import policy
from township_npc.office.selectors import the_office
from township_npc.office.selectors.todos import bundles, done_lately, texts_to_paste
from township_npc.office.services.accounts import set_mail_address
from township_npc.office.services.reminders import see_unsent

_ASTRAY = (DigestState.FAILED, DigestState.UNKNOWN)


@policy(permissions.may_see_business)
def todo_list(request):
    today = clock.today()
    template = "todo_list_phone" if permissions.is_only_deputy(request.user) else "todo_list"
    context = {
        "bundles": bundles(request.user, today),
        "told": worst_first(told_to(request.user, today)),
        "done": done_lately(request.user),
        "may_paste": permissions.in_office(request.user),
        "mail_is_set": mail.is_set(),
    }
    return render(request, f"office/{template}.html", context)


@policy(permissions.in_office)
def todo_texts(request):
    """催办用的话: one text for each person or unit, and the mails that went astray."""
    astray = Digest.objects.filter(state__in=_ASTRAY, seen_at__isnull=True)
    context = {
        "texts": texts_to_paste(the_office(), clock.today()),
        "astray": astray.select_related("recipient__person").order_by("-on"),
    }
    return render(request, "office/todo_texts.html", context)


@policy(permissions.in_office, "POST")
def digest_seen(request, pk):
    see_unsent(get_object_or_404(Digest, pk=pk, state__in=_ASTRAY), at=clock.now())
    return redirect("office:todo-texts")


@policy(permissions.may_see_business, "GET", "POST")
def mail_address(request):
    """Where the one mail of a day goes; an empty address stops it."""
    person = request.user.person
    form = MailAddressForm(request.POST or None, initial={"email": person.email if person else ""})
    if request.method == "POST" and form.is_valid():
        set_mail_address(request.user, form.cleaned_data["email"])
        messages.success(request, "已存好。" if form.cleaned_data["email"] else "不再发提醒邮件。")
        return redirect("office:todo-list")
    return render(request, "office/mail_address.html", {"form": form})
