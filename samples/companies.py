"""Invented companies, their departments and titles."""

from random import Random

from samples.model import Company
from samples.tables import part

STEMS = (
    ("桜庭", "Sakuraba"),
    ("青葉", "Aoba"),
    ("北斗", "Hokuto"),
    ("瑞光", "Zuiko"),
    ("大鳳", "Taiho"),
    ("朝凪", "Asanagi"),
    ("緑風", "Ryokufu"),
    ("東雲", "Shinonome"),
    ("白峰", "Hakuho"),
    ("銀河", "Ginga"),
    ("ミナト", "Minato"),
    ("サクラ", "Sakura"),
    ("ノヴァ", "Nova"),
    ("リンクス", "Linx"),
    ("ソラリス", "Solaris"),
    ("アルバ", "Alba"),
    ("フジノ", "Fujino"),
    ("ヒノデ", "Hinode"),
    ("みらい", "Mirai"),
    ("ひばり", "Hibari"),
    ("あさひ川", "Asahikawa"),
    ("つばき", "Tsubaki"),
    ("丸星", "Marusei"),
    ("三葉", "Mitsuba"),
    ("一色", "Isshiki"),
    ("第一山手", "Daiichi Yamate"),
    ("関東中央", "Kanto Chuo"),
    ("西海", "Saikai"),
    ("北陸", "Hokuriku"),
    ("日本橋", "Nihonbashi"),
    ("オーシャン", "Ocean"),
    ("セントラル", "Central"),
    ("グリーン", "Green"),
    ("アドバンス", "Advance"),
    ("ユニバース", "Universe"),
    ("名東", "Meito"),
    ("京北", "Keihoku"),
    ("神楽", "Kagura"),
    ("立花", "Tachibana"),
    ("千歳", "Chitose"),
)
TRADES = (
    ("精機", "Seiki"), ("工業", "Industries"), ("商事", "Trading"), ("建設", "Construction"), ("製作所", "Works"),
    ("電機", "Electric"), ("物産", "Bussan"), ("不動産", "Real Estate"), ("食品", "Foods"), ("印刷", "Printing"),
    ("システムズ", "Systems"), ("テクノロジー", "Technology"), ("ソリューションズ", "Solutions"), ("デザイン", "Design"),
    ("コンサルティング", "Consulting"), ("ホールディングス", "Holdings"), ("サービス", "Service"), ("データ", "Data"),
    ("化学工業", "Chemical"), ("運輸", "Logistics"), ("設計事務所", "Architects"), ("薬品", "Pharma"),
    ("エンジニアリング", "Engineering"), ("フーズ", "Foods"), ("証券", "Securities"), ("鋼業", "Steel"),
)  # fmt: skip
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
    stem, roman = rng.choice(part(STEMS, split))
    if rng.random() < 0.15:
        name, english = rng.choice(BODIES)
        printed, printed_roman = name.format(stem=stem), english.format(roman=roman)
    else:
        trade, trade_roman = rng.choice(part(TRADES, split))
        form, place, form_roman = rng.choice(FORMS)
        space = " " if rng.random() < 0.25 and len(form) > 3 else ""
        core = f"{stem}{trade}"
        printed = f"{form}{space}{core}" if place == "front" else f"{core}{space}{form}"
        printed_roman = f"{roman} {trade_roman} {form_roman}"
    host = roman.lower().replace(" ", "")
    ending = rng.choice(("example.co.jp", "example.jp", "example.com"))
    slogan = rng.choice(SLOGANS) if rng.random() < 0.2 else ""
    return Company(printed, printed_roman, f"{host}.{ending}", slogan)
