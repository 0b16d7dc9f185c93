"""What can be done with several contacts of the list at once."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.notifications import SeverityLevel

from cardscan.additions import Topic
from cardscan.contact import Contact
from cardscan.errors import CardscanError, UsageError
from cardscan.language import N_, _, ngettext
from cardscan.store.sentences import told
from cardscan.tui.plain import shortened
from cardscan.tui.screens.prompt import PromptScreen
from cardscan.tui.screens.spoken import SpokenScreen
from cardscan.tui.tagging import TAG_HINT, tag_with
from cardscan.tui.widgets.contact_table import ContactTable

if TYPE_CHECKING:  # it brings SQLAlchemy, which the first paint must not wait for
    from cardscan.store.library import Library


class ChosenDeeds(SpokenScreen[None]):
    """Tags, exports and merges what is chosen, or the contact under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "tag", N_("Tag"), show=False),
        Binding("x", "export", N_("Export"), show=False),
        Binding("m", "merge", N_("Merge"), show=False),
        Binding("u", "undo", N_("Undo"), show=False),
    ]

    def __init__(self, opened: "Future[Library]") -> None:
        super().__init__()
        self.opened = opened

    @property
    def library(self) -> "Library":
        """Return the library; before it is open only workers may wait for it here."""
        return self.opened.result()

    @dataclass
    class Done(Message):
        """Something was done, or not, and why."""

        said: str
        wrong: bool = False

    def _chosen(self) -> tuple[Contact, ...]:
        table = self.query_one(ContactTable)
        under = table.contact_at(table.cursor)
        return tuple(table.chosen.values()) or ((under,) if under else ())

    @work(thread=True, group="change")
    def change(self, deed: Callable[[], str]) -> None:
        """Do something and say what was done, or why not; the list is read again."""
        try:
            self.post_message(self.Done(deed()))
        except CardscanError as error:
            self.post_message(self.Done(str(error), wrong=True))

    @on(Done)
    async def tell(self, done: Done) -> None:
        """Say it, and look at the list again."""
        severity: SeverityLevel = "error" if done.wrong else "information"
        self.notify(shortened(done.said), severity=severity, markup=False)
        if not done.wrong:
            self.query_one(ContactTable).choose_none()
            await self.run_action("reload")

    def _put(self, question: str, text: str, deed: Callable[[str], str], *, hint: str = "") -> None:
        def take(answer: str | None) -> None:
            if answer:
                self.change(lambda: deed(answer))

        if self._chosen():
            self.app.push_screen(PromptScreen(question, text, hint=hint), take)

    def action_tag(self) -> None:
        """Add and remove tags."""
        ids = [contact.id for contact in self._chosen()]

        def tag(text: str) -> str:
            return tag_with(self.library, ids, text).summary

        question = _("Tags of {contacts}").format(contacts=contacts_in_words(len(ids)))
        self._put(question, "", tag, hint=_(TAG_HINT))

    def action_export(self) -> None:
        """Write a file for another program."""
        ids = [contact.id for contact in self._chosen()]
        question = _("Export {contacts} to (.csv .xlsx .vcf .jsonl)").format(
            contacts=contacts_in_words(len(ids))
        )
        self._put(question, "contacts.csv", lambda name: self._export(ids, name))

    def _export(self, ids: list[str], name: str) -> str:
        from cardscan.exchange import export_contacts, profile_by_suffix  # noqa: PLC0415 - heavy
        from cardscan.formats.profiles import profile_named  # noqa: PLC0415

        target = Path(name).expanduser()
        if target.exists():
            reason = _("{file} is there already; name another file.").format(file=target)
            raise UsageError(reason)
        profile = profile_named(profile_by_suffix(target))
        people = [self.library.contact(contact_id) for contact_id in ids]
        asked = [contact for contact in people if not contact.mark(Topic.DO_NOT_CONTACT)]
        report = export_contacts(asked, profile, target)
        kept_back = len(people) - len(asked)
        said = _("{contacts} in {file}").format(
            contacts=contacts_in_words(report.rows), file=target
        )
        if kept_back:
            said += _("; {n} left out, not to be contacted").format(n=kept_back)
        return said

    def action_merge(self) -> None:
        """Make one contact of those that are chosen; the first one chosen keeps its id."""
        chosen = self._chosen()
        if len(chosen) < 2:
            self.notify(_("Choose two contacts or more with Space, then merge them."))
            return
        kept, *gone = (contact.id for contact in chosen)

        def merge() -> str:
            with self.library.atomic():
                for contact_id in gone:
                    self.library.merge(kept, contact_id)
            return _("Made one contact of {n}; each u takes one of them back.").format(
                n=len(chosen)
            )

        self.change(merge)

    def action_undo(self) -> None:
        """Take the newest change of the library back."""
        self.change(lambda: told(self.library.undo().summary))


def contacts_in_words(number: int) -> str:
    """Return how many contacts there are."""
    return ngettext("{n:,} contact", "{n:,} contacts", number).format(n=number)
