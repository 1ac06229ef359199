from django.apps import AppConfig


class SeriesConfig(AppConfig):
    name = "brygga.series"

    def ready(self) -> None:
        from brygga.consents.acts import when_door_closes
        from brygga.core import events
        from brygga.series.acts import withdraw_when_door_closes
        from brygga.series.items import supplied_by
        from brygga.series.shown import consultations_to_show, planned_handovers, transfer_inventory
        from brygga.series.telling import tell

        events.listen(tell)
        when_door_closes(withdraw_when_door_closes)
        supplied_by("planned_handovers", planned_handovers)
        supplied_by("advice_since_last", consultations_to_show)
        supplied_by("transfer_inventory", transfer_inventory)
