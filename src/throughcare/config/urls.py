"""Both faces beside each other: pages for people, and addresses for machines. Neither knows the other."""

from django.urls import include, path

from throughcare.web.urls import handler400, handler404, handler500

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("api/", include("throughcare.api.urls")),
    path("", include("throughcare.web.urls")),
]
