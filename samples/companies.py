"""Invented companies, their departments and titles."""

from random import Random

from samples.model import Company
from samples.tables import part, rows

FORMS = (
    ("株式会社", "front", "Co., Ltd."), ("株式会社", "behind", "Co., Ltd."), ("株式会社", "front", "Inc."),
    ("株式会社", "behind", "Corporation"), ("有限会社", "front", "Ltd."), ("合同会社", "front", "LLC"),
    ("合同会社", "behind", "G.K."), ("㈱", "front", "Co., Ltd."), ("(株)", "behind", "Co., Ltd."),
)  # fmt: skip
BODIES = (
    ("一般社団法人{stem}協会", "{roman} Association"), ("医療法人社団{stem}会 {stem}クリニック", "{roman} Clinic"),
    ("学校法人{stem}学園", "{roman} Gakuen"), ("{stem}市役所", "{roman} City Office"), ("{stem}大学", "{roman} University"),
    ("公益財団法人{stem}財団", "{roman} Foundation"), ("{stem}法律事務所", "{roman} Law Office"),
    ("税理士法人{stem}会計", "{roman} Tax Corporation"), ("特定非営利活動法人{stem}", "NPO {roman}"),
)  # fmt: skip
SLOGANS = (
    "お客様の笑顔のために",
    "創業大正8年 信頼と実績",
    "つなぐ、つくる、つづく。",
    "環境と共生するものづくり",
    "街と暮らしを支える",
    "Connecting Your Future",
    "Smart Solutions for Tomorrow",
    "Beyond the Horizon",
    "安全・品質・スピード",
    "おかげさまで創業50周年",
    "ひとを想う、まちを創る。",
    "人と技術をつなぐ",
    "未来を、ひらく。",
    "暮らしに安心を",
    "ものづくりの明日へ",
    "地域とともに歩む",
)

DEPARTMENTS = (
    (("営業部",), ("Sales Department",)), (("営業本部", "第二営業部"), ("Sales Division", "Sales Department 2")),
    (("総務部", "人事課"), ("General Affairs", "Human Resources")), (("経営企画室",), ("Corporate Planning",)),
    (("システム開発本部", "第一開発部"), ("Systems Development", "Development 1")), (("マーケティング部",), ("Marketing",)),
    (("生産技術部", "品質管理課"), ("Production Engineering", "Quality Control")), (("大阪支店",), ("Osaka Branch",)),
    (("東京支社", "法人営業部", "営業第一課"), ("Tokyo Office", "Corporate Sales", "Section 1")), (("広報室",), ("Public Relations",)),
    (("研究開発センター",), ("R&D Center",)), (("海外事業部",), ("Overseas Business",)), (("経理部",), ("Accounting",)),
    (("カスタマーサポート課",), ("Customer Support",)), (("情報システム部", "インフラグループ"), ("IT", "Infrastructure Group")),
    (("名古屋営業所",), ("Nagoya Sales Office",)), (("DX推進室",), ("DX Promotion Office",)), (("購買部",), ("Purchasing",)),
    (("工学研究科", "機械工学専攻"), ("Graduate School of Engineering", "Mechanical Engineering")), ((), ()),
)  # fmt: skip
TITLES = (
    (("代表取締役社長",), ("President & CEO",)), (("代表取締役",), ("Representative Director",)), (("取締役",), ("Director",)),
    (("常務取締役",), ("Managing Director",)), (("専務取締役",), ("Senior Managing Director",)), (("執行役員",), ("Executive Officer",)),
    (("部長",), ("General Manager",)), (("次長",), ("Deputy General Manager",)), (("課長",), ("Manager",)),
    (("課長代理",), ("Deputy Manager",)), (("係長",), ("Chief",)), (("主任",), ("Senior Staff",)), (("室長",), ("Head of Office",)),
    (("支店長",), ("Branch Manager",)), (("所長",), ("Director",)), (("店長",), ("Store Manager",)),
    (("シニアマネージャー",), ("Senior Manager",)), (("プロジェクトリーダー",), ("Project Leader",)), (("主任研究員",), ("Senior Researcher",)),
    (("取締役", "営業本部長"), ("Director", "Head of Sales")), (("チーフデザイナー",), ("Chief Designer",)), (("顧問",), ("Advisor",)), ((), ()),
)  # fmt: skip
QUALIFICATIONS = (
    "工学博士",
    "一級建築士",
    "税理士",
    "中小企業診断士",
    "社会保険労務士",
    "弁護士",
    "博士(工学)",
)


def invent_japanese_company(rng: Random, split: str) -> Company:
    """Invent a Japanese company or body, with the name on its English side."""
    stem, roman = _stem(rng, split)
    if rng.random() < 0.15:
        name, english = rng.choice(BODIES)
        printed, printed_roman = name.format(stem=stem), english.format(roman=roman)
    else:
        trade, trade_roman = rng.choice(part(rows("japanese_trades"), split))
        form, place, form_roman = rng.choice(FORMS)
        space = " " if rng.random() < 0.25 and len(form) > 3 else ""
        core = f"{stem}{trade}"
        printed = f"{form}{space}{core}" if place == "front" else f"{core}{space}{form}"
        printed_roman = f"{roman} {trade_roman} {form_roman}"
    host = roman.lower().replace(" ", "")
    ending = rng.choice(("example.co.jp", "example.jp", "example.com"))
    slogan = rng.choice(SLOGANS) if rng.random() < 0.2 else ""
    return Company(printed, printed_roman, f"{host}.{ending}", slogan)


def _stem(rng: Random, split: str) -> tuple[str, str]:
    """Draw what a company is called, often after its founder, with its Latin form."""
    if rng.random() < 0.25:
        family, _, roman = rng.choice(part(rows("japanese_family"), split))
        return family, roman
    stem, roman = rng.choice(part(rows("japanese_stems"), split))
    return stem, roman
