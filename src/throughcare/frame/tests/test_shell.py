"""What stands around every page."""

import re
from dataclasses import replace

import pytest
from django.shortcuts import render
from django.test import RequestFactory

from tests.kit.gallery import pages
from throughcare.frame.said import say
from throughcare.frame.shell import Shell

SIGNED_IN = [
    "work",
    "cases",
    "case",
    "timeline",
    "form",
    "form-errors",
    "figures",
    "refusal",
    "conflict",
    "not-found",
    "error",
]
PUBLIC = ["start", "tasks", "question", "check", "sent", "sign-in", "locked", "closed"]


def title(page):
    return re.search(r"<title>(.*?)</title>", page)[1]


def test_the_lists_of_pages_here_are_the_whole_gallery():
    assert sorted(SIGNED_IN + PUBLIC) == sorted(pages.PAGES)


@pytest.mark.parametrize("name", SIGNED_IN)
def test_a_page_for_staff_has_the_marking_the_navigation_and_the_lock_time(draw, name):
    page = draw(name)

    timeless = name == "not-found"  # the same to the last letter for whoever asks, whenever
    marked = page.count("OFFICIAL-SENSITIVE. No secret or intelligence material here")
    assert marked == (1 if timeless else 2)  # on top, and last in print
    assert [label for label in ("Work", "Cases", "Panels", "Figures", "Manual") if f'href="/{label.lower()}"' in page]
    assert ("This page locks at 2:34pm if nothing happens" in page) is not timeless
    assert "Ada Marsh, coordinator" in page


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_has_no_marking_navigation_or_lock_time(draw, name):
    page = draw(name)

    assert "OFFICIAL-SENSITIVE" not in page
    assert "tc-navigation" not in page
    assert "locks at" not in page


@pytest.mark.parametrize("name", [*SIGNED_IN, *PUBLIC])
def test_every_page_has_one_heading_one_main_and_nothing_a_strict_policy_forbids(draw, name):
    page = draw(name)

    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert not re.search(r"\bdisabled\b", page)


@pytest.mark.parametrize("name", [*SIGNED_IN, *PUBLIC])
def test_a_title_ends_with_the_service_and_never_holds_a_name(draw, name):
    said = title(draw(name))

    assert said.endswith(", Throughcare")
    assert not re.search(r"Sam|Robin|Tarrow|Ben|Prevent|Channel", said)


def test_the_title_of_a_case_page_carries_the_reference(draw):
    assert title(draw("timeline")) == "Timeline, TC-4790, Throughcare"


def test_a_form_with_mistakes_says_so_first_in_the_title(draw):
    assert title(draw("form-errors")).startswith("Error: ")
    assert not title(draw("form")).startswith("Error: ")


def test_signing_out_and_searching_are_forms_that_are_posted(draw):
    page = draw("work")

    assert re.search(r'<form action="/sign-out" method="post">\s*<input type="hidden" name="csrfmiddlewaretoken"', page)
    assert re.search(r'<form class="tc-search" action="/search" method="post"', page)


def test_roles_that_do_not_search_have_no_search_field(own_templates):
    request = RequestFactory().get("/")
    request.shell = replace(pages.signed_in(), search=False)

    assert "tc-search" not in render(request, "frame/base.html").content.decode()


def test_where_no_middleware_made_a_shell_the_page_is_public(own_templates):
    page = render(RequestFactory().get("/"), "frame/base.html").content.decode()

    assert "OFFICIAL-SENSITIVE" not in page
    assert Shell().locks_in == 0


def test_what_was_done_is_said_once_on_the_next_page(own_templates):
    request = RequestFactory().get("/")
    request.session = {}
    request.shell = pages.signed_in()
    say(request, "Note added at 2:14pm.")

    first, second = (render(request, "frame/base.html").content.decode() for _ in range(2))

    assert "Note added at 2:14pm." in first
    assert 'role="alert"' in first
    assert "Note added" not in second


def test_the_whole_service_speaks_in_the_neutral_banner(own_templates):
    request = RequestFactory().get("/")
    request.shell = replace(pages.signed_in(), notice="Closed Sunday 6am to 8am")
    page = render(request, "frame/base.html").content.decode()

    assert "Closed Sunday 6am to 8am" in page
    assert "govuk-notification-banner--success" not in page


def test_the_script_is_told_the_seconds_until_the_page_locks(draw):
    assert 'data-locks-in="1200"' in draw("work")


def test_while_a_person_is_not_told_the_print_says_so(draw):
    assert "Not told. Keep this from the person and the family." in draw("timeline")
    assert "Not told. Keep this" not in draw("case")


def test_a_print_says_who_printed_it_when_and_for_whom(own_templates):
    request = RequestFactory().get("/")
    request.shell = pages.signed_in()
    page = render(request, "frame/base.html", {"printed_for": "the duty desk"}).content.decode()

    assert "Printed by Ada Marsh, 24 Nov 2026, 2:14pm, for the duty desk" in page
