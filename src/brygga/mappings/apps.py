from django.apps import AppConfig


class MappingsConfig(AppConfig):
    name = "brygga.mappings"
