from brygga.messaging.acts.choices import choose_notices
from brygga.messaging.acts.feeds import open_feed, revoke_feed

__all__ = ["choose_notices", "open_feed", "revoke_feed"]
