"""How high in a company people stand, by the words of their posts, the highest that is named."""

from collections.abc import Iterable

from sqlalchemy import Connection

from cardscan.language import N_
from cardscan.store.query import Missing, Query, Text
from cardscan.store.search import counting

# A post is of the first class of which it has a word, so 取締役部長 is a director. A Latin word
# stands for all that begin so (leiter: Leiterin), a Japanese one for all with it (部長: 副部長).
CLASSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("chairs and presidents"),
        (
            *("代表取締役", "代表社員", "代表理事", "社長", "会長", "頭取", "理事長", "総裁"),
            *("ceo", "chief executive", "president", "président", "presidente", "chair", "owner"),
            *("founder", "geschäftsführ", "inhaber", "gérant", "总经理", "董事长"),
        ),
    ),
    (
        N_("directors and officers"),
        (
            *("取締役", "役員", "監査役", "専務", "常務", "理事", "顧問", "相談役", "董事"),
            *("director", "directeur", "directrice", "direttore", "direktor", "officer", "partner"),
            *("cfo", "cto", "coo", "cio", "vorstand"),
        ),
    ),
    (
        N_("heads of departments"),
        (
            *("部長", "局長", "室長", "所長", "支店長", "支社長", "工場長", "院長", "校長", "館長"),
            *("ゼネラルマネージャー", "general manager", "department manager", "head", "leiter"),
        ),
    ),
    (
        N_("heads of sections"),
        ("課長", "次長", "科長", "マネージャー", "マネジャー", "manager", "经理"),
    ),
    (
        N_("team leaders"),
        (
            *("係長", "主任", "主査", "班長", "店長", "リーダー", "チーフ", "主管"),
            *("leader", "lead", "chief", "chef", "supervisor"),
        ),
    ),
)
OTHERS, NONE = N_("other posts"), N_("no post")


def count_title_classes(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return how many contacts each class has, the highest first; those of nobody are left out."""
    words: list[str] = []
    counted, so_far = [], 0
    for name, more in CLASSES:
        words += more
        up_to_here = _having_one_of(connection, words)
        counted.append((name, up_to_here - so_far))
        so_far = up_to_here
    everybody = connection.scalar(counting(Query())) or 0
    without = connection.scalar(counting(Query(((Missing("title"),),)))) or 0
    counted += [(OTHERS, everybody - without - so_far), (NONE, without)]
    return tuple((name, number) for name, number in counted if number)


def _having_one_of(connection: Connection, words: Iterable[str]) -> int:
    query = Query(tuple((Text(word, "title"),) for word in words))
    return connection.scalar(counting(query)) or 0
