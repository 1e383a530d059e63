"""``sightline serve``: the workplace in a browser, on this machine or for others."""

import ipaddress
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from indexer.errors import IndexerError
from nlp.console import CANNOT_RUN, home_option

THREADS = 8
"""Pages a process makes at a time."""


class CannotServe(IndexerError):
    """The server must not be started so; the message says why."""


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. Any but this machine's own needs accounts.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    help="Name under which browsers ask for it, such as evidence.council.gov.uk; may be repeated.",
)
@click.option(
    "--proxy",
    help="Address of the proxy that browsers come through, whose X-Forwarded headers to believe.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="How many processes serve. By default one for each core, four at most.",
)
@home_option
def serve(
    home: Path,
    port: int,
    host: str,
    names: tuple[str, ...],
    proxy: str | None,
    processes: int | None,
) -> None:
    """Serve the workplace in a browser.

    Without accounts only this machine is served. To serve others, add an
    administrator with `sightline users add`, and put a proxy before it that
    speaks HTTPS: passwords must not travel readable.
    """
    import waitress

    from app import create_app
    from app.processes import fork_others, open_sockets, usual_number
    from app.wiring import workplace_of
    from indexer.home import Home
    from indexer.uploads import clear_cut_off

    place = Home(home)
    check_allowed(place.store, host, proxy)
    application = create_app(place, hosts=host_names(host, names))
    trusted = {"trusted_proxy": proxy, "trusted_proxy_headers": FORWARDED} if proxy else {}
    try:
        sockets = open_sockets(host, port)
    except (OSError, ValueError) as error:
        click.echo(
            f"sightline: {host}, port {port}, cannot be used ({error}). Choose another --port "
            "or --host.",
            err=True,
        )
        sys.exit(CANNOT_RUN)
    if not (proxy or is_loopback(host)):
        click.echo(
            "sightline: passwords travel readable to everyone on the network between. Put a "
            "proxy before it that speaks HTTPS, and start it with --proxy.",
            err=True,
        )
    is_first = fork_others(processes or usual_number())
    if not workplace_of(application).is_empty:
        workplace_of(application).warm_up()
    server = waitress.create_server(application, sockets=sockets, threads=THREADS, **trusted)
    if is_first:
        clear_cut_off(place)
        if not workplace_of(application).is_empty:
            workplace_of(application).shower.tell()  # what was decided before it was last ended
        click.echo(f"Sightline is ready: http://{host}:{port}/ (Ctrl+C ends it)", err=True)
    server.run()


FORWARDED = "x-forwarded-for x-forwarded-host x-forwarded-proto"
"""What a trusted proxy may say of the browser behind it."""


def check_allowed(store: Path, host: str, proxy: str | None) -> None:
    """Refuse to serve others while nobody has to sign in.

    Raises:
        CannotServe: there is no administrator.
    """
    from indexer.store.repository import Store

    if is_loopback(host) and not proxy:
        return
    if store.is_file():
        with Store.open(store) as opened:
            if opened.has_accounts():
                return
    others = f"through the proxy {proxy}" if proxy else f"at {host}"
    raise CannotServe(
        f"Others could reach it {others}, and nobody would have to sign in. Add an administrator "
        "first: sightline users add NAME --role administrator"
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine's own, which no other can reach."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def host_names(host: str, names: Sequence[str]) -> list[str] | None:
    """Return the names under which the server answers; None for this machine's own alone."""
    from app.security import LOOPBACK

    if is_loopback(host) and not names:
        return None
    own = () if names else (host, socket.gethostname(), socket.getfqdn())
    return [*LOOPBACK, *names, *own]
