from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "throughcare.stages.referrals"
    label = "referrals"
