"""No private address, however it is written."""

from __future__ import annotations

import ipaddress

import pytest

from crawler.guard import ForbiddenAddressError, check_address, is_public


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://10.0.0.7/", "http://192.168.1.1:8080/x", "http://172.16.0.1/", "http://169.254.169.254/latest/",
        "http://0.0.0.0/", "http://100.64.0.1/", "http://224.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1%25eth0]/", "http://[fd00::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
        "http://localhost/", "http://LOCALHOST./", "http://a.localhost/",
        "http://[::127.0.0.1]/", "http://[::ffff:0:127.0.0.1]/", "http://[64:ff9b:1::7f00:1]/", "http://[fec0::1]/",
        "ftp://biblioteka.example/", "file:///etc/passwd", "gopher://biblioteka.example/", "http:///x", "http://a:b/",
    ],
)  # fmt: skip
def test_held_back(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        check_address(url, allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://biblioteka.example/",
        "https://93.184.215.14/",
        "http://[2606:4700::1111]/",
        "http://[::ffff:8.8.8.8]/",
    ],
)
def test_let_through(url: str) -> None:
    check_address(url, allow_private=False)


def test_private_addresses_may_be_allowed_but_never_other_schemes() -> None:
    check_address("http://127.0.0.1:8000/", allow_private=True)
    with pytest.raises(ForbiddenAddressError):
        check_address("file:///etc/passwd", allow_private=True)


def test_an_address_wrapped_in_ipv6_counts_as_what_it_wraps() -> None:
    assert not is_public(ipaddress.ip_address("::ffff:192.168.0.1"))
    assert is_public(ipaddress.ip_address("::ffff:93.184.215.14"))
