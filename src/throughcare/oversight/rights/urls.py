"""Addresses of the data protection officer, and of a colleague who is asked."""

from django.urls import path

from throughcare.oversight.rights import pages

urlpatterns = [
    path("who-looked/", pages.who_looked, name="who-looked"),
    path("who-looked/chains/", pages.check_chains, name="check-chains"),
    path("who-looked/<reference>/then/", pages.who_could_see, name="who-could-see"),
    path("who-looked/<reference>/kept-out/", pages.kept_out, name="kept-out"),
    path("who-looked/<reference>/kept-out/<uuid:key>/end/", pages.let_back_in, name="let-back-in"),
    path("who-looked/<slug:request_id>/<reference>/ask/", pages.ask_reason, name="ask-reason"),
    path("emergency/", pages.emergency, name="emergency"),
    path("to-review/", pages.to_review, name="to-review"),
    path("to-review/<slug:request_id>/<reference>/close/", pages.close_look, name="close-look"),
    path("to-review/<uuid:key>/", pages.review_emergency, name="review-emergency"),
    path("asked-of-you/<uuid:key>/", pages.answer_reason, name="answer-reason"),
    path("requests/", pages.register, name="rights-requests"),
    path("requests/new/", pages.receive, name="receive-request"),
    path("requests/erasure/", pages.ask, name="ask-erasure"),
    path("requests/<uuid:key>/", pages.request_page, name="rights-request"),
    path("requests/<uuid:key>/identity/", pages.check_identity, name="check-identity"),
    path("requests/<uuid:key>/longer/", pages.extend_request, name="extend-request"),
    path("requests/<uuid:key>/decide/", pages.decide_request, name="decide-request"),
    path("requests/<uuid:key>/answer/", pages.answer_request, name="answer-request"),
    path("requests/<uuid:key>/letter/", pages.letter, name="request-letter"),
    path("requests/<uuid:key>/statement/", pages.attach_statement, name="attach-statement"),
    path("requests/erasure/<uuid:key>/certificate/", pages.certificate, name="erasure-certificate"),
    path("requests/<uuid:key>/pack/", pages.make_pack, name="make-pack"),
    path("requests/packs/<uuid:key>/paper/", pages.pack_on_paper, name="pack-on-paper"),
    path("requests/packs/<uuid:key>/data/", pages.pack_as_data, name="pack-as-data"),
    path("cases/<reference>/requests/", pages.requests_of_case, name="requests-of-case"),
    path("cases/<reference>/requests/new/", pages.receive_here, name="receive-request-here"),
    path("cases/<reference>/erasure/", pages.decide, name="decide-erasure"),
]
