"""Who stands on a drawn card: invented people, and what their cards say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; the Japanese have kanji, kana and romaji of both parts."""

    family: str  # as printed: 髙橋, Müller
    given: str  # 健一, Zoë
    family_kana: str = ""  # hiragana: たかはし
    given_kana: str = ""
    family_roman: str = ""  # Hepburn without long vowels: Takahashi
    given_roman: str = ""
    prefix: str = ""  # Dr.
    suffix: str = ""  # Jr.

    @property
    def is_eastern(self) -> bool:
        """Tell whether the family name comes first, in Chinese characters or kana."""
        return bool(self.family_roman)

    @property
    def japanese(self) -> str:
        """Return family and given name with one space: 髙橋 健一."""
        return f"{self.family} {self.given}"

    @property
    def kana(self) -> str:
        """Return the reading: たかはし けんいち."""
        return f"{self.family_kana} {self.given_kana}"

    @property
    def western(self) -> str:
        """Return the name in Western order with prefix and suffix."""
        given = self.given_roman or self.given
        family = self.family_roman or self.family
        return " ".join(part for part in (self.prefix, given, family, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company."""

    name: str  # as printed: 株式会社桜庭精機, Brightwell Ltd.
    roman: str  # as printed on an English side: Sakuraba Seiki Co., Ltd.
    domain: str  # reserved for examples: sakuraba.example.co.jp
    slogan: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A postal address; postal code and town are a true pair, the house is invented."""

    postal_code: str  # 100-0005, SW1A 2AA
    lines: tuple[str, ...]  # as printed, without the postal code when Japanese
    country: str  # ISO 3166 alpha-2
    building: str = ""  # as printed, with floor
    roman: str = ""  # one line in Latin letters, without the postal code

    @property
    def text(self) -> str:
        """Return the whole address on one line, without a Japanese postal code."""
        joint = {"JP": " ", "CN": "", "TW": "", "HK": ""}.get(self.country, ", ")
        parts = (*self.lines, self.building)
        return joint.join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Phones:
    """Numbers that belong to nobody, as printed in their own country: 03-0123-4567."""

    phone: str
    fax: str = ""
    mobile: str = ""
    direct: str = ""  # the person's own, beside the switchboard's
    ext: str = ""  # behind the switchboard's


@dataclass(frozen=True, slots=True)
class Office:
    """Another place of the company: its name, address and numbers."""

    name: str  # 大阪支店
    place: Place
    phone: str
    fax: str = ""


@dataclass(frozen=True, slots=True)
class Social:
    """An account in a social network."""

    printed: str  # Instagram: @nova_example
    handle: str  # @nova_example, or the page without its scheme


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that a card of this person may say."""

    id: str
    lang: str  # of the card: ja, en, de …
    country: str  # ISO 3166 alpha-2
    name: Name
    company: Company
    departments: tuple[str, ...]  # from the largest to the smallest
    titles: tuple[str, ...]
    place: Place
    phones: Phones
    email: str
    url: str  # as printed: https://www.sakuraba.example.co.jp/
    qualifications: tuple[str, ...] = ()
    departments_roman: tuple[str, ...] = ()
    titles_roman: tuple[str, ...] = ()
    second_post: tuple[str, str] = ("", "")  # department and title of those who hold two posts
    offices: tuple[Office, ...] = ()
    main_office: str = ""  # what the address is called beside other offices: 本社
    socials: tuple[Social, ...] = ()
    notes: tuple[str, ...] = ()  # opening hours, licences and other lines that are no field
