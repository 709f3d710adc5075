"""Channel access tokens: issued for a channel's id and secret, looked up, revoked."""

import secrets

from flask import request

from tracker.simulator.answers import Answer, Refused
from tracker.simulator.api.door import Call, Operation, operation
from tracker.simulator.channels import Channel, channels, issue_access_token
from tracker.simulator.store import seconds_of

STATELESS_SECONDS = 15 * 60
SHORT_LIVED_SECONDS = 30 * 24 * 60 * 60


def _issued(call: Call, seconds: int) -> Answer:
    if request.form.get("grant_type") != "client_credentials":
        raise Refused(400, "unsupported grant_type")
    token = issue_access_token(call.connection, _channel_of_credentials(call), at=call.at, seconds=seconds)
    return Answer(200, {"access_token": token, "expires_in": seconds, "token_type": "Bearer"})


@operation("POST", "/oauth2/v3/token", Operation("issueStatelessChannelToken", takes_json=False, needs_token=False))
def issue_stateless_token(call: Call) -> Answer:
    """Issue a token for fifteen minutes."""
    return _issued(call, STATELESS_SECONDS)


@operation("POST", "/v2/oauth/accessToken", Operation("issueChannelToken", takes_json=False, needs_token=False))
def issue_short_lived_token(call: Call) -> Answer:
    """Issue a token for thirty days."""
    return _issued(call, SHORT_LIVED_SECONDS)


@operation("POST", "/v2/oauth/verify", Operation("verifyChannelToken", takes_json=False, needs_token=False))
def verify_token(call: Call) -> Answer:
    """Tell how long a token still lives."""
    token = request.form.get("access_token", "")
    row = call.connection.execute(
        "SELECT channels.number, access_tokens.expires_at FROM access_tokens"
        " JOIN channels ON channels.id = access_tokens.channel WHERE token = ?",
        (token,),
    ).fetchone()
    left = 0 if row is None else int(row["expires_at"] - seconds_of(call.at))
    if left <= 0:
        raise Refused(400, "invalid_request")
    return Answer(200, {"client_id": row["number"], "expires_in": left, "scope": "P CM"})


@operation("POST", "/v2/oauth/revoke", Operation("revokeChannelToken", takes_json=False, needs_token=False))
def revoke_token(call: Call) -> Answer:
    """Revoke a token; one nobody has is no mistake."""
    call.connection.execute("DELETE FROM access_tokens WHERE token = ?", (request.form.get("access_token", ""),))
    return Answer(200, {})


def _channel_of_credentials(call: Call) -> Channel:
    number, secret = request.form.get("client_id", ""), request.form.get("client_secret", "")
    for channel in channels(call.connection):
        if channel.number == number and secrets.compare_digest(channel.secret.encode(), secret.encode()):
            return channel
    raise Refused(400, "invalid_client")
