"""What every response carries, whoever wrote the document it shows.

Documents are hostile input. Pages load nothing from another host, run no inline
script and no inline style; a script smuggled into a document's text would find
nothing that runs it even if the escaping failed.
"""

from flask import Flask, Response, request

LOOPBACK = ("localhost", "127.0.0.1")
"""Names under which a server on this machine is asked for."""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def secure(app: Flask) -> None:
    """Add the security headers to every response of an app."""

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        # Evidence about children stays out of shared caches and is asked for anew.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if request.is_secure:
            # A year, as browsers ask for before they remember it for good.
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
