from brygga.routines.document import write

write()
