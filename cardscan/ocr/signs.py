"""Signs that PP-OCR reads as others, told by what stands around them."""

import re
from functools import lru_cache

# ㈱ is one sign, read without its end; (社団法人 and (株主様用 are words in brackets.
HALF_FORM = re.compile(r"[（(](株|有|財|社|学|医)(?![)）主式限団会校療法])")
BARE_FORM = re.compile("^株(?=[\u30a1-\u30fa\u3041-\u3096\u4e00-\u9fff]{2})(?![式主券価])")
WHOLE_FORM = {"株": "㈱", "有": "㈲", "財": "㈶", "社": "㈳", "学": "㈻", "医": "(医)"}
TURNED_FORM = re.compile(  # brackets of a column lie flat
    "[（(一へ入]([株有])[一）)](?=$|\\s)|^[（(一へ入]([株有])[一）)](?=..)(?!日)"
)
FLAT_FORM = re.compile(  # its other bracket was lost
    "^[一へ~～]\\s?([株有])(?=[ァ-ヴ\u4e00-\u9fff]{2})(?![一日主式])"
)
NO_SMALL_TSU = re.compile(
    "[っッ](?=[あいうえおなにぬねのまみむめもやゆよらりるれろわアイウエオナニヌネノマミムメモヤユヨラリルレロワ])"
)
NEW = re.compile("[二ニ][ユュ](?=ー)")  # ニュー, told as the numeral where no kana stand before it
EXTENSION = re.compile("[丙公]線(?=[0-9〇一二三四五六七八九])")
LYING_FAX = re.compile("^[HF]X(?=\\s?[(（]?[0０〇])")  # three letters set in one cell of a column
FAX = re.compile(
    "(?<![ァ-ヴー])[フ7][ァア7了](?P<tsu>ッ?)[クグ7]ス(?=$|[\\s:：(（.]*[0０〇])|^[フ7][ァ7了]クス"
)
SMALL_A = re.compile("(?<=[フヴ])[7了](?=[ァ-ヴー\u4e00-\u9fff])")  # フ7クス
TWICE = re.compile(r"[（(]+(㈱|\(株\))[)）]+")  # the brackets of ㈱ read beside the sign
MAIL = re.compile(r"^(?:[xX×][ー—―−–一]|[メ〆乂][ー—―−–一-])\s?[ルレJl儿]?\s?(?=[\w.-]+@)")
SHARP_S = re.compile("(?<=[a-zäöü])(?:Bß|ßB)|(?<=[Ss]tra)B(?=e)")  # read twice, or as a B
# 口, not the kana ロ: behind kanji, and in the names of exits, which words in kana follow.
MOUTH = re.compile("(?<=[\u4e00-\u9fff])ロ(?=[\u4e00-\u9fff0-9]|$)|(?<=[東西南北])ロ(?!ビー|ー)")
DOT = re.compile(
    r"(?<=[\u3041-\u9fff])\s?[·•‧]\s?(?=[\u3041-\u9fffA-Z])"
)  # as Chinese print has it
# Small kana stand behind the i-row alone, and a small つ begins no word: まゅみ is まゆみ.
BEFORE_Y = "きしちにひみりぎじぢびぴキシチニヒミリギジヂビピフテデヴウ"
SMALL_Y = re.compile(f"(?<![{BEFORE_Y}])[ゃゅょャュョ]")
SMALL_TSU = re.compile("(?<![\u3041-\u30fe\u4e00-\u9fff])[っッ](?=[\u3041-\u30fe])")
KATAKANA = str.maketrans("へべぺ", "ヘベペ")
LARGE = str.maketrans("ゃゅょャュョっッ", "やゆよヤユヨつツ")
KANJI_ZERO = re.compile(
    "[OＯ○Q](?=[〇一二三四五六七八九]{2})|(?<=[〇一二三四五六七八九]{2})[OＯ○Q]"
)
LONG_VOWEL = re.compile("(?<=[ァ-ヴ])一(?=[ァ-ヴ0-9０-９])")  # センター7F
FIGURE_DASH = re.compile("(?<=[0-9])一(?=[0-9])")  # no number mixes both kinds of figures
MAIL_LABEL = re.compile(r"\b([Ee]-?[Mm]ai|[Mm]ai)[I1|](?=[\s:：]|[\w.-]+@)")
# an l read as I; at the start of a word before such letters it is one: Info, Ingrid
NO_CAPITAL = re.compile(r"(?<=[a-z0-9])I|I(?![bcdfgjkmnpqrstvwxz])")
MAIL_ADDRESS = re.compile(r"(?<![\w@])[\w.+-]+@[\w-]+[.,][\w.,-]*\w(?![\w.,-]*@)")
LIMITED = re.compile(r"\b(S\. ?r\. ?)[I1i|](?!\w)")  # an Italian S.r.l.
# Districts of København are K, N, S, V and Ø; no card speaks of empty sets.
DISTRICT = re.compile("(?<=[Kk]øbenhavn )[0O](?![0-9A-Za-z])|∅")
FLOOR = re.compile(r"\b(\d\d?\.?)°(?= ?[A-Za-z])(?!C)")  # 3.º Dto., 2º B
# no word begins so in small letters: Travessa lpiranga
CAPITAL_I = re.compile(
    r"(?:^|(?<=[\s(]))l(?=[bcdfgmnprstvz][aeiouáâãéêíóôõú][^\W\d_]+(?![\w@.]*[@.]\w))"
)
VILA = re.compile(r"(?<=[,–-] )V[I|1](?=\. ?[A-ZÀ-Ý][a-zà-ÿ])")  # of Brazil: Vl. Formosa
NUMERO = re.compile(r"(?<=[, ]n)['’‘`](?= ?\d)")  # nº 142
# a figure of old style, as high as small letters; 10o andar is a floor
LOW_ZERO = re.compile(r"(?:(?<=, )|(?<=[º°] ))(\d{1,4})o(?=[,;]|\s?$| ?[-–] )")
INNER_ZERO = re.compile(r"\b(\d+[-.]?)[oO](?=\d+\b)")  # NO-6o02, 555-O115
ORDINAL = re.compile(r"(?<=, )(\d\d?\.)[0o](?=,|\s?$| [A-D]\b| (?:Dt|Esq|dch|izq))|\b(n\.)o(?= \d)")
ARTICLE = re.compile(r"(?<!\w)1(?=['’][A-ZÀ-Þa-zà-ÿ]{2})")  # l'Horloge
TALL = re.compile(r"\b(F|T)[Il1](?=-\d{5}\b|f(?:no)?[.:]?\s)")  # FI-00100, Tlf.
IN_CAPITALS = re.compile(r"(?<=[A-ZÀ-Þ]{2})[à-öø-þ](?![a-zà-þ])")  # ZANCHì
CELL = re.compile(r"\b([Cc]el|CEL)[1I|](?=[.:]?\s?[+(\d])")
OFFICE = re.compile(r"\b0(?=ffice\b|FFICE\b)")
HAMA = re.compile("(?<![\u4e00-\u9fff])[演漬瀘](?=[ 　]?[田口崎﨑野島])")  # no dictionary has 濵
KANA_A = re.compile("(?<![\u4e00-\u9fff])了(?=[ァ-ヴ])")  # アネモネ; no word of kanji begins so
SMALL_U = re.compile("(?<![トド])ゥ|(?<!ド)ゥ(?![ァ-ヴー])")  # of イトウ; トゥ stands within words
FIRST_CLASS = re.compile("ー(?=級(?:建築|土木|施工|整備|技能))")  # ヴェルデ一級建築士事務所
EIGHT = re.compile("(?<=[ァ-ヴー])ハ(?=[FＦ階]$)")  # ウエストウイング八F
OH = re.compile("才[一ー1](?=[ァ-ヴ])")  # オーク, in no word of kanji
OKA = re.compile("(?<=静)[网網](?=[県市])")  # of a blurred 静岡
TEN = re.compile("(?<=[\u3041-\u30fe\u4e00-\u9fff])[+＋](?=[一二三四五六七八九]?[階番号丁条])")
NPO = re.compile("NP[0〇○](?=法人)")
KANA_HE = re.compile("(?<=[ァ-ヴー])[へべぺ](?![ぁ-ん])")  # of katakana, drawn alike
LETTER_O = re.compile(r"(?<![0-9A-Z.])O(?=[5-9]0\D{0,2}\d{4})|(?<=[A-Z]{3})O(?=[5-9]0\D{0,2}\d{4})")
# 〒, which lies on its side before figures that do in a column
POSTAL_MARK = re.compile(
    r"(?:^|(?<=\s))(?:[Ii1]?[TF7]|[テデ干千平〶〠=]|七|I{1,2}[H-]?|H)\s?(?=[\d〇一二三四五六七八九]{3}-[\d〇一二三四五六七八九]{4}(?![\d-]))"
)


@lru_cache(maxsize=4096)  # labels come again on every card, and a line's text as its reading's
def healed(text: str) -> str:
    """Return the text with signs restored that only one reading of the whole explains.

    >>> healed("(株サンプル"), healed("株青葉工業"), healed("株式会社青葉"), healed("株主総会")
    ('㈱サンプル', '㈱青葉工業', '株式会社青葉', '株主総会')
    >>> healed("(㈱)サンプル"), healed("((株))サンプル"), healed("サンプル(株)")
    ('㈱サンプル', '(株)サンプル', 'サンプル(株)')
    >>> healed("豊成紙業一株一"), healed("一有一青葉"), healed("一株一日")
    ('豊成紙業(株)', '(有)青葉', '一株一日')
    >>> healed("神谷農園入有）"), healed("収入有")
    ('神谷農園(有)', '収入有')
    >>> healed("一株レガーロ"), healed("フ7クス"), healed("ノヴ7電力"), healed("広報·IR室")
    ('(株)レガーロ', 'ファクス', 'ノヴァ電力', '広報・IR室')
    >>> healed("77クス 03"), healed("8113丙線5112"), healed("かっみ"), healed("ネットワーク")
    ('ファクス 03', '8113内線5112', 'かつみ', 'ネットワーク')
    >>> healed("二ユーフロンティアビル"), healed("二丁目")
    ('ニューフロンティアビル', '二丁目')
    >>> healed("x—taro@example.jp"), healed("メ-taro@example.jp"), healed("x-ray@example.jp")
    ('メール taro@example.jp', 'メール taro@example.jp', 'x-ray@example.jp')
    >>> healed("山ロ2-27"), healed("東ロ"), healed("(社団法人 例")
    ('山口2-27', '東口', '(社団法人 例')
    >>> healed("東ロプラザ"), healed("東ロビー"), healed("販売·修理")
    ('東口プラザ', '東ロビー', '販売・修理')
    >>> healed("おがわ まゅみ"), healed("っじ けん"), healed("きょうこ"), healed("フューチャー")
    ('おがわ まゆみ', 'つじ けん', 'きょうこ', 'フューチャー')
    >>> healed("〇八二-一五九-O六八一"), healed("電話OA二一")
    ('〇八二-一五九-〇六八一', '電話OA二一')
    >>> healed("MOBILE O70(0226)5257"), healed("産業センタ一7階"), healed("E-maiI sato@a.example")
    ('MOBILE 070(0226)5257', '産業センター7階', 'E-mail sato@a.example')
    >>> healed("075一028一8188"), healed("〒403一0021"), healed("二一七")
    ('075-028-8188', '〒403-0021', '二一七')
    >>> healed("SüBßmilch"), healed("StraBe 1"), healed("AirBnb")
    ('Süßmilch', 'Straße 1', 'AirBnb')
    >>> healed("T503-0861 岐阜県"), healed("IT100-0005")
    ('〒503-0861 岐阜県', '〒100-0005')
    >>> healed("II-543-0002"), healed("IH836-0803"), healed("平438-0202"), healed("III-12-3456")
    ('〒543-0002', '〒836-0803', '〒438-0202', 'III-12-3456')
    >>> healed("I.werner@ludwig,example"), healed("INFO@a.example"), healed("Rossi S.r.I.")
    ('l.werner@ludwig.example', 'INFO@a.example', 'Rossi S.r.l.')
    >>> healed("Info@a.example"), healed("juIia@a.example"), healed("Nicolò ZANCHì, ENÓLOGa")
    ('Info@a.example', 'julia@a.example', 'Nicolò ZANCHÌ, ENÓLOGa')
    >>> healed("2100 København 0"), healed("Goya 7, 8° B"), healed("瀘田 緑"), healed("イノべ農園")
    ('2100 København Ø', 'Goya 7, 8º B', '濵田 緑', 'イノベ農園')
    >>> healed("Rua A, n' 142, VI. Formosa"), healed("Av. Brasil, nº 56o, 2o andar")
    ('Rua A, nº 142, Vl. Formosa', 'Av. Brasil, nº 560, 2o andar')
    >>> healed("Rua lpiranga 5"), healed("lpaula@a.example"), healed("l.rossi lluvia ltda")
    ('Rua Ipiranga 5', 'lpaula@a.example', 'l.rossi lluvia ltda')
    >>> healed("(株)サンプル"), healed("T 03-1234-5678"), healed("T100-00-0005")
    ('(株)サンプル', 'T 03-1234-5678', 'T100-00-0005')
    """
    whole = TURNED_FORM.sub(lambda form: f"({form[1] or form[2]})", text)
    whole = LYING_FAX.sub("FAX", whole)
    whole = NEW.sub("ニュ", FAX.sub(_fax, EXTENSION.sub("内線", whole)))
    whole = SMALL_A.sub("ァ", FLAT_FORM.sub(r"(\1)", whole))
    whole = HALF_FORM.sub(lambda half: WHOLE_FORM[half[1]], whole)
    whole = BARE_FORM.sub("㈱", whole)
    whole = TWICE.sub(r"\1", whole)
    whole = MAIL.sub("メール ", whole)
    whole = SHARP_S.sub("ß", MOUTH.sub("口", whole))
    whole = FIGURE_DASH.sub("-", KANJI_ZERO.sub("〇", DOT.sub("・", whole)))
    whole = MAIL_LABEL.sub(r"\1l", LETTER_O.sub("0", LONG_VOWEL.sub("ー", whole)))
    whole = NO_SMALL_TSU.sub(_large, SMALL_TSU.sub(_large, SMALL_Y.sub(_large, whole)))
    whole = _with_japanese_words(whole)
    whole = DISTRICT.sub("Ø", LIMITED.sub(r"\1l", FLOOR.sub(r"\1º", whole)))
    whole = LOW_ZERO.sub(r"\g<1>0", NUMERO.sub("º", VILA.sub("Vl", CAPITAL_I.sub("I", whole))))
    whole = _with_western_words(whole)
    return POSTAL_MARK.sub("〒", MAIL_ADDRESS.sub(_mail, whole))


def _with_western_words(text: str) -> str:
    """Return the text with signs restored that the Western word or code around them explains.

    >>> healed("NO-6o02 Alta"), healed("(503) 555-O115"), healed("Av. Luz, n.o 110, 3.0, Évora")
    ('NO-6002 Alta', '(503) 555-0115', 'Av. Luz, n.º 110, 3.º, Évora')
    >>> healed("Fl-00100 Helsinki"), healed("TIf. 29 16 15 77"), healed("Caves de 1'Étoile")
    ('FI-00100 Helsinki', 'Tlf. 29 16 15 77', "Caves de l'Étoile")
    >>> healed("Cel1 202.555.0175"), healed("0ffice: 020"), healed("version 3.0, 2o andar")
    ('Cell 202.555.0175', 'Office: 020', 'version 3.0, 2o andar')
    """
    whole = ORDINAL.sub(lambda number: f"{number[1] or number[2]}º", text)
    whole = ARTICLE.sub("l", OFFICE.sub("O", INNER_ZERO.sub(r"\g<1>0", whole)))
    whole = TALL.sub(lambda word: "FI" if word[1] == "F" else "Tl", whole)
    whole = IN_CAPITALS.sub(lambda sign: sign[0].upper(), whole)
    return CELL.sub(lambda word: f"{word[1]}{'L' if word[1].isupper() else 'l'}", whole)


def _with_japanese_words(text: str) -> str:
    """Return the text with signs restored that the Japanese word around them explains.

    >>> healed("才一ク表参道"), healed("静网県静岡市")
    ('オーク表参道', '静岡県静岡市')
    >>> healed("了ネモネ製作所"), healed("完了サイン"), healed("イトゥ ユゥ"), healed("トゥモロー")
    ('アネモネ製作所', '完了サイン', 'イトウ ユウ', 'トゥモロー')
    >>> healed("ウエストウイングハF"), healed("カラオケハウス"), healed("ヘビー級")
    ('ウエストウイング八F', 'カラオケハウス', 'ヘビー級')
    >>> healed("ヴェルデー級建築士事務所"), healed("〇二七-Q〇三六")
    ('ヴェルデ一級建築士事務所', '〇二七-〇〇三六')
    >>> healed("tel 03-1234/7ァッ7ス 03-1235")
    'tel 03-1234/ファックス 03-1235'
    >>> healed("HX 04-1571-4299"), healed("HX工業"), healed("NP0法人青葉"), healed("丸井タワー＋階")
    ('FAX 04-1571-4299', 'HX工業', 'NPO法人青葉', '丸井タワー十階')
    """
    whole = EIGHT.sub("八", FIRST_CLASS.sub("一", text))
    whole = SMALL_U.sub("ウ", KANA_A.sub("ア", whole))
    whole = OKA.sub("岡", OH.sub("オー", whole))
    whole = NPO.sub("NPO", TEN.sub("十", whole))
    return HAMA.sub("濵", KANA_HE.sub(lambda kana: kana[0].translate(KATAKANA), whole))


def _mail(address: re.Match[str]) -> str:
    """Write a mail address without what none has: a comma, or an I among small letters."""
    local, _, domain = address[0].replace(",", ".").partition("@")
    bare = f"{local}{domain}".replace("I", "")
    whole = f"{local}@{domain}"
    return NO_CAPITAL.sub("l", whole) if bare == bare.lower() else whole


def _fax(word: re.Match[str]) -> str:
    return "ファックス" if word["tsu"] else "ファクス"


def _large(kana: re.Match[str]) -> str:
    return kana[0].translate(LARGE)
