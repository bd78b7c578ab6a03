"""Addresses of the record below a case."""

from django.urls import path

from throughcare.commons.cases.pages import access, exclusions, notes, standing, team, timeline, version

urlpatterns = [
    path("timeline/", timeline.timeline, name="timeline"),
    path("notes/", notes.notes, name="notes"),
    path("notes/add/", notes.add, name="note-add"),
    path("notes/<slug:compartment>/<uuid:thread>/correct/", notes.correct, name="note-correct"),
    path("told/record/", standing.told, name="told-record"),
    path("care/", standing.care, name="care"),
    path("care/staff/", standing.staff_safety, name="staff-safety"),
    path("contact/", standing.contact, name="contact"),
    path("team/", team.team, name="team"),
    path("team/access/", access.access, name="access"),
    path("team/access/give/", access.give, name="give-access"),
    path("team/access/<uuid:key>/end/", access.end, name="end-access"),
    path("team/owner/", team.offer, name="owner-offer"),
    path("team/accept/<uuid:key>/", team.accept, name="owner-accept"),
    path("team/pathway/", version.pathway, name="pathway-here"),
    path("team/version/", version.version, name="version"),
    path("team/conflict/", exclusions.declare, name="declare-conflict"),
    path("team/exclude/", exclusions.exclude, name="exclude"),
    path("team/exclude/<uuid:key>/end/", exclusions.end_exclusion, name="exclusion-end"),
]

# On which page each verb is done, so that a refusal can lead there.
DOORS = {"cases.assign": "owner-offer", "cases.move_version": "version", "cases.move_pathway": "pathway-here"}
