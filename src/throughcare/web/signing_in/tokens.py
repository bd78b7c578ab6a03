"""What a provider says of somebody: taken only where its own key signed it, for this site, now, and for this very question."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
REQUIRED = ["iss", "aud", "exp", "iat", "sub", "nonce"]
SECONDS_OFF = 30  # two clocks are never quite the same


class Forged(Exception):
    """The token is not what the provider gave to us for this sign-in."""


def claims_in(token: str, *, keys: Mapping[str, Any], issuer: str, client: str, nonce: str) -> dict[str, Any]:
    """This will give the claims of an ID token, or raise where anything about it is not as it must be."""
    try:
        header = jwt.get_unverified_header(token)
        key = _key(header, keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[header["alg"]],
            audience=client,
            issuer=issuer,
            leeway=SECONDS_OFF,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as problem:
        raise Forged(type(problem).__name__) from problem
    if not nonce or not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Forged("nonce")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client:
        raise Forged("azp")
    return claims


def _key(header: Mapping[str, Any], keys: Mapping[str, Any]) -> Any:
    """The provider's key for signing that the token names; where it names none, the only one there is."""
    if header["alg"] not in ALGORITHMS:
        raise Forged("alg")
    known = [key for key in keys["keys"] if key.get("use", "sig") == "sig" and key.get("kty") != "oct"]
    named = [key for key in known if key.get("kid") == header["kid"]] if "kid" in header else known
    if len(named) != 1 or named[0].get("alg", header["alg"]) != header["alg"]:
        raise Forged("key")
    return jwt.PyJWK(named[0], algorithm=header["alg"]).key
