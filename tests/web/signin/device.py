"""A device with passkeys, in software: it makes keys and signs as WebAuthn says."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

Answer = dict[str, Any]
F = AuthenticatorData.FLAG


@dataclass
class SoftwareDevice:
    """A device that holds one passkey.

    Args:
        origin: where its browser thinks that it is.
        place: the host that the key is for.
        verifies: whether it makes sure who uses it.
        counts: whether it counts its uses.
    """

    origin: str = "http://testserver"
    place: str = "testserver"
    verifies: bool = True
    counts: bool = True
    count: int = 0
    handle: bytes = b""
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, asked: Answer) -> str:
        """Make a passkey: what the browser sends."""
        self.handle = websafe_decode(asked["publicKey"]["user"]["id"])
        attested = AttestedCredentialData.create(
            Aaguid.NONE, self.credential, ES256.from_cryptography_key(self.key.public_key())
        )
        data = self._data(F.AT, bytes(attested))
        said = AttestationObject.create("none", data, {})
        client = self._client("webauthn.create", asked)
        return self._sent(client, attestationObject=bytes(said))

    def show(self, asked: Answer) -> str:
        """Show the passkey: what the browser sends."""
        client = self._client("webauthn.get", asked)
        data = self._data()
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._sent(
            client, authenticatorData=bytes(data), signature=signed, userHandle=self.handle
        )

    def _data(self, more: int = 0, attested: bytes = b"") -> AuthenticatorData:
        if self.counts:
            self.count += 1
        flags = F(F.UP | (F.UV if self.verifies else 0) | more)
        place = hashlib.sha256(self.place.encode()).digest()
        return AuthenticatorData.create(place, flags, self.count, attested)

    def _client(self, kind: str, asked: Answer) -> bytes:
        challenge = asked["publicKey"]["challenge"]
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _sent(self, client: bytes, **parts: bytes) -> str:
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return json.dumps(
            {
                "id": websafe_encode(self.credential),
                "rawId": websafe_encode(self.credential),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": response | {"clientDataJSON": websafe_encode(client)},
            }
        )
