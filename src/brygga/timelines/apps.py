from django.apps import AppConfig


class TimelinesConfig(AppConfig):
    name = "brygga.timelines"
