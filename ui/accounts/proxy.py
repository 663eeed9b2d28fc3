"""What a reverse proxy in front says of a request, believed only from a peer that is trusted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from index.errors import UsageError
from ui.accounts.names import account_name

_FIELD_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Proxy:
    """Which peers are believed, and the header in which they name the person."""

    header: str | None = None  # in lower case
    networks: tuple[IPv4Network | IPv6Network, ...] = ()  # besides loopback

    @classmethod
    def of(cls, header: str | None, peers: str) -> "Proxy":
        """By the settings; `peers` are addresses or networks with commas. Raises UsageError."""
        if header is not None and not _FIELD_NAME.fullmatch(header):
            raise UsageError(
                "READOUT_AUTH_HEADER is not usable: name one header, such as X-Forwarded-User"
            )
        named = [each.strip() for each in peers.split(",") if each.strip()]
        try:
            networks = tuple(ip_network(each) for each in named)
        except ValueError as error:
            raise UsageError(
                f"READOUT_AUTH_PROXY is not usable ({error}): name addresses or networks, with"
                " commas between them, such as 10.0.0.7 or 10.1.0.0/16"
            ) from None
        return cls(header.lower() if header else None, networks)

    def trusts(self, peer: str | None) -> bool:
        """Whether a peer's address is this machine's own, or one of those named."""
        try:
            address = ip_address((peer or "").partition("%")[0])
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address
        return address.is_loopback or any(address in network for network in self.networks)

    def named(self, values: Iterable[bytes]) -> str | None:
        """The person that the header's values name; None where they name none, or several."""
        try:
            (value,) = values
            return account_name(value.decode("utf-8"))
        except (ValueError, UsageError):
            return None


NO_PROXY = Proxy()


def forwarded(headers: Mapping[str, str], name: str) -> str | None:
    """What the nearest proxy put last into a header such as X-Forwarded-For."""
    return headers.get(name, "").rpartition(",")[2].strip() or None
