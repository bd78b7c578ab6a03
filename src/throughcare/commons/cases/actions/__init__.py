"""Acts on the thread. Each takes an opened case, writes in one transaction, and leaves one audit line."""

from throughcare.commons.cases.actions.access import end_of, give_access, take_back
from throughcare.commons.cases.actions.clocks import catch_up, follow_rules, pause, recount, recount_all, resume
from throughcare.commons.cases.actions.exclusions import declare_conflict, end_exclusion, exclude, keep_out, let_back_in
from throughcare.commons.cases.actions.moving import NewTeam, move_area
from throughcare.commons.cases.actions.notes import add_note, correct_note
from throughcare.commons.cases.actions.opening import NewCase, receive, receive_all
from throughcare.commons.cases.actions.pathways import ask_to_move, move_pathway
from throughcare.commons.cases.actions.stages import again, follow_pathway, make_about, move, record_incidents
from throughcare.commons.cases.actions.standing import (
    FirstStanding,
    begin_standing,
    record_care,
    record_staff_safety,
    record_told,
)
from throughcare.commons.cases.actions.tasks import (
    NewTask,
    ask,
    ask_all,
    ask_what_comes_now,
    finish,
    finish_all,
    finish_open,
    police_check,
    take,
)
from throughcare.commons.cases.actions.team import (
    accept_owner,
    grant,
    kept_out,
    let_in,
    offer_owner,
    revoke,
    step_out,
)
from throughcare.commons.cases.actions.ties import declare_tie, look_for_ties, take_back_tie
from throughcare.commons.cases.actions.timeline import tell, tell_all, tell_with_police
from throughcare.commons.cases.actions.versions import move_version
from throughcare.commons.cases.rules import AGENDA, TASK, TEAM

__all__ = [
    "AGENDA",
    "TASK",
    "TEAM",
    "FirstStanding",
    "NewCase",
    "NewTask",
    "NewTeam",
    "accept_owner",
    "add_note",
    "again",
    "ask",
    "ask_all",
    "ask_to_move",
    "ask_what_comes_now",
    "begin_standing",
    "catch_up",
    "correct_note",
    "declare_conflict",
    "declare_tie",
    "end_exclusion",
    "end_of",
    "exclude",
    "finish",
    "finish_all",
    "finish_open",
    "follow_pathway",
    "follow_rules",
    "give_access",
    "grant",
    "keep_out",
    "kept_out",
    "let_back_in",
    "let_in",
    "look_for_ties",
    "make_about",
    "move",
    "move_area",
    "move_pathway",
    "move_version",
    "offer_owner",
    "pause",
    "police_check",
    "receive",
    "receive_all",
    "record_care",
    "record_incidents",
    "record_staff_safety",
    "record_told",
    "recount",
    "recount_all",
    "resume",
    "revoke",
    "step_out",
    "take",
    "take_back",
    "take_back_tie",
    "tell",
    "tell_all",
    "tell_with_police",
]
