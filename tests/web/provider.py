"""An OpenID provider in a process of its own, which can be told to misbehave.

`python provider.py` prints its address. `POST /next` says who signs in next and what goes wrong on the way;
otherwise it keeps the rules: PKCE, one use of a code, the client's own authentication.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "brygga", "hemlighet"
LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
OWN = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
FOREIGN = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
CLIENT_KEY = RSAKey.generate_key(2048)
state = {"next": {}, "codes": {}, "tokens": {}, "asked": {}}


def _cut(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _part(value):
    return _cut(json.dumps(value).encode())


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    @property
    def issuer(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, status, body=None, **headers):
        data = json.dumps(body).encode() if body is not None else b""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        pages = {
            "/.well-known/openid-configuration": self.describe,
            "/keys": lambda _: self.answer(200, {"keys": [OWN.as_dict(private=False)]}),
            "/authorize": self.authorize,
            "/userinfo": self.userinfo,
            "/client-key": lambda _: self.answer(200, CLIENT_KEY.as_pem(private=True).decode()),
            "/asked": lambda _: self.answer(200, state["asked"]),
        }
        pages.get(address.path, lambda _: self.answer(404, {}))(query)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/next":
            state["next"] = json.loads(body)
            return self.answer(200, {})
        return self.token({name: values[0] for name, values in parse_qs(body).items()})

    def describe(self, _):
        faults = state["next"].get("faults", {})
        self.answer(
            200,
            {
                "issuer": faults.get("described_issuer", self.issuer),
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            },
        )

    def authorize(self, query):
        state["asked"] = query
        faults = state["next"].get("faults", {})
        code = secrets.token_urlsafe()
        state["codes"][code] = query
        told = {"code": code, "state": faults.get("state", query["state"])}
        if "error" in faults:
            told = {"error": faults["error"], "state": query["state"]}
        if "answer_iss" in faults:
            told["iss"] = faults["answer_iss"]
        self.answer(302, Location=f"{query['redirect_uri']}?{urlencode(told)}")

    def token(self, form):
        asked = state["codes"].pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = _cut(digest)
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form["redirect_uri"]:
            return self.answer(400, {"error": "invalid_grant"})
        if not self.is_client(form):
            return self.answer(401, {"error": "invalid_client"})
        access = secrets.token_urlsafe()
        who = state["next"]
        state["tokens"][access] = who
        return self.answer(
            200,
            {
                "access_token": access,
                "token_type": "Bearer",
                "expires_in": 60,
                "id_token": self.id_token(asked, who, access),
            },
        )

    def is_client(self, form):
        if "client_assertion" in form:
            read = jwt.decode(form["client_assertion"], CLIENT_KEY)
            return read.claims["iss"] == read.claims["sub"] == CLIENT and read.claims["exp"] > time.time()
        given = self.headers.get("Authorization", "").partition(" ")[2]
        return base64.b64decode(given).decode() == f"{CLIENT}:{SECRET}"

    def id_token(self, asked, who, access):
        faults, now = who.get("faults", {}), int(time.time())
        half = hashlib.sha256(access.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "sub": who.get("sub", "anna"),
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "acr": LOA3,
            "nonce": asked.get("nonce"),
            "at_hash": _cut(half),
            **who.get("claims", {}),
            **faults.get("id_token", {}),
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if faults.get("signature") == "none":
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        if faults.get("signature") == "public key as secret":
            signed = f"{_part({'alg': 'HS256', 'kid': '1'})}.{_part(claims)}"
            mac = hmac.digest(OWN.as_pem(private=False), signed.encode(), "sha256")
            return f"{signed}.{_cut(mac)}"
        key = FOREIGN if faults.get("signature") == "foreign" else OWN
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)

    def userinfo(self, _):
        who = state["tokens"].get(self.headers.get("Authorization", "").partition(" ")[2])
        if who is None:
            return self.answer(401, {})
        sub = who.get("faults", {}).get("userinfo_sub", who.get("sub", "anna"))
        return self.answer(200, {"sub": sub, **who.get("userinfo", {})})


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
