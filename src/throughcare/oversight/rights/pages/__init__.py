"""Pages of the data protection officer, of the second person, and of whoever receives a request."""

from throughcare.oversight.rights.pages.emergencies import close_look, emergency, review_emergency, to_review
from throughcare.oversight.rights.pages.erasure import ask, certificate, decide
from throughcare.oversight.rights.pages.exclusions import kept_out, let_back_in
from throughcare.oversight.rights.pages.looks import answer_reason, ask_reason, check_chains, who_could_see, who_looked
from throughcare.oversight.rights.pages.packs import make_pack, pack_as_data, pack_on_paper
from throughcare.oversight.rights.pages.requests import (
    answer_request,
    attach_statement,
    check_identity,
    decide_request,
    extend_request,
    letter,
    receive,
    receive_here,
    register,
    request_page,
    requests_of_case,
)

__all__ = [
    "answer_reason",
    "answer_request",
    "ask",
    "ask_reason",
    "attach_statement",
    "certificate",
    "check_chains",
    "check_identity",
    "close_look",
    "decide",
    "decide_request",
    "emergency",
    "extend_request",
    "kept_out",
    "let_back_in",
    "letter",
    "make_pack",
    "pack_as_data",
    "pack_on_paper",
    "receive",
    "receive_here",
    "register",
    "request_page",
    "requests_of_case",
    "review_emergency",
    "to_review",
    "who_could_see",
    "who_looked",
]
