"""Renewing a channel's access token from its id and secret, when LINE no longer takes the one we have.

A short-lived token (thirty days, thirty of them for a channel, the oldest revoked by the next) is stored and shared by
every process; a stateless one would have to be renewed every fifteen minutes (LINE, "Channel access token").
"""

from dataclasses import dataclass, field

from linebot.v3.oauth import ApiClient, ChannelAccessToken, Configuration

from tracker.messaging import proxies
from tracker.messaging.messenger import ChannelRejected, MessageRefused
from tracker.messaging.verdicts import TIMEOUT, TOTAL_SECONDS, judged, within


@dataclass(frozen=True)
class IssuedToken:
    """A new access token, and for how long LINE will take it."""

    access_token: str = field(repr=False)
    lives_seconds: int


def issue_token(channel_id: str, secret: str, *, host: str | None = None, proxy: str | None = None) -> IssuedToken:
    """Have LINE issue a short-lived access token; ChannelRejected when it does not know this id with this secret."""
    configuration = Configuration(host=host)
    configuration.retries = False
    configuration.proxy, configuration.proxy_headers = proxy, proxies.headers(proxy)
    issuer = ChannelAccessToken(ApiClient(configuration))

    def ask() -> IssuedToken:
        issued = judged(
            lambda: issuer.issue_channel_token("client_credentials", channel_id, secret, _request_timeout=TIMEOUT)
        )
        return IssuedToken(issued.access_token, int(issued.expires_in))

    try:
        return within(TOTAL_SECONDS, ask)
    except MessageRefused as refused:
        # "invalid_client" comes as 400: the channel is wrong, no message is.
        raise ChannelRejected(refused.details or str(refused.status)) from refused
