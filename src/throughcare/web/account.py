"""Who I am here: every role that I hold, united."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from throughcare.commons.agencies import actions
from throughcare.commons.agencies import queries as agencies
from throughcare.frame.pieces import Row
from throughcare.frame.said import say
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.web.asked import asked_of
from throughcare.web.whoami import me


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """This will list the roles somebody holds, where, and what each is for, and what they are asked."""
    who = me(request)
    areas = {area.pk: area.name for area in agencies.areas()}
    roles = matrix().roles
    in_areas = {p.role for p in who.posts if p.area_id}  # a grant on one case says nothing that a post has not said
    posts = [
        Row(
            ", ".join(part for part in (capfirst(roles[p.role].label), areas.get(p.area_id)) if part),
            capfirst(roles[p.role].does),
        )
        for p in who.posts
        if p.role in roles and (p.area_id or p.role not in in_areas)
    ]
    administers = matrix().may_do(who.roles, "mailboxes.give")
    today = uk_today(request.at)
    context = {
        "lacks_officer": agencies.lacks_officer(who.agency_id, on=today) if administers else "",
        "who": who,
        "posts": posts,
        "confirms": bool(matrix().may_do({post.role for post in who.posts}, "recoveries.confirm")),
        "may_break_glass": bool(matrix().may_do({post.role for post in who.posts}, "rights.break_glass")),
        **asked_of(who, request.user.staff_id, today=today),
        "reminders": agencies.wants_reminders(request.user.staff_id),
    }
    return render(request, "web/account.html", context)


@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """This will turn somebody's own reminders by mail on or off."""
    wanted = request.POST.get("wanted") == "yes"
    actions.want_reminders(request.user.staff_id, wanted=wanted)
    say(request, _("Reminders are on.") if wanted else _("Reminders are off."))
    return HttpResponseRedirect(reverse("account"))
