from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "throughcare.web"
    label = "web"

    def ready(self) -> None:
        """This will say how tasks are called: every slice names its own."""
        from throughcare.commons.past.called import called
        from throughcare.web.slices import task_label

        tasks = [f"cases.{kind}.code" for kind in ("task", "offertask", "enforcementtask", "policetask")]
        called(lambda case, _row, code, _beside: task_label(code, case.pathway), *tasks)
