from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from benchmarks.spark import Run, Traffic, by_stage, read_events, summary

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "(4) Execute InsertIntoHadoopFsRelationCommand\nArguments: file:/tmp/x/_stages/{}, false, Parquet, []"


def task(stage: int, shuffled: int, written: int) -> dict[str, Any]:
    metrics = {
        "Shuffle Write Metrics": {"Shuffle Bytes Written": shuffled},
        "Disk Bytes Spilled": 7,
        "Output Metrics": {"Bytes Written": written},
        "Executor Run Time": 1500,
    }
    return {"Event": "SparkListenerTaskEnd", "Stage ID": stage, "Task Metrics": metrics}


def test_what_tasks_move_is_counted_by_the_table_that_they_write(tmp_path: Path) -> None:
    start = "org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart"
    events = [
        {"Event": start, "executionId": 3, "physicalPlanDescription": PLAN.format("stories-2")},
        {"Event": start, "executionId": 4, "physicalPlanDescription": "== Physical Plan =="},
        *(
            {"Event": "SparkListenerJobStart", "Stage IDs": stages, "Properties": {"spark.sql.execution.id": run}}
            for run, stages in (("3", [0, 1]), ("4", [2]))
        ),
        task(0, 1_000_000, 0),
        task(1, 0, 2_000_000),
        task(2, 5, 0),
        {"Event": "SparkListenerTaskEnd", "Stage ID": 2},  # of one that was lost
    ]
    log = tmp_path / "log"
    log.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
    found = read_events([log])
    assert found == {"stories": Traffic(1_000_000, 14, 2_000_000, 3.0), "counts": Traffic(5, 7, 0, 1.5)}
    run = Run("news", 1_000, 4_000_000, 60.0, 90.0, found, 12, 1.0)
    assert by_stage(run).rows[0] == ("stories", 3.0, 1.0, 1000.0, 2.0)
    row = dict(zip(summary([run]).columns, summary([run]).rows[0], strict=True))
    assert (row["shuffle MB"], row["written MB"], row["cpu s"]) == (1.000005, 2.0, 90.0)
