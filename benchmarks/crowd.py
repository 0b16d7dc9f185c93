"""Invent cards by the hundred thousand: who is met twice, who only seems to be, and how cards err.

Family names are as frequent as in Japan (``cardscan/match/data/surnames.txt``), with a long tail of
rare ones; postal codes and towns belong together. A fifth of the people hand over two cards. Of
second cards a quarter is from another company; both may lack a number, be misread, or be written
in other forms. Beside them stand those whom a careless check would join: relatives at one desk,
colleagues with one phone and one info@, namesakes in one company.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

import jaconv

from benchmarks.crowd_names import Named, NameSource
from samples.companies import invent_japanese_company
from samples.places import invent_japanese_place

TWICE = 0.2  # of all people hand over two cards
MOVED = 0.25  # of second cards are from another company
KEPT_MOBILE = 0.7  # of those who moved keep their mobile
HARD = 0.05  # of people have somebody beside them who is easily taken for them
LACKING = {"phone": 0.2, "mobile": 0.3, "email": 0.2, "kana": 0.4}
MISREAD = {"family": 0.08, "given": 0.08, "company": 0.2, "email": 0.1}
STAFF = 8  # people a company, in the mean

LOOK_ALIKES = (
    *("太大犬", "土士", "未末", "己已巳", "日目曰", "千干", "人入", "木本", "田由", "一二", "郎朗"),
    *("裕祐", "崎埼", "崇祟", "博傳", "幸辛", "恵惠", "孝考", "理埋", "綾緩", "結緒", "輝揮"),
    *("徹撤", "哲誓", "夫天", "斉斎", "島鳥", "村材", "高商", "橋僑", "藤籐", "佐左", "加如"),
    *("林材", "川州", "中申", "石右", "間問", "井丼", "野埜", "原厚", "谷合", "沢択", "隆降"),
)
_MISREADINGS = {a: [b for b in group if b != a] for group in LOOK_ALIKES for a in group}
_LETTERS = {"l": "1", "o": "0", "m": "rn", "i": "l", "a": "o", "e": "c", "n": "m", "u": "v"}
_NEW_TO_OLD = str.maketrans("高崎斎辺沢", "髙﨑齋邊澤")


@dataclass(frozen=True, slots=True)
class Company:
    """Where somebody works."""

    name: str
    domain: str
    phone: str
    postal_code: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One card as it was read, and whose it is."""

    person: int
    name: Named
    company: str
    department: str
    title: str
    phone: str
    mobile: str
    email: str
    postal_code: str
    address: str
    beside: int | None = None  # the person whom this one is easily taken for


@dataclass(slots=True)
class Crowd:
    """Draws cards, the same ones for the same seed."""

    seed: int = 4804
    rng: Random = field(init=False)
    names: NameSource = field(init=False)
    companies: list[Company] = field(default_factory=list)
    people: int = 0

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)  # noqa: S311 - the same cards each time
        self.names = NameSource(self.rng)

    def rows(self, count: int) -> Iterator[Row]:
        """Yield so many cards; second cards come up to a thousand cards after the first."""
        self.companies = [self._company() for _ in range(max(1, count // STAFF))]
        later: list[Row] = []
        for at in range(count):
            if later and (len(later) > 1000 or count - at <= len(later)):
                yield later.pop(self.rng.randrange(len(later)))
                continue
            first = self._person()
            if self.rng.random() < TWICE:
                later.append(self._as_read(self._second(first)))
            if self.rng.random() < HARD:
                later.append(self._as_read(self._beside(first)))
            yield self._as_read(first)

    def _company(self) -> Company:
        company = invent_japanese_company(self.rng, "tune")
        place = invent_japanese_place(self.rng, "tune")
        number = self.rng.randrange(10_000)
        domain = f"{self.names.latin(company.roman)}{number}.example.co.jp"
        address = " ".join((*place.lines, place.building)).strip()
        return Company(company.name, domain, self._number("3"), place.postal_code, address)

    def _number(self, area: str) -> str:
        """Return a number that belongs to nobody: no exchange of Japan begins with 0 or 1."""
        return f"+81{area}{self.rng.randrange(2 * 10**7):08d}"

    def _person(self) -> Row:
        self.people += 1
        name = self.names.draw()
        company = self.rng.choice(self.companies)
        own_line = self._number("3") if self.rng.random() < 0.4 else company.phone
        return Row(
            self.people,
            name,
            company.name,
            self.rng.choice(("営業部", "総務部", "開発部", "第一営業部", "企画室", "")),
            self.rng.choice(("部長", "課長", "主任", "代表取締役", "係長", "")),
            own_line,
            self._number("90"),
            f"{name.given_roman}.{name.family_roman}@{company.domain}",
            company.postal_code,
            company.address,
        )

    def _second(self, first: Row) -> Row:
        """Return a later card of the same person."""
        if self.rng.random() < MOVED:
            there = self._person()
            self.people -= 1
            kept = first.mobile if self.rng.random() < KEPT_MOBILE else there.mobile
            domain = there.email.partition("@")[2]
            box = f"{first.name.given_roman}.{first.name.family_roman}"
            return replace(
                there, person=first.person, name=first.name, mobile=kept, email=f"{box}@{domain}"
            )
        titles = (first.title, first.title, "部長", "本部長")
        return replace(first, title=self.rng.choice(titles))

    def _beside(self, first: Row) -> Row:
        """Return somebody who is easily taken for the first."""
        other = self._person()
        here = replace(first, person=other.person, mobile=other.mobile, beside=first.person)
        domain = first.email.partition("@")[2]
        match self.rng.randrange(3):
            case 0:  # relatives at one desk
                name = self.names.relative(first.name)
                email = f"{name.given_roman}.{name.family_roman}@{domain}"
                return replace(here, name=name, email=email)
            case 1:  # colleagues with one phone and one box
                return replace(here, name=other.name, email=f"info@{domain}")
            case _:  # a namesake elsewhere
                return replace(other, name=first.name, beside=first.person)

    def _as_read(self, row: Row) -> Row:
        """Return what is read of a card: something is lacking, something misread."""
        chance = self.rng.random
        row = replace(
            row,
            phone="" if chance() < LACKING["phone"] else row.phone,
            mobile="" if chance() < LACKING["mobile"] else row.mobile,
            email="" if chance() < LACKING["email"] else row.email,
        )
        name = row.name
        if chance() < LACKING["kana"]:
            name = replace(name, family_kana="", given_kana="")
        if chance() < 0.05:
            name = replace(name, family=name.family.translate(_NEW_TO_OLD))
        for part in ("family", "given"):
            if chance() < MISREAD[part]:
                name = replace(name, **{part: self._misread(getattr(name, part))})
        company = self._misread(row.company) if chance() < MISREAD["company"] else row.company
        if chance() < 0.2:
            company = company.replace("株式会社", "㈱")
        email = self._misread_email(row.email) if chance() < MISREAD["email"] else row.email
        address = jaconv.h2z(row.address, digit=True) if chance() < 0.2 else row.address
        return replace(row, name=name, company=company, email=email, address=address)

    def _misread(self, text: str) -> str:
        places = [at for at, sign in enumerate(text) if sign in _MISREADINGS]
        if not places:
            return text
        at = self.rng.choice(places)
        return text[:at] + self.rng.choice(_MISREADINGS[text[at]]) + text[at + 1 :]

    def _misread_email(self, email: str) -> str:
        box, _, domain = email.partition("@")
        places = [at for at, sign in enumerate(box) if sign in _LETTERS]
        if not places:
            return email
        at = self.rng.choice(places)
        return f"{box[:at]}{_LETTERS[box[at]]}{box[at + 1 :]}@{domain}"
