"""PDFs that are broken, locked, endless or of impossible size."""

import zlib
from collections.abc import Iterator

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PLAIN = b"<< /Size 5 /Root 1 0 R >>"


def pdf(*objects: bytes, trailer: bytes = PLAIN) -> bytes:
    """Return a PDF of these objects, numbered from 1."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % at for at in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows
    return body + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF" % (trailer, len(body))


def page(box: bytes = b"0 0 255 155", extra: bytes = b"") -> bytes:
    """Return a page of a size in points."""
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] %s >>" % (box, extra)


def stream(data: bytes, filters: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >> stream\n" % (len(data), filters) + data + b"\nendstream"


def whole() -> bytes:
    """Return a PDF that can be read: one blank page."""
    return pdf(CATALOG, ONE_PAGE, page())


def locked() -> Iterator[tuple[str, bytes]]:
    """Return PDFs that want a password, by each kind of lock."""
    keys = b"/O <%s> /U <%s>" % (b"11" * 32, b"22" * 32)
    long_keys = b"/O <%s> /U <%s> /OE <%s> /UE <%s> /Perms <%s>" % (
        *(b"11" * 48, b"22" * 48),
        *(b"33" * 32, b"44" * 32, b"55" * 16),
    )
    aes = b"/CF << /StdCF << /CFM /AESV2 /Length 16 >> >> /StmF /StdCF /StrF /StdCF"
    for name, lock in {
        "rc4-40": b"/V 1 /R 2 " + keys,
        "rc4-128": b"/V 2 /R 3 /Length 128 " + keys,
        "aes-128": b"/V 4 /R 4 /Length 128 " + aes + keys,
        "aes-256": b"/V 5 /R 6 /Length 256 " + aes.replace(b"V2", b"V3") + long_keys,
    }.items():
        encrypt = b"<< /Filter /Standard /P -4 %s >>" % lock
        trailer = b"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00><00>] >>"
        yield name, pdf(CATALOG, ONE_PAGE, page(), encrypt, trailer=trailer)


def broken() -> Iterator[tuple[str, bytes]]:
    """Return PDFs that nobody can show."""
    yield "only-mark", b"%PDF-1.7\n%%EOF"
    yield "no-pages", pdf(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>")
    yield "no-catalog", pdf(b"<< >>", ONE_PAGE, page())
    yield "cut", whole()[:80]
    kids = b"<< /Type /Pages /Kids [%s] /Count 501 >>" % (b"3 0 R " * 501)
    yield "many-pages", pdf(CATALOG, kids, page())
    bomb = zlib.compress(zlib.compress(b"0 0 m 1 1 l S\n" * 20_000_000, 1), 9)
    twice = stream(bomb, b"/Filter [/FlateDecode /FlateDecode]")
    yield "bomb", pdf(CATALOG, ONE_PAGE, page(extra=b"/Contents 4 0 R"), twice)


def odd() -> Iterator[tuple[str, bytes]]:
    """Return PDFs that a reader may show or refuse, but not die on."""
    yield "huge-page", pdf(CATALOG, ONE_PAGE, page(b"0 0 9999999 9999999"))
    yield "no-size", pdf(CATALOG, ONE_PAGE, page(b"0 0 0 0"))
    yield "negative", pdf(CATALOG, ONE_PAGE, page(b"100 100 -900 -900"))
    loop = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    yield "its-own-child", pdf(CATALOG, loop)
    inner = stream(
        b"/X Do", b"/Type /XObject /Subtype /Form /Resources << /XObject << /X 4 0 R >> >>"
    )
    form = b"/Resources << /XObject << /X 4 0 R >> >> /Contents 5 0 R"
    yield "draws-itself", pdf(CATALOG, ONE_PAGE, page(extra=form), inner, stream(b"/X Do"))
    script = b"<< /S /JavaScript /JS (app.alert(1)) >>"
    opened = b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>"
    yield "script", pdf(opened, ONE_PAGE, page(), script)
