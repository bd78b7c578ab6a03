"""Addresses of intake: one to open a case, the others below it."""

from django.urls import path

from throughcare.stages.intake import pages

urlpatterns = [
    path("intake/begin/", pages.begin, name="intake-begin"),
    path("cases/<reference>/intake/", pages.intake, name="intake"),
    path("cases/<reference>/intake/decide/", pages.decide, name="intake-decide"),
    path("cases/<reference>/intake/classify/", pages.classify, name="intake-classify"),
    path("cases/<reference>/intake/position/", pages.position, name="intake-position"),
    path("cases/<reference>/intake/housing/", pages.housing, name="intake-housing"),
    path("cases/<reference>/intake/level/", pages.level, name="intake-level"),
    path("cases/<reference>/intake/override/", pages.override, name="intake-override"),
    path("cases/<reference>/intake/start/", pages.start, name="intake-start"),
    path("cases/<reference>/intake/aftercare/", pages.aftercare, name="intake-aftercare"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {
    "intake.accept": "intake-decide",
    "intake.decline": "intake-decide",
    "intake.classify": "intake-classify",
    "intake.record_housing": "intake-housing",
    "intake.choose_level": "intake-level",
    "intake.override_assessment": "intake-override",
    "intake.authorise_start": "intake",
    "intake.begin_aftercare": "intake-aftercare",
}
