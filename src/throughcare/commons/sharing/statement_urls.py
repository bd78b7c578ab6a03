"""The address below a case at which everybody who is given it reads how it may be used: cases/<reference>/statement/."""

from django.urls import path

from throughcare.commons.sharing.pages.statement import statement

urlpatterns = [path("", statement, name="sharing-statement")]
