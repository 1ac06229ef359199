from tests.transfers.young import young

__all__ = ["young"]
