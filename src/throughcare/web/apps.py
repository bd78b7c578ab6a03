from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "throughcare.web"
    label = "web"

    def ready(self) -> None:
        """This will say how tasks are called: every slice names its own."""
        from throughcare.commons.past.called import called
        from throughcare.web.slices import task_label

        tasks = ("cases.task.code", "cases.offertask.code", "cases.policetask.code")
        called(lambda case, _row, code, _beside: task_label(code, case.pathway), *tasks)
