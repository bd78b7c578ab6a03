"""The addresses of this stage. None says what it is about: they are read over shoulders and kept by browsers."""

from django.urls import path

from throughcare.stages.referrals.pages import advice, case, imports, inside, later, onward, public

leave = public.leave

outside = [
    path("", public.start, name="concern-start"),
    path("danger/", public.danger, name="concern-danger"),
    path("999/", public.stop, name="concern-stop"),
    path("not-sure/", public.unsure, name="concern-unsure"),
    path("screen/", public.screen, name="concern-screen"),
    path("answers/", public.tasks, name="concern-tasks"),
    path("answers/check/", public.check, name="concern-check"),
    path("answers/<slug:slug>/", public.question, name="concern-question"),
    path("sent/", public.sent, name="concern-sent"),
    path("ended/", public.ended, name="concern-ended"),
    path("save/", later.save, name="concern-save"),
    path("saved/", later.saved, name="concern-saved"),
    path("saved/done/", later.done, name="concern-saved-done"),
    path("back/", later.back, name="concern-back"),
    path("ask/", advice.ask, name="advice-ask"),
    path("ask/sent/", advice.asked, name="advice-asked"),
]

refer = [
    path("", inside.refer, name="refer"),
    path("answers/", inside.tasks, name="refer-tasks"),
    path("answers/check/", inside.check, name="refer-check"),
    path("answers/earlier/", inside.same_person, name="refer-earlier"),
    path("answers/<slug:slug>/", inside.question, name="refer-question"),
    path("sent/", inside.sent, name="refer-sent"),
    path("ended/", inside.ended, name="refer-ended"),
    path("drop/", inside.drop, name="refer-drop"),
    path("advice/", advice.questions, name="advice"),
    path("advice/record/", advice.record, name="advice-record"),
    path("advice/<uuid:key>/", advice.answer, name="advice-answer"),
    path("considered/", advice.considered, name="considered"),
    path("considered/add/", advice.consider, name="considered-add"),
    path("import/", imports.choose, name="import"),
    path("import/template.csv", imports.template, name="import-template"),
    path("import/template.xlsx", imports.template_workbook, name="import-template-workbook"),
    path("import/<uuid:key>/columns/", imports.columns, name="import-columns"),
    path("import/<uuid:key>/", imports.dry_run, name="import-run"),
    path("import/<uuid:key>/rows/<int:number>/", imports.same_person, name="import-row"),
    path("import/<uuid:key>/mend.csv", imports.faults, name="import-faults"),
    path("import/<uuid:key>/give-up/", imports.give_up, name="import-give-up"),
]

of_case = [
    path("", case.concern, name="concern"),
    path("answered/", case.answered, name="concern-answered"),
    path("amend/<slug:field>/", case.amend, name="concern-amend"),
]

of_programme = [path("", onward.refer_on, name="programme-refer")]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"programme.refer_to_channel": "programme-refer"}
