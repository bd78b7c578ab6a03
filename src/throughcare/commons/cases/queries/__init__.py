"""Look-ups of the thread. Each takes an opened case, or lists only what the reader may open."""

from django.utils.translation import gettext_lazy as _

from throughcare.commons.cases.queries.thread import (
    TakeCare,
    answering_for,
    areas,
    by_post,
    done_tasks,
    exclusions,
    exclusions_of,
    header,
    last_events,
    majority,
    my_last_look,
    open_tasks,
    owners,
    pathway_changes,
    pathway_here,
    pathway_in,
    stage_label,
    standing,
    take_care,
    team,
    told_history,
    version_changes,
)
from throughcare.commons.cases.queries.ties import ties_matched, ties_of

BY_HAND = frozenset({"cases.do_again", "cases.look_at_incident", "cases.keep_out"})
TASK_LABELS = {
    "cases.review_not_told": _("Review why the person is not told"),
    "cases.look_at_incident": _("Look at what was recorded against a rule"),
    "cases.accept": _("Accept the case"),
    "cases.do_again": _("Do again under this pathway"),
    "cases.move_pathway": _("Move the case to the pathway of this nation"),
    "cases.keep_out": _("Keep out a colleague with a conflict of interest"),
}

__all__ = [
    "TASK_LABELS",
    "TakeCare",
    "answering_for",
    "areas",
    "by_post",
    "done_tasks",
    "exclusions",
    "exclusions_of",
    "header",
    "last_events",
    "majority",
    "my_last_look",
    "open_tasks",
    "owners",
    "pathway_changes",
    "pathway_here",
    "pathway_in",
    "stage_label",
    "standing",
    "take_care",
    "team",
    "ties_matched",
    "ties_of",
    "told_history",
    "version_changes",
]
