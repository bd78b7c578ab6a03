"""The gallery's addresses: a list of its pages, and each page by name."""

from django.urls import path

from tests.kit.gallery import pages

urlpatterns = [path("", pages.contents, name="contents"), path("<slug:name>", pages.show, name="show")]
