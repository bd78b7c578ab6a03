"""Pages of the data protection officer, of the second person, and of whoever receives a request."""

from throughcare.oversight.rights.pages.breaches import (
    breach,
    breach_on_paper,
    breaches,
    leave_untold,
    record_breach,
    told_of_breach,
)
from throughcare.oversight.rights.pages.emergencies import (
    close_look,
    emergency,
    emergency_by_name,
    review_emergency,
    review_search,
    to_review,
)
from throughcare.oversight.rights.pages.erasure import ask, certificate, decide
from throughcare.oversight.rights.pages.exclusions import kept_out, let_back_in
from throughcare.oversight.rights.pages.looks import answer_reason, ask_reason, check_chains, who_could_see, who_looked
from throughcare.oversight.rights.pages.packs import make_pack, pack_as_data, pack_on_paper
from throughcare.oversight.rights.pages.papers import paper, paper_as_data, paper_on_paper, papers_list
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
from throughcare.oversight.rights.pages.restrictions import lift_restriction, restrict
from throughcare.oversight.rights.pages.retention import (
    end_keeping,
    hold_record,
    how_long,
    keep_on,
    kept_record,
    lift_hold,
    retention,
)
from throughcare.oversight.rights.pages.shared import tell, tell_in, to_tell, to_tell_in, without_concern

__all__ = [
    "answer_reason",
    "answer_request",
    "ask",
    "ask_reason",
    "attach_statement",
    "breach",
    "breach_on_paper",
    "breaches",
    "certificate",
    "check_chains",
    "check_identity",
    "close_look",
    "decide",
    "decide_request",
    "emergency",
    "emergency_by_name",
    "end_keeping",
    "extend_request",
    "hold_record",
    "how_long",
    "keep_on",
    "kept_out",
    "kept_record",
    "leave_untold",
    "let_back_in",
    "letter",
    "lift_hold",
    "lift_restriction",
    "make_pack",
    "pack_as_data",
    "pack_on_paper",
    "paper",
    "paper_as_data",
    "paper_on_paper",
    "papers_list",
    "receive",
    "receive_here",
    "record_breach",
    "register",
    "request_page",
    "requests_of_case",
    "restrict",
    "retention",
    "review_emergency",
    "review_search",
    "tell",
    "tell_in",
    "to_review",
    "to_tell",
    "to_tell_in",
    "told_of_breach",
    "who_could_see",
    "who_looked",
    "without_concern",
]
