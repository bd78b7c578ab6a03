"""A sample is drawn at random, can be drawn again from its seed, and tells the quality lead no name and no case."""

from collections import Counter

import pytest

from throughcare.commons.cases.models import Case, Task
from throughcare.commons.cases.tests.builders import a_browser, an_exclusion, as_staff
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.oversight.quality import queries, rules
from throughcare.oversight.quality.models import Sampled, SampledCase, Study
from throughcare.oversight.quality.tests.builders import LATER, a_study, an_assessed_case, an_office
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def test_the_same_seed_and_frame_give_the_same_sample_and_another_seed_another():
    frame = dict.fromkeys(range(1, 101), "")

    drawn = rules.draw(frame, size=20, seed=1)

    assert rules.draw(dict(reversed(frame.items())), size=20, seed=1) == drawn
    assert {one.assessment for one in rules.draw(frame, size=20, seed=2)} != {one.assessment for one in drawn}
    assert len({one.assessment for one in drawn}) == 20


def test_each_part_is_drawn_by_its_share_to_the_last_one():
    frame = {number: "a" if number <= 60 else "b" if number <= 90 else "c" for number in range(1, 101)}

    for size, seed in ((10, 1), (25, 5), (99, 2), (100, 3)):
        drawn = Counter(one.stratum for one in rules.draw(frame, size=size, seed=seed))
        assert sum(drawn.values()) == size
        for stratum, whole in Counter(frame.values()).items():
            assert abs(drawn[stratum] - size * whole / 100) < 1


def test_every_assessment_is_drawn_about_as_often_as_any_other():
    frame = dict.fromkeys(range(1, 21), "")

    often = Counter(one.assessment for seed in range(2000) for one in rules.draw(frame, size=5, seed=seed))

    assert min(often.values()) > 420
    assert max(often.values()) < 580


def test_a_sample_is_kept_with_its_seed_and_drawn_again_from_it():
    office = an_office()
    for name in ("Ann Alder", "Bo Beck", "Cy Copse", "Di Dell"):
        an_assessed_case(office.town, name=name)

    study = a_study(office, size=2)

    with as_staff(office.quin, at=LATER):
        frame = queries.frame_of(Study.objects.get())
    again = [one.assessment for one in rules.draw(frame, size=2, seed=study.seed)]
    assert list(SampledCase.objects.order_by("sampled__number").values_list("assessment_id", flat=True)) == again
    assert (study.frame_size, study.frame_sha256) == (4, rules.digest_of(frame))
    assert Line.objects.filter(verb="quality:drawn").count() == 1
    assert Line.objects.filter(verb="quality:sampled").count() == 2


def test_whoever_leads_each_case_gets_a_task_for_the_evidence():
    office = an_office()
    case = an_assessed_case(office.town)

    a_study(office, size=1)

    task = Task.objects.get(code=queries.FREEZE)
    assert (task.case_id, task.assigned_to_id) == (case.pk, office.town.ada.pk)
    assert task.address == f"second-rating/{SampledCase.objects.get().key}"


def test_the_quality_lead_reads_study_numbers_and_no_row_of_a_case():
    office = an_office()
    case = an_assessed_case(office.town)
    a_study(office, size=1, strata="assessor")

    with as_staff(office.quin, at=LATER):
        assert list(Case.objects.all()) == []
        assert list(SampledCase.objects.all()) == []
        assert [one.number for one in Sampled.objects.all()] == [1]
    browser = a_browser(office.quin)
    study = Study.objects.get()
    page = browser.get(f"/agreement/{study.key}/")
    assert page.status_code == 200
    assert str(study.seed) in page.text
    assert "Assessor 1" in page.text
    for told in (case.reference, "Sam Tarrow", "Ada Marsh"):
        assert told not in page.text
    assert browser.get(f"/cases/{case.reference}/").status_code == 404


@pytest.mark.parametrize("who", ["ada", "mo", "hana", "dov"])
def test_nobody_else_finds_a_study(who):
    office = an_office()
    an_assessed_case(office.town)
    study = a_study(office, size=1)
    somebody = office.town.people[who]

    with as_staff(somebody, at=LATER):
        assert list(Study.objects.all()) == []
        assert queries.lines(study) == []
    assert a_browser(somebody).get(f"/agreement/{study.key}/").status_code == 404
    with pytest.raises((NotFound, Refusal)), as_staff(somebody, at=LATER):
        a_study(type(office)(office.town, somebody, ()), size=1)


def test_more_than_there_are_is_refused_with_the_number_there_is():
    office = an_office()
    an_assessed_case(office.town)

    with pytest.raises(Refusal) as refused:
        a_study(office, size=5)

    assert "5 were asked for; finished in the period in your areas: 1" in refused.value.as_text()
    assert not Study.objects.exists()


def test_what_is_kept_from_the_quality_lead_is_not_drawn_from():
    office = an_office()
    kept_out = an_assessed_case(office.town)
    an_exclusion(kept_out, office.quin, by=office.town.mo)

    with pytest.raises(Refusal):
        a_study(office, size=1)


def test_the_form_draws_and_leads_to_the_sample():
    office = an_office()
    an_assessed_case(office.town)

    answer = a_browser(office.quin).post(
        "/agreement/draw/",
        {
            "instrument": "vulnerability_framework/2012-10-23",
            "since-day": "1",
            "since-month": "6",
            "since-year": "2026",
            "until-day": "15",
            "until-month": "6",
            "until-year": "2026",
            "size": "1",
            "by": "area",
            "arm": "field",
            "purpose": "Whether training is needed",
        },
        follow=True,
    )

    assert answer.status_code == 200, answer.text
    assert "Drawn. Whoever leads each case is asked for the evidence." in answer.text
    assert Study.objects.get().strata == "area"
