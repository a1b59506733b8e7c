from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from dedupe.findings.finding import Acceptance, Region
from dedupe.report.check_report import CheckReport
from tests.unit.findings.sample import finding
from tests.unit.report.nasty import nasty_report
from tests.unit.report.reports import check_report, written

pytestmark = pytest.mark.xdist_group("sarif-multitool")  # which one process installs and runs
PACKAGE = "@microsoft/sarif-multitool-linux"


@pytest.fixture(scope="session")
def multitool(request: pytest.FixtureRequest) -> Path:
    """Give the folder of Microsoft's validator and schema, installed once from npm."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is missing, so that SARIF cannot be validated")
    assert request.config.cache is not None
    folder = Path(request.config.cache.mkdir("sarif-multitool"))
    package = folder / "node_modules" / PACKAGE
    if not (package / "Sarif.Multitool").exists():
        command = [npm, "install", "--no-save", "--ignore-scripts", f"--prefix={folder}", PACKAGE]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip(f"npm cannot install {PACKAGE}, so that SARIF cannot be validated")
    (package / "Sarif.Multitool").chmod(0o755)
    return package


def run_of(report: CheckReport) -> dict[str, Any]:
    (run,) = json.loads(written(report, "sarif"))["runs"]
    assert isinstance(run, dict)
    return run


def reports() -> list[CheckReport]:
    one = finding()
    accepted = replace(one, accepted=Acceptance("baseline", "licensed"))
    texts = {"daily/b.txt": "First line.\nSecond.\n"}
    return [
        check_report(),
        check_report([one], texts=texts, prefix="news/"),
        check_report([accepted, finding("c.txt")], compared_with_baseline=True),
        nasty_report(),
    ]


@pytest.mark.parametrize("number", range(4))
def test_sarif_fits_its_schema(multitool: Path, number: int) -> None:
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text("utf-8-sig"))

    errors = jsonschema.validators.validator_for(schema)(schema).iter_errors(
        json.loads(written(reports()[number], "sarif"))
    )
    assert [error.message for error in errors] == []


def test_microsofts_validator_and_githubs_rules_find_no_fault(multitool: Path, tmp_path: Path) -> None:
    report, found = tmp_path / "report.sarif", tmp_path / "found.sarif"
    together = json.loads(written(check_report(), "sarif"))
    together["runs"] = list(map(run_of, reports()))  # a start of the validator takes longer than all of them
    report.write_text(json.dumps(together))

    subprocess.run(
        [
            *(multitool / "Sarif.Multitool", "validate", report, "--output", found),
            *("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note"),
            *("--log", "ForceOverwrite"),
        ],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        check=True,
    )

    (run,) = json.loads(found.read_text("utf-8-sig"))["runs"]
    faults = [
        (result["ruleId"], result["message"].get("text") or result["message"])
        for result in run["results"]
        if result.get("level", "warning") in ("error", "warning")
    ]
    assert faults == []


def test_what_github_requires_is_there() -> None:
    run = run_of(reports()[1])

    for rule in run["tool"]["driver"]["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["name"] != rule["id"]
        assert len(rule["properties"]["tags"]) <= 10
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "news/daily/b.txt"
    assert place["region"]["startLine"] == place["region"]["endLine"] == 1
    assert place["region"]["startColumn"] == 1
    assert place["region"]["endColumn"] == len("First line.") + 1


def test_places_in_the_sources_are_linked_in_the_message() -> None:
    (result,) = run_of(check_report([finding()]))["results"]

    (related,) = result["relatedLocations"]
    assert f"[wire/a.txt:3]({related['id']})" in result["message"]["text"]
    assert related["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 1, "endLine": 9, "endColumn": 2}


def test_accepted_findings_stay_in_and_are_suppressed() -> None:
    by_comment = replace(finding("c"), accepted=Acceptance("comment"))
    by_baseline = replace(finding("b"), accepted=Acceptance("baseline", "licensed"))
    report = check_report([by_baseline, by_comment, finding("n")], compared_with_baseline=True)

    results = run_of(report)["results"]

    assert [result.get("suppressions") for result in results] == [
        [{"kind": "external", "status": "accepted", "justification": "licensed"}],
        [{"kind": "inSource", "status": "accepted"}],
        None,
    ]
    assert [result["baselineState"] for result in results] == ["unchanged", "new", "new"]
    assert "baselineState" not in run_of(check_report([finding()]))["results"][0]


def test_paths_are_uris_that_lead_back_to_the_path() -> None:
    names = ["a b.txt", "50%.txt", "c:d.txt", "é/中.txt", "#x?y.txt", "http://e/x.txt"]
    results = run_of(check_report([finding(name) for name in names]))["results"]

    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert [unquote(uri) for uri in uris] == [*names[:-1], "http:/e/x.txt"]
    assert not any(set(uri) & set(" :?#") for uri in uris)


def test_words_give_columns() -> None:
    one = replace(finding(), region=Region("daily/b.txt", 1, 3, "1,800 people"))
    texts = {"daily/b.txt": "Of the\n  😀 1,800 people\nthere\n"}

    (result,) = run_of(check_report([one], texts=texts))["results"]

    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 17}
