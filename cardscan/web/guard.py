"""Who may talk to the server: hosts, origins, the token, and forms that only our pages send."""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import hdrs, web

from cardscan.language import _

SESSION = "cardscan_session"
TOKEN = "cardscan_token"  # noqa: S105 - the name of a cookie
FORM_KEY = "form_key"  # the field of a form that shows it came from one of our pages
A_MONTH = 30 * 24 * 3600  # seconds

# Scripts and styles are files of ours, xterm alone sets styles of its own; nothing is fetched
# from another host and no other page may frame ours.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

SESSION_KEY = web.RequestKey("session", str)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(24)


class Guard:
    """Lets in who may come in.

    With a token, a browser shows it once and keeps it in a cookie. Without one only names of this
    machine are answered: a page of another site cannot reach the server by a name of its own.
    """

    def __init__(self, token: str = "") -> None:
        self.token = token
        self._secret = secrets.token_bytes(32)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Turn away strangers, and say to every browser what our pages may do."""
        request[SESSION_KEY] = request.cookies.get(SESSION) or secrets.token_urlsafe(24)
        try:
            self._check_origin(request)
            response = await (handler if self._is_known(request) else self._ask)(request)
        except web.HTTPException as error:
            self._dress(request, error)
            raise
        if not response.prepared:
            self._dress(request, response)
        return response

    def _dress(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(HEADERS)
        if not request.cookies.get(SESSION):
            self._keep(request, response, SESSION, request[SESSION_KEY])

    def _check_origin(self, request: web.Request) -> None:
        """Refuse names that are not ours, and pages of other sites that send us something."""
        if not self.token and not is_loopback(_name_of(request.host)):
            raise web.HTTPForbidden(
                text=_("This server does not answer to {host}.").format(host=request.host)
            )
        origin = request.headers.get(hdrs.ORIGIN)
        if origin and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text=_("Another site may not use this server."))

    def _is_known(self, request: web.Request) -> bool:
        is_open = not self.token or request.path.startswith("/static/")
        return is_open or self._is_token(request.cookies.get(TOKEN, ""))

    def _is_token(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(), self.token.encode())

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        """Take the token from the address or the form, once; ask for it otherwise."""
        shown = request.query.get("token", "")
        if request.method == "POST" and request.path == "/token":
            shown = str((await request.post()).get("token", "")).strip()
        if not self._is_token(shown):
            return aiohttp_jinja2.render_template("token.html", request, {}, status=401)
        # without the token in the address bar, from where it would be copied and kept
        there = web.HTTPSeeOther("/" if request.path == "/token" else request.path)
        self._keep(request, there, TOKEN, self.token)
        raise there

    # Forms

    def form_key(self, request: web.Request) -> str:
        """Return what a form of this browser must bring back."""
        return hmac.new(self._secret, request[SESSION_KEY].encode(), sha256).hexdigest()

    def check_form(self, request: web.Request, key: object) -> None:
        """Refuse a form that none of our pages made for this browser."""
        if not hmac.compare_digest(str(key).encode(), self.form_key(request).encode()):
            raise web.HTTPForbidden(text=_("This form is out of date. Go back and load it again."))

    def _keep(
        self, request: web.Request, answer: web.StreamResponse, name: str, value: str
    ) -> None:
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        answer.set_cookie(
            name, value, max_age=A_MONTH, httponly=True, samesite="Lax", secure=secure
        )


def _name_of(host: str) -> str:
    """Return the name of a Host header without its port."""
    return urlsplit(f"//{host}").hostname or ""
