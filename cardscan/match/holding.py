"""Whether a contact already holds all that another one says."""

from collections.abc import Iterable
from dataclasses import replace

from cardscan.contact import Contact, Name
from cardscan.folding import fold, fold_words


def holds(contact: Contact, said: Contact) -> bool:
    """Say whether the second contact tells nothing that the first one lacks.

    Spelling, order and the way in which values are joined do not count: other programs have one
    cell where a card has three lines. A name alone is held by a name alone, for namesakes exist.

    >>> card = Contact("a", name=Name("田中 健一"), company="見本", departments=("本社", "総務部"))
    >>> holds(card, Contact("", name=Name("田中健一"), departments=("本社 総務部",)))
    True
    >>> holds(card, Contact("", name=Name("田中健一"))), holds(card, Contact("", company="見本"))
    (False, True)
    """
    if not _holds_channels(contact, said) or not _holds_names(contact, said):
        return False
    if not set(said.tags) <= set(contact.tags):
        return False
    if not {mark.topic for mark in said.marks} <= {mark.topic for mark in contact.marks}:
        return False
    said = replace(said, marks=())  # in which words and when they were made does not count
    texts = [text for kind in _TEXTS for text in kind(said)]
    if not texts and not said.phones and not said.emails:
        return not any(text for kind in _TEXTS for text in kind(contact)) and not contact.phones
    return all(_stand_in(kind(said), kind(contact)) for kind in _TEXTS)


def _holds_channels(contact: Contact, said: Contact) -> bool:
    emails = {email.casefold() for email in contact.emails}
    numbers = {phone.value for phone in contact.phones}
    return {email.casefold() for email in said.emails} <= emails and {
        phone.value for phone in said.phones
    } <= numbers


def _holds_names(contact: Contact, said: Contact) -> bool:
    names = [contact.name, contact.name_roman, contact.name_kana]
    return (
        _is_one_of(said.name, names)
        and _is_one_of(said.name_kana, names[-1:])
        and _is_one_of(said.name_roman, names[:2])
    )


def _is_one_of(name: Name, names: Iterable[Name]) -> bool:
    """Say whether a name, if there is one, is among others, in whichever order it is written."""
    if not name.text or any(name.text == other.text for other in names):
        return True
    folded, words = fold(name.text), sorted(fold_words(name.text))
    return any(
        folded == fold(other.text) or words == sorted(fold_words(other.text)) for other in names
    )


def _stand_in(texts: Iterable[str], held: Iterable[str]) -> bool:
    """Say whether all texts stand in what is held, alone or joined."""
    missing = set(texts) - set(held)
    if not missing:
        return True
    whole = fold(" ".join(held))
    return all(
        fold(text) in whole or all(word in whole for word in fold_words(text)) for text in missing
    )


_TEXTS = (
    lambda one: [text for text in (one.company, one.company_kana, one.company_roman) if text],
    lambda one: one.departments,
    lambda one: one.titles,
    lambda one: one.urls,
    lambda one: [f"{address.postal_code} {address.text}" for address in one.addresses],
    lambda one: one.socials,
    lambda one: one.qualifications,
    lambda one: (*one.notes, *one.added_lines),
)
