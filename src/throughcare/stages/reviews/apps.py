from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "throughcare.stages.reviews"
    label = "reviews"
