"""The flows between a Connected App and a session, driven by the official Python SDK.

Usage: flows.py, with a line of JSON on standard input: the projects as the emulator prints them.
Prints a line for each flow and ends with 0 if all passed. The SDK checks every response against its
models, so a missing or null field fails here.
"""

import base64
import hashlib
import json
import os
import sys
import traceback
from urllib.parse import parse_qs, urlsplit

import requests
from stytch.b2b.client import Client as B2BClient
from stytch.consumer.client import Client as ConsumerClient
from stytch.core.response_base import StytchError

REDIRECT = "https://app.example.com/callback"
PASSWORD = "correct-horse-battery-staple-" + os.urandom(8).hex()


class Flow:
    """A project with one person who is logged in, and the calls that both verticals share."""

    def __init__(self, project):
        self.url = project["url"]
        arguments = (project["projectId"], project["secret"])
        self.client = self.connect(*arguments, environment=self.url + "/", suppress_warnings=True)

    def create_app(self, client_type, **fields):
        created = self.client.connected_app.clients.create(
            client_type=client_type, client_name="conformance", redirect_urls=[REDIRECT], **fields
        )
        return created.connected_app

    def code(self, app, scopes, verifier=None, consent=True):
        selected = {"session_token": self.session_token}
        started = self.client.idp.oauth.authorize_start(
            client_id=app.client_id,
            redirect_uri=REDIRECT,
            response_type="code",
            scopes=scopes,
            **selected,
        )
        assert started.client.client_id == app.client_id
        challenge = {}
        if verifier:
            digest = hashlib.sha256(verifier.encode()).digest()
            challenge["code_challenge"] = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        authorized = self.client.idp.oauth.authorize(
            consent_granted=consent,
            scopes=scopes,
            client_id=app.client_id,
            redirect_uri=REDIRECT,
            response_type="code",
            state="a-state",
            nonce="a-nonce",
            **selected,
            **challenge,
        )
        query = parse_qs(urlsplit(authorized.redirect_uri).query)
        assert query["state"] == ["a-state"]
        assert query["code"] == [authorized.authorization_code]
        return authorized.authorization_code

    def token(self, app, **fields):
        secret = getattr(app, "client_secret", None)
        body = {"client_id": app.client_id, **({"client_secret": secret} if secret else {}), **fields}
        return requests.post(f"{self.url}/v1/oauth2/token", data=body, timeout=10)

    def tokens(self, app, scopes, verifier=None):
        code = self.code(app, scopes, verifier)
        extra = {"code_verifier": verifier} if verifier else {}
        response = self.token(
            app, grant_type="authorization_code", code=code, redirect_uri=REDIRECT, **extra
        )
        assert response.status_code == 200, response.status_code
        return response.json()


class Consumer(Flow):
    connect = ConsumerClient

    def log_in(self):
        email = f"conformance-{os.urandom(6).hex()}@example.com"
        created = self.client.passwords.create(
            email=email, password=PASSWORD, session_duration_minutes=30
        )
        self.session_token = created.session_token
        self.remove = lambda: self.client.users.delete(user_id=created.user_id)

    def exchange(self, access_token):
        return self.client.sessions.exchange_access_token(
            access_token=access_token, session_duration_minutes=15
        )

    def factors(self, exchanged):
        return exchanged.session.authentication_factors


class B2B(Flow):
    connect = B2BClient

    def log_in(self):
        suffix = os.urandom(6).hex()
        organization = self.client.organizations.create(
            organization_name=f"Conformance {suffix}", organization_slug=f"conformance-{suffix}"
        ).organization
        email = f"member-{suffix}@example.com"
        self.client.organizations.members.create(
            organization_id=organization.organization_id, email_address=email
        )
        self.client.passwords.migrate(
            organization_id=organization.organization_id,
            email_address=email,
            hash=hashlib.sha512(PASSWORD.encode()).hexdigest(),
            hash_type="sha_512",
        )
        self.session_token = self.client.passwords.authenticate(
            organization_id=organization.organization_id, email_address=email, password=PASSWORD
        ).session_token
        self.remove = lambda: self.client.organizations.delete(
            organization_id=organization.organization_id
        )

    def exchange(self, access_token):
        return self.client.sessions.exchange_access_token(access_token=access_token)

    def factors(self, exchanged):
        return exchanged.member_session.authentication_factors


def fails_with(status, call):
    """The call must be refused with this status; anything else is a failure of the flow."""
    try:
        call()
    except StytchError as error:
        assert error.details.status_code == status, error.details
    else:
        raise AssertionError(f"was expected to be refused with {status}")


def clients(flow):
    api = flow.client.connected_app.clients
    for client_type in ("first_party", "first_party_public", "third_party", "third_party_public"):
        app = flow.create_app(client_type)
        assert bool(getattr(app, "client_secret", None)) == (not client_type.endswith("_public"))
        assert api.get(client_id=app.client_id).connected_app.client_type == client_type
        updated = api.update(client_id=app.client_id, client_name="", redirect_urls=[])
        assert updated.connected_app.redirect_urls == []
        assert app.client_id in [found.client_id for found in api.search(limit=1000).connected_apps]
        api.delete(client_id=app.client_id)
        fails_with(404, lambda: api.get(client_id=app.client_id))


def rotation(flow):
    api = flow.client.connected_app.clients
    app = flow.create_app("first_party")
    started = api.secrets.rotate_start(client_id=app.client_id).connected_app
    assert started.next_client_secret.endswith(started.next_client_secret_last_four)
    api.secrets.rotate_cancel(client_id=app.client_id)
    started = api.secrets.rotate_start(client_id=app.client_id).connected_app
    rotated = api.secrets.rotate(client_id=app.client_id).connected_app
    assert rotated.client_secret_last_four == started.next_client_secret_last_four
    api.delete(client_id=app.client_id)


def exchange(flow):
    app = flow.create_app("first_party", full_access_allowed=True)
    tokens = flow.tokens(app, ["openid", "email", "full_access"])
    exchanged = flow.exchange(tokens["access_token"])
    names = [
        factor.oauth_access_token_exchange_factor.client_id
        for factor in flow.factors(exchanged)
        if factor.oauth_access_token_exchange_factor
    ]
    assert names == [app.client_id]
    assert flow.client.sessions.authenticate_jwt_local(session_jwt=exchanged.session_jwt)
    flow.client.sessions.authenticate(session_token=exchanged.session_token)
    fails_with(404, lambda: flow.exchange(tokens["access_token"]))
    flow.client.sessions.revoke(session_token=exchanged.session_token)
    fails_with(404, lambda: flow.client.sessions.authenticate(session_token=exchanged.session_token))
    flow.client.connected_app.clients.delete(client_id=app.client_id)


def public_client(flow):
    app = flow.create_app("third_party_public")
    verifier = base64.urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()
    tokens = flow.tokens(app, ["openid", "offline_access"], verifier)
    fields = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    refreshed = flow.token(app, **fields)
    assert refreshed.status_code == 200
    assert refreshed.json()["refresh_token"] != tokens["refresh_token"]
    assert flow.token(app, **fields).status_code == 400
    flow.client.connected_app.clients.delete(client_id=app.client_id)


def introspection(flow):
    app = flow.create_app("first_party")
    token = flow.tokens(app, ["openid", "profile"])["access_token"]
    network = flow.client.idp.introspect_token_network(
        token=token, client_id=app.client_id, client_secret=app.client_secret
    )
    local = flow.client.idp.introspect_access_token_local(access_token=token)
    assert network.subject == local.subject
    body = {"token": token, "client_id": app.client_id, "client_secret": app.client_secret}
    assert requests.post(f"{flow.url}/v1/oauth2/revoke", data=body, timeout=10).ok
    assert requests.post(f"{flow.url}/v1/oauth2/introspect", data=body, timeout=10).json()[
        "active"
    ] is False
    flow.client.connected_app.clients.delete(client_id=app.client_id)


FLOWS = [clients, rotation, exchange, public_client, introspection]


def main():
    projects = json.load(sys.stdin)["projects"]
    passed = failed = 0
    for name, kind in (("consumer", Consumer), ("b2b", B2B)):
        flow = kind(projects[name])
        flow.client.debug.whoami()
        flow.log_in()
        for run in FLOWS:
            try:
                run(flow)
                passed += 1
                print(f"passed  {name} {run.__name__}")
            except Exception:
                failed += 1
                print(f"FAILED  {name} {run.__name__}\n{traceback.format_exc()}")
        flow.remove()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
