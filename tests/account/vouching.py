"""A service that vouches for people (OpenID Connect), on this machine, that can also be made to lie."""

import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

CLIENT, PASSPHRASE = "the portal", "a secret that the service gave the portal"


class Voucher:
    """The service. `person` is what it says of whoever comes; `lies` changes its tokens; `down` makes it fail."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(
            2048, parameters={"kid": "one", "use": "sig", "alg": "RS256"}
        )
        self.sign_with = self.key
        self.person: dict[str, Any] = {
            "sub": "dfe-7",
            "email": "Sam.Smith@example.org",
            "email_verified": True,
            "given_name": "Sam",
            "family_name": "Smith",
        }
        self.lies: dict[str, Any] = {}
        self.down = False
        self.asked: dict[str, dict[str, str]] = {}
        self.server = make_server("127.0.0.1", 0, self.answer, threaded=True)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.calls_itself = self.issuer
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Close the service."""
        self.server.shutdown()
        self.server.server_close()

    def answer(self, environ: Any, start: Any) -> Any:
        """Answer the portal."""
        request = Request(environ)
        pages: dict[str, Callable[[Request], dict[str, Any]]] = {
            "/.well-known/openid-configuration": self._configuration,
            "/token": self._token,
            "/keys": self._keys,
        }
        if self.down or request.path not in pages:
            return Response("down", 503)(environ, start)
        said = pages[request.path](request)
        status = 400 if "error" in said else 200
        return Response(json.dumps(said), status, mimetype="application/json")(environ, start)

    def agree(self, address: str) -> str:
        """What a person does who is sent to `address` and signs in: the address that they are sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.asked[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def _configuration(self, _request: Request) -> dict[str, Any]:
        return {
            "issuer": self.calls_itself,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _keys(self, _request: Request) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}

    def _token(self, request: Request) -> dict[str, Any]:
        asked = self.asked.pop(request.form["code"], None)
        proof = urlsafe_b64encode(sha256(request.form["code_verifier"].encode()).digest())
        if (
            asked is None
            or proof.decode().rstrip("=") != asked["code_challenge"]
            or request.authorization is None
            or (request.authorization.username, request.authorization.password)
            != (CLIENT, PASSPHRASE)
        ):
            return {"error": "invalid_grant"}
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            "nonce": asked["nonce"],
            **self.person,
            **self.lies,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.sign_with)
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}
