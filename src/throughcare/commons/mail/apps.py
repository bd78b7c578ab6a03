from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "throughcare.commons.mail"
    label = "mail"
