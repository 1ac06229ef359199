from tests.messaging.post import server

__all__ = ["server"]
