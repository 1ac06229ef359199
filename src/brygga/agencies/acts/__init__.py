"""Every write about organisations, units, staff and assignments."""

from brygga.agencies.acts.importing import FaultyRows, import_sheet
from brygga.agencies.acts.staff import (
    add_staff,
    change_assignment,
    change_staff,
    end_assignment,
    end_stand_in,
    forget_sign_in,
    give_assignment,
    move_assignment,
    name_stand_in,
    record_leaving,
    sign_in_staff,
    sign_out_everywhere,
)
from brygga.agencies.acts.units import (
    add_unit,
    change_unit,
    close_organisation,
    close_unit,
    dissolve_unit,
    found_organisation,
    rename_organisation,
)

__all__ = [
    "FaultyRows",
    "add_staff",
    "add_unit",
    "change_assignment",
    "change_staff",
    "change_unit",
    "close_organisation",
    "close_unit",
    "dissolve_unit",
    "end_assignment",
    "end_stand_in",
    "forget_sign_in",
    "found_organisation",
    "give_assignment",
    "import_sheet",
    "move_assignment",
    "name_stand_in",
    "record_leaving",
    "rename_organisation",
    "sign_in_staff",
    "sign_out_everywhere",
]
