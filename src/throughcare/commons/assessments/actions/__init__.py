"""Acts on assessments. Each takes an opened case; saving a draft leaves no audit line, since nobody else sees it."""

from throughcare.commons.assessments.actions.assigning import (
    ask_to_assess,
    ask_to_find_out,
    call_for,
    prepare_question,
    put_to_panel,
    take_away,
)
from throughcare.commons.assessments.actions.bringing import bring
from throughcare.commons.assessments.actions.drafts import (
    discard,
    remove_expired,
    save_factor,
    save_formulation,
    save_grounds,
    save_judgements,
    start,
)
from throughcare.commons.assessments.actions.finishing import finish, standing
from throughcare.commons.assessments.actions.inviting import end_part, invite
from throughcare.commons.assessments.actions.signing import (
    ask_to_countersign,
    countersign,
    may_countersign,
    record_download,
)

__all__ = [
    "ask_to_assess",
    "ask_to_countersign",
    "ask_to_find_out",
    "bring",
    "call_for",
    "countersign",
    "discard",
    "end_part",
    "finish",
    "invite",
    "may_countersign",
    "prepare_question",
    "put_to_panel",
    "record_download",
    "remove_expired",
    "save_factor",
    "save_formulation",
    "save_grounds",
    "save_judgements",
    "standing",
    "start",
    "take_away",
]
