"""The bytes that leave the house, profile by profile.

After a change that is meant, ``python -m tests.formats.test_golden`` writes the files anew;
their diff is then read like code.
"""

from io import BytesIO
from pathlib import Path

import pytest

from cardscan.exchange import export_contacts
from cardscan.formats.profiles import profile_named, profile_names
from tests.formats.people import EVERYBODY

GOLDEN = Path(__file__).parent / "golden"


def golden_file(name: str) -> Path:
    suffix = {"vcard": ".vcf", "jsonl": ".jsonl"}.get(name, ".csv")
    return GOLDEN / f"{name}{suffix}"


def exported(name: str) -> bytes:
    stream = BytesIO()
    export_contacts(EVERYBODY, profile_named(name), stream)
    return stream.getvalue()


TELLS_THE_TIME = {"labels", "sheet", "xlsx"}
NAMES = [name for name in profile_names() if name not in TELLS_THE_TIME]


@pytest.mark.parametrize("name", NAMES)
def test_every_profile_writes_the_bytes_that_were_agreed(name: str) -> None:
    assert exported(name) == golden_file(name).read_bytes()


if __name__ == "__main__":
    for profile in NAMES:
        golden_file(profile).write_bytes(exported(profile))
