"""The words before numbers and addresses, by language, as cards print them."""

Labels = tuple[str, str, str, str, str]
"""Before the phone, fax, mobile, e-mail and web address; each with the space that follows it."""

LABELS: dict[str, tuple[Labels, ...]] = {
    "ja": (
        ("TEL ", "FAX ", "携帯 ", "E-mail ", "URL "),
        ("TEL：", "FAX：", "携帯：", "E-mail：", "URL："),
        ("Tel. ", "Fax. ", "Mobile ", "Mail ", ""),
        ("電話 ", "FAX ", "携帯電話 ", "メール ", "URL "),
        ("T ", "F ", "M ", "E ", "W "),
        ("TEL ", "FAX ", "MOBILE ", "", ""),
        ("TEL. ", "FAX. ", "Mob. ", "E-mail. ", "HP "),
        ("Phone ", "Fax ", "Mobile ", "Mail ", "Web "),
        ("☎ ", "FAX ", "携帯 ", "", ""),
        ("TEL／", "FAX／", "携帯／", "E-mail／", "URL／"),
        ("［TEL］", "［FAX］", "［携帯］", "［MAIL］", "［URL］"),
        ("T. ", "F. ", "M. ", "E. ", "W. "),
        ("tel: ", "fax: ", "mobile: ", "mail: ", "web: "),
        ("Ｔｅｌ ", "Ｆａｘ ", "携帯 ", "Ｅ-ｍａｉｌ ", "ＵＲＬ "),
        ("電話番号 ", "ＦＡＸ番号 ", "携帯番号 ", "メールアドレス ", "ホームページ "),
    ),
    "zh-Hans": (
        ("电话：", "传真：", "手机：", "邮箱：", "网址："),
        ("电话: ", "传真: ", "手机: ", "E-mail: ", "网址: "),
        ("电话 ", "传真 ", "手机 ", "邮箱 ", "网址 "),
        ("Tel: ", "Fax: ", "Mob: ", "E-mail: ", "Http: "),
        ("直线：", "传真：", "移动电话：", "电子邮箱：", "公司网址："),
        ("T：", "F：", "M：", "E：", "W："),
    ),
    "zh-Hant": (
        ("電話：", "傳真：", "手機：", "電郵：", "網址："),
        ("電話: ", "傳真: ", "手提: ", "電郵: ", "網址: "),
        ("電話 ", "傳真 ", "行動電話 ", "電子信箱 ", "網址 "),
        ("TEL: ", "FAX: ", "MOBILE: ", "E-mail: ", "WEB: "),
        ("直線：", "傳真：", "行動：", "信箱：", "網站："),
        ("T ", "F ", "M ", "E ", "W "),
    ),
    "en": (
        ("Phone ", "Fax ", "Mobile ", "Email ", "Web "),
        ("T ", "F ", "M ", "E ", "W "),
        ("Tel: ", "Fax: ", "Cell: ", "E-mail: ", ""),
        ("tel. ", "fax ", "mob. ", "", ""),
        ("Office: ", "Fax: ", "Mobile: ", "", ""),
        ("t: ", "f: ", "m: ", "e: ", "w: "),
        ("P. ", "F. ", "C. ", "E. ", "W. "),
        ("Direct ", "Facsimile ", "Mobile ", "Email ", ""),
        ("PHONE  ", "FAX  ", "CELL  ", "MAIL  ", "WEB  "),
    ),
    "de": (
        ("Telefon ", "Telefax ", "Mobil ", "E-Mail ", "Web "),
        ("Tel. ", "Fax ", "Mobil ", "", ""),
        ("T ", "F ", "M ", "", ""),
        ("Tel.: ", "Fax: ", "Mobil: ", "E-Mail: ", "Internet: "),
        ("Fon ", "Fax ", "Mobil ", "Mail ", "Web "),
        ("Telefon: ", "Telefax: ", "Handy: ", "E-Mail: ", ""),
    ),
    "fr": (
        ("Tél. ", "Fax ", "Port. ", "", ""),
        ("Tél : ", "Fax : ", "Mob : ", "Courriel : ", "Site : "),
        ("T. ", "F. ", "M. ", "E. ", ""),
        ("Téléphone : ", "Télécopie : ", "Mobile : ", "E-mail : ", "Web : "),
        ("Ligne directe : ", "Fax : ", "GSM : ", "Mél : ", ""),
    ),
    "es": (
        ("Tel. ", "Fax ", "Móvil ", "E-mail ", "Web "),
        ("Teléfono: ", "Fax: ", "Móvil: ", "Correo: ", "Web: "),
        ("Tlf. ", "Fax ", "M. ", "", ""),
        ("T. ", "F. ", "M. ", "", ""),
    ),
    "pt": (
        ("Tel. ", "Fax ", "Cel. ", "E-mail ", "Site "),
        ("Telefone: ", "Fax: ", "Celular: ", "E-mail: ", ""),
        ("Fone: ", "Fax: ", "Cel.: ", "", ""),
        ("Tel.: ", "Fax: ", "Telemóvel: ", "Email: ", "Web: "),
        ("T ", "F ", "M ", "", ""),
    ),
    "it": (
        ("Tel. ", "Fax ", "Cell. ", "E-mail ", "Web "),
        ("Telefono: ", "Fax: ", "Cellulare: ", "Email: ", "Sito: "),
        ("Tel. ", "Fax ", "Mob. ", "", ""),
        ("T. ", "F. ", "M. ", "", ""),
    ),
    "sv": (
        ("Tel ", "Fax ", "Mobil ", "E-post ", "Webb "),
        ("Telefon: ", "Fax: ", "Mobil: ", "E-post: ", ""),
        ("Växel ", "Fax ", "Mobil ", "", ""),
        ("Direkt ", "Fax ", "Mobil ", "", ""),
    ),
    "da": (
        ("Tlf. ", "Fax ", "Mobil ", "E-mail ", "Web "),
        ("Telefon: ", "Fax: ", "Mobil: ", "Mail: ", ""),
        ("T ", "F ", "M ", "", ""),
        ("Direkte ", "Fax ", "Mobil ", "", ""),
    ),
    "no": (
        ("Tlf. ", "Faks ", "Mobil ", "E-post ", "Web "),
        ("Telefon: ", "Faks: ", "Mob: ", "E-post: ", ""),
        ("T ", "F ", "M ", "", ""),
        ("Sentralbord ", "Faks ", "Mobil ", "", ""),
    ),
}
ADDRESS_LABELS: dict[str, tuple[str, ...]] = {
    "ja": ("", "", "", "", "", "住所 ", "所在地："),
    "zh-Hans": ("地址：", "地址: ", "地址 ", "", "办公地址："),
    "zh-Hant": ("地址：", "地址: ", "", "", "公司地址："),
}
