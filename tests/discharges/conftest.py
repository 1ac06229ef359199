from tests.discharges.ward import ward

__all__ = ["ward"]
