from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dedupe.config import find_file, init_text, load_config
from dedupe.config_options import OPTIONS, Outlet
from dedupe.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def test_without_anything_the_defaults_are_in_force(tmp_path: Path) -> None:
    config = load_config(tmp_path, {})

    assert (config.fail_on, config.max_findings, config.select) == ("warning", 0, ())
    assert config.folder == tmp_path
    assert set(config.origins) == set(OPTIONS)
    assert set(config.origins.values()) == {"default"}


def test_file_environment_and_command_line_go_before_one_another(tmp_path: Path) -> None:
    file = tmp_path / "dedupe.toml"
    file.write_text('fail-on = "note"\nmax-findings = 1\nselect = ["DUP1"]\nbaseline = "b.json"\n')
    environment = {"DEDUPE_FAIL_ON": "error", "DEDUPE_MAX_FINDINGS": "2", "PATH": "x"}

    config = load_config(tmp_path, environment, {"fail-on": "never", "baseline": None})

    assert (config.fail_on, config.max_findings, config.select) == ("never", 2, ("DUP1",))
    assert config.baseline == "b.json"
    assert dict(config.origins) | {"fail-on": "--fail-on"} == config.origins
    assert config.origins["max-findings"] == "DEDUPE_MAX_FINDINGS"
    assert config.origins["select"] == str(file)
    assert config.origins["ignore"] == "default"


def test_every_option_can_be_set_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        """
        [tool.dedupe]
        select = ["all"]
        ignore = ["shared-quotes"]
        fail-on = "error"
        max-findings = 3
        baseline = "accepted.json"
        exclude = ["drafts/"]
        include = ["news/"]
        formats = ["html", "csv"]
        fields = { text = "Lead" }
        wire = ["wire/**"]
        date-order = "day-first"
        inline-suppressions = false
        severity = { DUP101 = "error", own-version = "warning" }
        per-path-ignores = { "sport/**" = ["DUP3"] }
        [tool.dedupe.outlets]
        Ledger = { paths = ["ledger/**"], credits = ["Ledger wires"] }
        "The Quay" = {}
        """
    )
    config = load_config(tmp_path, {})

    assert set(config.origins.values()) == {str(tmp_path / "pyproject.toml")}
    assert config.severity == {"exact-copy": "error", "own-version": "warning"}
    assert config.per_path_ignores == {"sport/**": ("DUP3",)}
    assert config.outlets == (Outlet("Ledger", ("ledger/**",), ("Ledger wires",)), Outlet("The Quay"))
    assert (config.include, config.formats) == (("news/",), ("html", "csv"))
    assert config.fields == (("text", "Lead"),)
    assert (config.wire, config.inline_suppressions) == (("wire/**",), False)


def test_the_nearest_file_is_taken(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "dedupe.toml").write_text("max-findings = 1")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1")
    assert find_file(inner) == tmp_path / "dedupe.toml"

    (tmp_path / "a" / "pyproject.toml").write_text("[tool.dedupe]")
    assert find_file(inner) == tmp_path / "a" / "pyproject.toml"
    assert load_config(inner, {}).folder == tmp_path / "a"

    (tmp_path / "a" / "dedupe.toml").write_text("")
    assert find_file(inner) == tmp_path / "a" / "dedupe.toml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('fail-no = "note"', "there is no option fail-no; did you mean fail-on?"),
        ('fail_on = "note"', "did you mean fail-on?"),
        ("zzz = 1", "there is no option zzz"),
        ('fail-on = "fatal"', "fail-on: one of note, warning, error, never is wanted"),
        ("fail-on = 1", "fail-on: one of"),
        ("max-findings = -1", "max-findings: a whole number"),
        ("max-findings = true", "max-findings: a whole number"),
        ('max-findings = "1"', "max-findings: a whole number"),
        ('select = "DUP1"', "select: a list of strings is wanted"),
        ("select = [1]", "select: a list of strings is wanted"),
        ('select = ["DUP9"]', "select: there is no rule 'DUP9'"),
        ("baseline = 1", "baseline: a string is wanted"),
        ("inline-suppressions = 1", "inline-suppressions: true or false is wanted"),
        ("severity = 1", "severity: a table is wanted"),
        ('severity = {exact-copi = "note"}', "did you mean exact-copy"),
        ('severity = {exact-copy = "never"}', "severity: exact-copy: one of note, warning, error"),
        ('per-path-ignores = {"a/**" = "DUP1"}', "per-path-ignores: a/**: a list of strings"),
        ("outlets = {Ledger = 1}", "outlets: Ledger: a table is wanted"),
        ("outlets = {Ledger = {path = []}}", "no option path; did you mean paths?"),
        ("outlets = {Ledger = {paths = [1]}}", "outlets: Ledger.paths: a list of strings"),
        ("a = 1\nb = ]", "line 2"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_the_file(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "dedupe.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(ConfigError, match=re.escape(message)) as raised:
        load_config(tmp_path, {})
    assert str(file) in str(raised.value)


def test_a_table_that_is_none_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\ndedupe = 1")

    with pytest.raises(ConfigError, match="no table"):
        load_config(tmp_path, {})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("DEDUPE_FAILON", "note", "did you mean DEDUPE_FAIL_ON?"),
        ("DEDUPE_MAX_FINDINGS", "many", "DEDUPE_MAX_FINDINGS: a whole number"),
        ("DEDUPE_MAX_FINDINGS", "", "DEDUPE_MAX_FINDINGS: a whole number"),
        ("DEDUPE_INLINE_SUPPRESSIONS", "yes", "true or false"),
        ("DEDUPE_SELECT", "DUP1,DUP9", "there is no rule 'DUP9'"),
    ],
)
def test_what_is_wrong_in_the_environment_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        load_config(tmp_path, {name: text})


def test_variables_are_read_as_text(tmp_path: Path) -> None:
    environment = {
        "DEDUPE_SELECT": "DUP1, DUP2",
        "DEDUPE_INLINE_SUPPRESSIONS": "False",
        "DEDUPE_IGNORE": "",
        "DEDUPE_HOME_OF_ANOTHER_PROGRAM": "x",
    }
    config = load_config(tmp_path, environment)

    assert (config.select, config.ignore) == (("DUP1", "DUP2"), ())
    assert config.inline_suppressions is False


def test_a_wrong_option_on_the_command_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=re.escape("--fail-on: one of")):
        load_config(tmp_path, {}, {"fail-on": "x"})


def test_the_file_to_start_from_says_what_holds_anyway(tmp_path: Path) -> None:
    before = load_config(tmp_path, {})
    text = init_text()
    (tmp_path / "dedupe.toml").write_text(text)
    assert load_config(tmp_path, {}) == before

    (tmp_path / "dedupe.toml").write_text(re.sub(r"^#(?! )", "", text, flags=re.MULTILINE))
    uncommented = load_config(tmp_path, {})
    assert set(uncommented.origins.values()) == {str(tmp_path / "dedupe.toml")}
    assert {key: getattr(uncommented, key) for key in FIELDS} == {key: getattr(before, key) for key in FIELDS}


FIELDS = [key.replace("-", "_") for key in OPTIONS]
