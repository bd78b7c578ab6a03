"""The address below a case: cases/<reference>/second-rating/."""

from django.urls import path

from throughcare.oversight.quality.pages import of_case

urlpatterns = [path("second-rating/<uuid:key>/", of_case.freeze, name="second-rating-evidence")]
