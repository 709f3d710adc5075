"""A proxy between this machine and LINE, as many an office has one."""

from urllib.parse import unquote, urlsplit

import urllib3


def pool(proxy: str | None, *, timeout: urllib3.Timeout) -> urllib3.PoolManager:
    """Return connections that go through the proxy, if there is one, and repeat nothing on their own."""
    if proxy is None:
        return urllib3.PoolManager(retries=False, timeout=timeout)
    return urllib3.ProxyManager(proxy, proxy_headers=headers(proxy), retries=False, timeout=timeout)


def headers(proxy: str | None) -> dict[str, str]:
    """Return what a proxy with a name and a password in its address is told."""
    parts = urlsplit(proxy or "")
    if not parts.username:
        return {}
    return dict(urllib3.make_headers(proxy_basic_auth=f"{unquote(parts.username)}:{unquote(parts.password or '')}"))
