"""Names of people, as frequent as in Japan: many bear a few names, and many names are rare."""

from dataclasses import dataclass, replace
from itertools import accumulate
from random import Random

from cardscan.folding import fold, romaji
from cardscan.match.traits import frequency_of
from samples.tables import rows

RARE = 45  # bearers among 100,000 people of a name of the table that is not among the commonest
PER = 100_000


def _parts(text: str) -> list[tuple[str, str]]:
    """Read parts of names: one character in kanji, then its kana."""
    return [(part[0], part[1:]) for part in text.split()]


_FIRST = _parts(
    "上うえ 下しも 中なか 大おお 小こ 高たか 松まつ 竹たけ 杉すぎ 梅うめ 石いし 岩いわ "
    "黒くろ 白しら 赤あか 青あお 森もり 北きた 南みなみ 西にし 東ひがし 古ふる 新にい "
    "長なが 広ひろ 深ふか 浅あさ 荒あら 清きよ 金かね 玉たま 宮みや 寺てら 神かみ 福ふく "
    "富とみ 豊とよ 安やす 吉よし 徳とく 今いま 秋あき 春はる 夏なつ 冬ふゆ 滝たき 沼ぬま "
    "湯ゆ 塩しお 米よね 稲いね 麦むぎ 桑くわ 桜さくら 柳やなぎ 藤ふじ 菊きく 萩はぎ 笹ささ "
    "榎えのき "
)
_SECOND = _parts(
    "田だ 山やま 川かわ 野の 原はら 沢さわ 村むら 井い 島しま 崎ざき 本もと 木き 口ぐち "
    "谷たに 岡おか 森もり 林ばやし 橋はし 塚づか 倉くら 尾お 根ね 瀬せ 池いけ 坂さか 越ごし "
    "垣がき 畑はた 内うち 部べ "
)
_GIVEN_FIRST = _parts(
    "健けん 正まさ 和かず 博ひろ 秀ひで 明あき 雅まさ 裕ゆう 智とも 直なお 康やす 俊とし "
    "幸ゆき 義よし 孝たか 隆たか 浩ひろ 英ひで 宏ひろ 哲てつ 達たつ 敏とし 光みつ 勝かつ "
    "清きよ 由ゆ 恵え 真ま 美み 千ち 久く 亜あ 沙さ 麻ま 佳か 理り "
)
_GIVEN_SECOND = _parts(
    "一いち 二じ 太た 郎ろう 之ゆき 夫お 男お 樹き 人と 也や 彦ひこ 司し 志し 史ふみ 哉や "
    "平へい 介すけ 子こ 美み 香か 恵え 代よ 江え 奈な 里り 紀き 佳か 花か "
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in kanji, kana and Latin letters."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    family_roman: str
    given_roman: str


class NameSource:
    """Draws names."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        table = [(kanji, kana) for kanji, kana, *_ in rows("japanese_family")]
        weights = [frequency_of(fold(kanji)) or RARE for kanji, _ in table]
        composed = [(a + b, kana + end) for a, kana in _FIRST for b, end in _SECOND]
        rest = max(1.0, (PER - sum(weights)) / len(composed))
        self._families = [*table, *composed]
        self._family_weights = list(accumulate([*weights, *(rest for _ in composed)]))
        given = [(kanji, kana) for kanji, kana, *_ in rows("japanese_given")]
        made = [(a + b, kana + end) for a, kana in _GIVEN_FIRST for b, end in _GIVEN_SECOND]
        self._givens = [*given, *made]
        zipf = [1 / (at + 30) for at in range(len(given))]
        each = sum(zipf) / len(made)
        self._given_weights = list(accumulate([*zipf, *(each for _ in made)]))

    def draw(self) -> Named:
        """Draw a name."""
        ((family, family_kana),) = self._rng.choices(
            self._families, cum_weights=self._family_weights
        )
        given, given_kana = self._given()
        return Named(
            family,
            given,
            family_kana,
            given_kana,
            self.latin(family_kana),
            self.latin(given_kana),
        )

    def relative(self, name: Named) -> Named:
        """Draw another given name; half of the time it differs in one sign, as brothers' do."""
        given, kana = self._given()
        while given == name.given:
            given, kana = self._given()
        if self._rng.random() < 0.5 and len(name.given) > 1:
            ends = [end for end in _GIVEN_SECOND if end[0] != name.given[-1]]
            sign, end = self._rng.choice(ends)
            given, kana = name.given[:-1] + sign, name.given_kana[:1] + end
        return replace(name, given=given, given_kana=kana, given_roman=self.latin(kana))

    def latin(self, text: str) -> str:
        """Return a text in Latin letters, as a mail address has it."""
        return "".join(sign for sign in "".join(romaji(text)) if sign.isascii())

    def _given(self) -> tuple[str, str]:
        ((given, kana),) = self._rng.choices(self._givens, cum_weights=self._given_weights)
        return given, kana
