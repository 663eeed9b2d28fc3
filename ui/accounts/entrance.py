"""Who comes in, and by what they are known: decided once, when the page is opened."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from index.errors import UsageError
from ui.accounts.proxy import NO_PROXY, Proxy
from ui.accounts.store import Accounts, has_accounts

if TYPE_CHECKING:
    from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Entrance:
    """How a visitor is known: by an account, by a proxy's header, or, with neither, not at all."""

    accounts: Accounts | None = None
    proxy: Proxy = NO_PROXY

    @property
    def is_open(self) -> bool:
        """Whether everyone who reaches the page comes in, as the owner ""."""
        return self.accounts is None and self.proxy.header is None

    def close(self) -> None:
        if self.accounts is not None:
            self.accounts.close()


OPEN = Entrance()


def entrance(settings: "Settings", host: str, wanted: bool | None = None) -> Entrance:
    """The entrance of a page that listens on `host`; the caller closes it.

    `wanted` says whether people are to sign in; None means where there is an account. Raises
    UsageError where a page that others can reach would let everyone in.
    """
    proxy = Proxy.of(settings.auth_header, settings.auth_proxy)
    reachable = not is_loopback(host) and proxy.header is None
    if wanted is False and reachable:
        raise UsageError(
            f"others can reach {host}, so they have to sign in: leave out --no-accounts, or keep to"
            " 127.0.0.1"
        )
    if wanted is False:
        return Entrance(None, proxy)
    if not has_accounts(settings.home):
        if wanted or reachable:
            others = f"others can reach {host}, and " if reachable else ""
            raise UsageError(
                f"{others}there is no account yet: run `readout accounts add NAME` first"
            )
        return Entrance(None, proxy)
    return Entrance(Accounts(settings.home), proxy)


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
