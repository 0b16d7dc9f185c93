"""The help page, on ``?`` from every screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from cardscan.language import N_, _

# Each part as a whole, for a translator to lay out: 74 cells wide.
PARTS = (
    N_("""\
EVERYWHERE
  ? F1      this help              ctrl+p   all commands by name
  ctrl+t    dark or light          ctrl+q   leave
  F5        look again for what another program changed\
"""),
    N_("""\
LIST OF CONTACTS
  type      search as you type     Enter    open the contact
  Escape    clear the search       Tab      box and list in turn
  F2 v      review what waits      F3 a     scan a folder
  F4        statistics             F6 f     narrow by place, tag, year
  Up Down PgUp PgDn   move, from the search box too
  in the list: s sorts by the next column, S turns the order around,
    Home and End go to the ends, / goes to the search box, c columns
  Space chooses contacts: t tags, x exports, m merges them, u undoes
  a click on a column's title sorts, a double click on a row opens
  !         before a name: a value or a match waits for a person\
"""),
    N_("""\
CONTACT
  n p       next, previous         e        edit the chosen value
  i         add a value            t o      tags, note
  u         undo; in the history, the chosen change
  c w k     copy the chosen value; open mail or page; QR code
  Tab       panes in turn          Escape   back to the list
  check     behind a value: the readers were not sure of it\
"""),
    N_("""\
REVIEW
  a Enter   it is right            e        write what stands there
  s         what the other reader saw       m   another kind
  x         no field               n        later
  s d n     two cards: same person, different, later
  u         takes the last decision back\
"""),
    N_("""\
SCAN
  Enter     read the folder        f        file all that is found
  x         leave a picture out    /        another folder
  w F7      watch the folder: what comes into it is read, and filed after f\
"""),
    N_("""\
SEARCHING
  田中 営業       both words, in name, company, title, address, notes
  "two words"     together             -word      without it
  a , b           one or the other     field:=x   exactly x
  company:acme    in one field         email:     has no e-mail
  03-1234         a phone number       met:2026-01..2026-03   dates
  name+  met-     sorted by name; by date, latest first
  Width, case, hiragana or katakana and old forms (髙, 﨑) are one.\
"""),
)


class HelpScreen(ModalScreen[None]):
    """What every key does and how to search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", N_("Close"))
    ]

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll() as page:
            page.border_title = _("Help")
            page.border_subtitle = _("Escape closes")
            yield Static("\n\n".join(map(_, PARTS)), markup=False)
