"""Addresses are looked at before they count."""

import pytest

from desktop_app.core.hub_setting import address_problem, proxy_problem

NONE = ("", "https://hf-mirror.com", "https://hub.example:8443/api", "http://127.0.0.1:9000")


@pytest.mark.parametrize("address", [*NONE, "http://[::1]:80", "http://localhost"])
def test_safe_addresses(address: str) -> None:
    assert address_problem(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://hf-mirror.com",
        "hf-mirror.com",
        "ftp://hf-mirror.com",
        "https://",
        "https://two words.com",
        "https://hub.example:port",
        "https://hub.example:99999",
        "https://[::1",
        "https://hub.example/?page=1",
        "http://127.0.0.1.evil.example",
    ],
)
def test_addresses_that_are_not(address: str) -> None:
    problem = address_problem(address)
    assert problem is not None
    assert problem.code == "hub.address"
    assert problem.values == {"address": address}


@pytest.mark.parametrize("proxy", ["", "http://proxy:8080", "https://me:secret@proxy.example"])
def test_proxies(proxy: str) -> None:
    assert proxy_problem(proxy) is None


@pytest.mark.parametrize("proxy", ["proxy:8080", "socks5://proxy:1080", "http://", "http://a b"])
def test_what_is_no_proxy(proxy: str) -> None:
    problem = proxy_problem(proxy)
    assert problem is not None
    assert problem.code == "hub.proxy"
