"""Drawing a sample: at random, by a seed that is kept and shown."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments.instruments import Instrument
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today, working_days
from throughcare.oversight.quality import queries, rules
from throughcare.oversight.quality.models import Study
from throughcare.oversight.quality.terms import terms
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

SEEDS = 10**9


def draw(
    used: Instrument,
    *,
    since: date,
    until: date,
    size: int,
    strata: str,
    arm: str,
    purpose: str,
    by: int,
    at: datetime,
    seed: int | None = None,
) -> Study:
    """This will draw a sample of finished assessments; whoever leads each case is asked for the evidence.

    The seed is drawn here unless one is handed in, so that nobody chooses among samples.
    """
    agency = queries.my_agency()
    if agency is None:
        raise NotFound
    frame = queries.frame(used, since=since, until=until, known=at, strata=strata)
    answer = matrix().may_do(queries.my_roles(), "quality.draw") & rules.may_be_drawn(
        frame=len(frame), size=size, since=since, until=until, today=uk_today(at), is_shell=used.is_shell
    )
    answer.or_refuse(_("The sample was not drawn"), ask=agencies.contact(by))
    chosen = secrets.randbelow(SEEDS) if seed is None else seed
    study = Study.objects.create(
        agency_id=agency,
        instrument=used.name,
        version=used.version,
        since=since,
        until=until,
        arm=arm,
        purpose=purpose,
        strata=strata,
        seed=chosen,
        size=size,
        frame_size=len(frame),
        frame_sha256=rules.digest_of(frame),
        drawn_by_id=by,
        drawn_at=at,
    )
    _put(study, rules.draw(frame, size=size, seed=chosen), at=at)
    record("quality:drawn", kind="quality.study", subject=study.pk, at=at)
    return study


def _put(study: Study, drawn: list[rules.Drawn], *, at: datetime) -> None:
    assessments, strata = [one.assessment for one in drawn], [one.stratum for one in drawn]
    due = due_on("evidence", at=at)
    queries.called("SELECT tc.put_in_sample(%s, %s::bigint[], %s::text[], %s)", study.pk, assessments, strata, due)


def due_on(what: str, *, at: datetime) -> date:
    """This will give the working day by which something of a study is done."""
    return working_days("england-and-wales").add(uk_today(at), terms().working_days[what])
