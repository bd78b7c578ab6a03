"""Addresses of sharing agreements: agreements/. None of them opens a case."""

from django.urls import path

from throughcare.commons.sharing.pages import agreements

urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("new/", agreements.record_agreement, name="record-agreement"),
    path("<uuid:key>/", agreements.agreement, name="agreement"),
    path("<uuid:key>/version/", agreements.new_version, name="agreement-version"),
    path("<uuid:key>/end/", agreements.end_agreement, name="end-agreement"),
]
