from pathlib import Path

import pytest

from cardscan.config import Settings, read_settings
from cardscan.errors import SettingsError


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def environ(config: Path, **variables: str) -> dict[str, str]:
    return {"CARDSCAN_CONFIG": str(config), **variables}


def test_a_typed_flag_beats_the_environment_which_beats_the_file(config: Path) -> None:
    config.write_text('engine = "rapidocr"\nregion = "US"\njobs = 3\n')
    settings = read_settings(
        environ(config, CARDSCAN_REGION="DE", CARDSCAN_JOBS="4"), jobs=5, library=None
    )
    assert (settings.engine, settings.region, settings.jobs) == ("rapidocr", "DE", 5)


def test_without_a_file_the_library_lies_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert read_settings({}).library == str(tmp_path / "data/cardscan/contacts.db")


def test_an_empty_variable_counts_as_not_set(config: Path) -> None:
    config.write_text("")
    assert read_settings(environ(config, CARDSCAN_ENGINE="")).engine == "fused"


def test_variables_that_are_no_settings_are_left_alone(config: Path) -> None:
    config.write_text("")
    assert read_settings(environ(config, CARDSCAN_COMPLETE="bash_source")).engine == "fused"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('engin = "fused"', "unknown key 'engin'. Known: accept_from, engine, jobs, language"),
        ('jobs = "many"', "jobs: 'many' is not a whole number"),
        ("jobs = true", "jobs: True is not a whole number"),
        ("jobs = -1", "jobs: -1 is not between"),
        ("engine = 3", "engine: 3 is not text"),
        ('region = "Japan"', "region: 'Japan' is not two capitals"),
        ("time_limit = 0", "time_limit: 0 is less than"),
        ("accept_from = 97", "accept_from: 97.0 is not above 0 and at most 1"),
        ('accept_from = "high"', "accept_from: 'high' is not a number"),
        ('language = "de"', "language: 'de' is none of en, ja"),
        ("accept_from = true", "accept_from: True is not a number"),
        ("jobs =", "not a TOML file"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_file_and_key(
    config: Path, text: str, says: str
) -> None:
    config.write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(environ(config))
    assert str(config) in str(caught.value)
    assert says in str(caught.value)


def test_a_wrong_variable_is_blamed_on_the_environment(config: Path) -> None:
    config.write_text("")
    with pytest.raises(SettingsError, match="the environment: jobs: 'two' is not a whole number"):
        read_settings(environ(config, CARDSCAN_JOBS="two"))


def test_a_settings_file_that_was_named_must_exist(config: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        read_settings(environ(config))


def test_a_settings_file_in_another_encoding_is_refused(config: Path) -> None:
    config.write_bytes('library = "名刺.db"'.encode("cp932"))
    with pytest.raises(SettingsError, match="not a TOML file"):
        read_settings(environ(config))


def test_settings_made_in_code_are_checked_too() -> None:
    with pytest.raises(ValueError, match="jobs"):
        Settings(library="contacts.db", jobs=-2)
