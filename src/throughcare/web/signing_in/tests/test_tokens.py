"""Each sign of a token is looked at: key, algorithm, issuer, audience, time, nonce."""

import hmac
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from tests.kit.passkey import text_of
from throughcare.web.signing_in.tokens import Forged, claims_in

ISSUER, CLIENT, NONCE = "https://provider.example", "throughcare", "n" * 32
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _key in range(2))
CURVE = ec.generate_private_key(ec.SECP256R1())


def jwk(key, kid: str, **more: str) -> dict:
    kind = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    return {**json.loads(kind.to_jwk(key.public_key())), "kid": kid, "use": "sig", **more}


KEYS = {"keys": [jwk(KEY, "one", alg="RS256"), jwk(CURVE, "two"), {"kty": "oct", "k": "c2VjcmV0", "kid": "three"}]}


def claims(**changed: object) -> dict:
    now = int(time.time())
    said = {"iss": ISSUER, "aud": CLIENT, "sub": "u-1", "nonce": NONCE, "iat": now, "exp": now + 300, **changed}
    return {name: value for name, value in said.items() if value is not ...}


def taken(token: str, *, nonce: str = NONCE, keys: dict = KEYS) -> dict:
    return claims_in(token, keys=keys, issuer=ISSUER, client=CLIENT, nonce=nonce)


def signed(said: dict, key=KEY, *, kid: str = "one", algorithm: str = "RS256") -> str:
    return jwt.encode(said, key, algorithm=algorithm, headers={"kid": kid})


def test_the_right_token_is_taken():
    assert taken(signed(claims()))["sub"] == "u-1"
    assert taken(signed(claims(), CURVE, kid="two", algorithm="ES256"))["sub"] == "u-1"
    assert taken(signed(claims(aud=[CLIENT, "another"], azp=CLIENT)))["sub"] == "u-1"
    assert taken(signed(claims(aud=[CLIENT])))["sub"] == "u-1"


@pytest.mark.parametrize("off", [-20, 20])
def test_a_provider_whose_clock_is_some_seconds_off_is_believed(off):
    now = int(time.time()) + off

    assert taken(signed(claims(iat=now, nbf=now, exp=now + 5)))["sub"] == "u-1"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"exp": int(time.time()) - 120}, id="ended"),
        pytest.param({"iat": int(time.time()) + 86_400}, id="made tomorrow"),
        pytest.param({"nbf": int(time.time()) + 86_400}, id="not before tomorrow"),
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://elsewhere.example"},
        {"nonce": "m" * 32},
        {"nonce": 7},
        {"nonce": ...},
        {"exp": ...},
        {"sub": ...},
        {"aud": ...},
        {"iss": ...},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_is_refused(said):
    with pytest.raises(Forged):
        taken(signed(claims(**said)))


def test_a_token_of_another_key_is_refused():
    with pytest.raises(Forged):
        taken(signed(claims(), OTHER))
    with pytest.raises(Forged):
        taken(signed(claims(), OTHER, kid="unknown"))
    with pytest.raises(Forged):
        taken(signed(claims(), KEY, kid="two"))


def test_a_key_that_comes_with_the_token_opens_nothing():
    with_it = {"jwk": jwk(OTHER, "own"), "jku": "https://elsewhere.example/keys", "kid": "own"}
    for header in (with_it, with_it | {"kid": "one"}, {"jwk": jwk(OTHER, "one")}):
        with pytest.raises(Forged):
            taken(jwt.encode(claims(), OTHER, algorithm="RS256", headers=header))
    with pytest.raises(Forged):
        taken(jwt.encode(claims(), OTHER, algorithm="RS256", headers=with_it), keys={"keys": [jwk(KEY, "one")]})


def test_a_token_without_a_signature_is_refused():
    with pytest.raises(Forged):
        taken(jwt.encode(claims(), None, algorithm="none", headers={"kid": "one"}))


def test_a_public_key_is_no_secret_to_sign_with():
    """The provider's public key, taken for the key of a symmetric algorithm."""
    public = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for key, kid in ((public, "one"), (b"secret", "three")):
        with pytest.raises(Forged):
            taken(by_secret(claims(), key, kid=kid))


def by_secret(said: dict, key: bytes, *, kid: str) -> str:
    """A token under a secret, put together by hand: no library would."""
    parts = [text_of(json.dumps(part).encode()) for part in ({"alg": "HS256", "kid": kid}, said)]
    signature = hmac.new(key, ".".join(parts).encode(), "sha256").digest()
    return ".".join([*parts, text_of(signature)])


def test_another_algorithm_than_the_keys_own_is_refused():
    with pytest.raises(Forged):
        taken(signed(claims(), algorithm="RS512"))


def test_without_a_question_nothing_is_taken():
    with pytest.raises(Forged):
        taken(signed(claims(nonce="")), nonce="")


def test_where_a_token_names_no_key_there_must_be_one_alone():
    token = jwt.encode(claims(), KEY, algorithm="RS256")

    assert taken(token, keys={"keys": [jwk(KEY, "one")]})["sub"] == "u-1"
    assert (
        taken(token, keys={"keys": [jwk(KEY, "one"), KEYS["keys"][2], jwk(OTHER, "four", use="enc")]})["sub"] == "u-1"
    )
    with pytest.raises(Forged):
        taken(token)


def test_a_key_that_is_not_for_signing_signs_nothing():
    with pytest.raises(Forged):
        taken(signed(claims()), keys={"keys": [jwk(KEY, "one", use="enc")]})


@pytest.mark.parametrize("nonsense", ["", "a", "a.b.c", "é.é.é", "." * 9])
def test_nonsense_is_refused(nonsense):
    with pytest.raises(Forged):
        taken(nonsense)
    with pytest.raises(Forged):
        taken(signed(claims()), keys={})
