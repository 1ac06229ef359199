from brygga.messaging.acts.feeds import open_feed, revoke_feed

__all__ = ["open_feed", "revoke_feed"]
