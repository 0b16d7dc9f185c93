"""What the log says is told in the language of the reader, whatever was done."""

import re

from cardscan.additions import NoteKind, Topic
from cardscan.contact import Filing, Outcome, Reason
from cardscan.language import speaking
from cardscan.match.evidence import SAME_EMAIL, SAME_SOUND
from cardscan.store.library import Library
from cardscan.store.sentences import told
from cardscan.store.wording import alterations
from tests.store.conftest import TODAY, Desk, card_like

SAME = (Reason(SAME_EMAIL.text, 0.5), Reason("same reading, other characters", 0.1))


def do_everything(library: Library, desk: Desk) -> None:
    ann = desk.file(card_like(name="AA"))
    kept, card_id = ann.contact_id or "", ann.card_id or ""
    back = desk.file(card_like(company="AA"), Filing(TODAY, Outcome.BACK, back_of=card_id))
    joined = Filing(TODAY, Outcome.JOINED, contact_id=kept, reasons=SAME)
    second = desk.file(card_like(name="BB"), joined)
    doubted = Filing(TODAY, Outcome.REVIEW, doubts=(kept,))
    other = desk.file(card_like(name="CC"), doubted).contact_id or ""
    library.edit(kept, {"title": "AA", "company": "BB"}, why="AA")
    library.note(kept, "AA", day=TODAY, kind=NoteKind.CALL)
    library.mark(kept, Topic.DO_NOT_CONTACT, day=TODAY)
    library.unmark(kept, Topic.DO_NOT_CONTACT)
    library.tag([kept], add=["AA"], remove=["BB"])
    for text in (None, "BB", ""):
        library.check([(card_id, 0, text)])
    library.check([(card_id, 0, None), (back.card_id or "", 0, None)])
    library.distinct(kept, other)
    library.merge(kept, other, reasons=[Reason(SAME_SOUND.text, 0.35)])
    library.undo()
    library.split(kept, second.card_id or "")


def test_every_deed_is_told_in_japanese_with_its_names_as_they_are(
    library: Library, desk: Desk
) -> None:
    do_everything(library, desk)
    ids = [one.id for one in library.search("")]
    ids += [card.id for id_ in ids for card in library.cards(id_)]
    for change in library.history():
        assert told(change.summary) == change.summary or change.verb == "tag"
        with speaking("ja"):
            said = [told(change.summary)]
            said += [word for it in alterations(change) for word in (it.what, it.before, it.after)]
        assert not re.search("[a-z]{2}", re.sub("|".join(ids), "", " ".join(said))), said


def test_reasons_with_commas_of_their_own_are_told_whole() -> None:
    sentence = f"merged a into b ({SAME[0].evidence}, {SAME[1].evidence})"
    with speaking("ja"):
        assert told(sentence) == "a を b に統合 (メールが同じ, 読みは同じで漢字が違う)"
    assert told(sentence) == sentence


def test_what_people_wrote_stays_as_it_is() -> None:
    with speaking("ja"):
        assert told("forgot a person") == "人物の記録を消去"
        assert told("from contacts.csv") == "from contacts.csv"
        assert told("corrected title ({x} promoted, in April)").endswith("({x} promoted, in April)")
