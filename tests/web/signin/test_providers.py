"""Providers as the environment names them: what is told of, and what is refused."""

from __future__ import annotations

import pytest

from ledetraad.errors import InvalidSettings
from ledetraad.web.signin.oidc.providers import providers

ENTRA = {
    "LEDETRAAD_OIDC": "entra, idporten",
    "LEDETRAAD_OIDC_ENTRA_ISSUER": "https://login.example.org/tenant/v2.0",
    "LEDETRAAD_OIDC_ENTRA_CLIENT_ID": "id",
    "LEDETRAAD_OIDC_ENTRA_SECRET": "hemmelig",
    "LEDETRAAD_OIDC_ENTRA_NAME": "Entra ID",
    "LEDETRAAD_OIDC_ENTRA_MUNICIPALITIES": "asker-kommune, eksempel-kommune",
    "LEDETRAAD_OIDC_IDPORTEN_ISSUER": "https://idporten.example.org",
    "LEDETRAAD_OIDC_IDPORTEN_CLIENT_ID": "id",
    "LEDETRAAD_OIDC_IDPORTEN_SECRET": "hemmelig",
    "LEDETRAAD_OIDC_IDPORTEN_SCOPES": "openid profile",
    "LEDETRAAD_OIDC_IDPORTEN_ACR_VALUES": "idporten-loa-high",
    "LEDETRAAD_OIDC_IDPORTEN_TWO_STEPS": "1",
}


def test_several_providers_are_told_of_each_with_its_own() -> None:
    entra, idporten = providers(ENTRA).values()

    assert (entra.key, entra.name) == ("entra", "Entra ID")
    assert entra.scopes == ("openid", "profile", "email")
    assert entra.speaks_for("asker-kommune")
    assert not entra.speaks_for("annen-kommune")
    assert not entra.two_steps
    assert idporten.name == "idporten"
    assert idporten.scopes == ("openid", "profile")
    assert idporten.acr_values == ("idporten-loa-high",)
    assert idporten.two_steps
    assert idporten.speaks_for("annen-kommune")


def test_none_are_told_of_where_none_are_named() -> None:
    assert providers({}) == {}


def test_a_providers_secret_is_not_shown_where_it_is_written_out() -> None:
    assert "hemmelig" not in repr(providers(ENTRA))


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"LEDETRAAD_OIDC": "Entra/ID"}, "LEDETRAAD_OIDC"),
        ({"LEDETRAAD_OIDC_ENTRA_SECRET": ""}, "LEDETRAAD_OIDC_ENTRA_SECRET"),
        ({"LEDETRAAD_OIDC_ENTRA_CLIENT_ID": " "}, "LEDETRAAD_OIDC_ENTRA_CLIENT_ID"),
        ({"LEDETRAAD_OIDC_ENTRA_ISSUER": ""}, "LEDETRAAD_OIDC_ENTRA_ISSUER"),
        (
            {"LEDETRAAD_OIDC_ENTRA_ISSUER": "http://login.example.org"},
            "LEDETRAAD_OIDC_ENTRA_ISSUER",
        ),
        ({"LEDETRAAD_OIDC_ENTRA_ISSUER": "https://[x"}, "LEDETRAAD_OIDC_ENTRA_ISSUER"),
    ],
)
def test_a_setting_that_is_missing_or_not_safe_is_named(wrong: dict[str, str], where: str) -> None:
    with pytest.raises(InvalidSettings) as told:
        providers(ENTRA | wrong)

    assert told.value.where == where
