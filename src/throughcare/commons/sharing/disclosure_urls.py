"""Addresses below a case of what was given out of it: cases/<reference>/shared/."""

from django.urls import path

from throughcare.commons.sharing.pages import disclosures, giving

app_name = "shared"
urlpatterns = [
    path("", disclosures.disclosures, name="disclosures"),
    path("new/", giving.choose, name="new"),
    path("give/", giving.give, name="give"),
    path("record/", disclosures.record_given, name="record"),
    path("<int:number>/", disclosures.one, name="one"),
    path("<int:number>/paper/", disclosures.on_paper, name="paper"),
    path("<int:number>/data/", disclosures.as_data, name="data"),
    path("<int:number>/take-back/", disclosures.take_back, name="take-back"),
    path("<int:number>/became/", disclosures.record_return, name="record-return"),
]
