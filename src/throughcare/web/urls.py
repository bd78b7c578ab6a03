"""The address map. A slice takes one line."""

from django.urls import include, path

from throughcare.commons.agencies.pages import address, colleagues
from throughcare.commons.programme import urls as programme
from throughcare.stages.delivery.pages import my_sessions
from throughcare.stages.referrals import urls as referrals
from throughcare.web import (
    account,
    case_page,
    cases_list,
    cover,
    export,
    health,
    manual,
    public_pages,
    sign_in,
    tasks,
    watching,
    work,
)

urlpatterns = [
    path("", public_pages.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", watching.metrics, name="metrics"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("begin/", sign_in.begin, name="begin"),
    path("stay/", sign_in.stay, name="stay"),
    path("locked/", sign_in.locked, name="locked"),
    path("held/<uuid:key>/", sign_in.finish_saving, name="held"),
    path("account/", account.account, name="account"),
    path("account/reminders/", account.reminders, name="account-reminders"),
    *[path(f"{name}/", public_pages.words, {"name": name}, name=name) for name in public_pages.TITLES],
    path("manual/", manual.manual, name="manual"),
    path("manual/rules/", manual.rulebook, name="rulebook"),
    path("manual/<path:address>/", manual.manual, name="manual-page"),
    path("manual/<path:address>", manual.manual),
    path("work/", work.work_list, name="work"),
    path("work/take/", work.take, name="work-take"),
    path("work/export/", export.work_export, name="work-export"),
    path("search/", cases_list.search, name="search"),
    path("checks/", cases_list.checks, name="checks-list"),
    path("cases/", cases_list.cases, name="cases"),
    path("cases/export/", export.cases_export, name="cases-export"),
    path("cases/<reference>/", case_page.case_page, name="case"),
    path("cases/<reference>/tasks/", tasks.tasks, name="tasks"),
    path("cases/<reference>/tasks/<uuid:key>/done/", tasks.done, name="task-done"),
    path("cases/<reference>/tasks/<uuid:key>/pause/", tasks.pause, name="task-pause"),
    path("cases/<reference>/tasks/<uuid:key>/resume/", tasks.resume, name="task-resume"),
    path("cases/<reference>/tasks/<uuid:key>/recount/", tasks.recount, name="task-recount"),
    path("cases/<reference>/cover/", cover.cover, name="cover"),
    path("cases/<reference>/", include("throughcare.commons.cases.urls")),
    path("cases/<reference>/", include("throughcare.commons.past.urls")),
    path("cases/<reference>/", include("throughcare.commons.transfers.urls")),
    path("cases/<reference>/documents/", include("throughcare.commons.files.urls")),
    path("exit/", referrals.leave, name="exit"),
    path("share/", include(referrals.outside)),
    path("refer/", include(referrals.refer)),
    path("cases/<reference>/concern/", include(referrals.of_case)),
    path("cases/<reference>/", include("throughcare.stages.checks.urls")),
    path("", include("throughcare.stages.intake.urls")),
    path("my-sessions/", my_sessions, name="my-sessions"),
    path("cases/<reference>/", include("throughcare.stages.delivery.urls")),
    path("cases/<reference>/", include("throughcare.stages.reviews.urls")),
    path("cases/<reference>/", include("throughcare.stages.closure.urls")),
    path("cases/<reference>/", include("throughcare.stages.aftercare.urls")),
    path("", include("throughcare.stages.panels.urls")),
    path("cases/<reference>/", include("throughcare.commons.consents.urls")),
    path("cases/<reference>/", include("throughcare.commons.orders.urls")),
    path("cases/<reference>/", include("throughcare.commons.programme.urls")),
    path("programme/", include(programme.take_on)),
    path("cases/<reference>/", include("throughcare.stages.plans.urls")),
    path("", include("throughcare.oversight.rights.urls")),
    path("figures/", include("throughcare.oversight.evaluation.urls")),
    path("cases/<reference>/information/", include("throughcare.commons.sharing.urls")),
    path("cases/<reference>/assessment/", include("throughcare.commons.assessments.urls")),
    path("machines/", include("throughcare.commons.agencies.urls")),
    path("colleagues/", colleagues, name="colleagues"),
    path("colleagues/<uuid:key>/", address, name="colleague-address"),
    path("agency-requests/", include("throughcare.commons.sharing.partner_urls")),
]

handler400 = "throughcare.web.errors.not_understood"
handler404 = "throughcare.web.errors.not_found"
handler500 = "throughcare.web.errors.defect"
