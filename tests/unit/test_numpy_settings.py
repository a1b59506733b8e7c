from __future__ import annotations

import os
from pathlib import Path

import pytest

from dedupe import numpy_settings
from dedupe.numpy_settings import prepare_numpy

AMD = "vendor_id : AuthenticAMD\nflags : fpu avx2 avx512f avx512dq\n"
INTEL = AMD.replace("AuthenticAMD", "GenuineIntel")
VARIABLES = ("OPENBLAS_NUM_THREADS", "NPY_DISABLE_CPU_FEATURES", "NPY_ENABLE_CPU_FEATURES")


@pytest.fixture
def processor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in VARIABLES:
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
        monkeypatch.delenv(name)
    monkeypatch.setattr(numpy_settings, "_PROCESSOR", str(tmp_path / "cpuinfo"))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path / "cpuinfo"


@pytest.mark.parametrize(
    ("info", "disabled"), [(AMD, "X86_V4 AVX512_SKX"), (INTEL, None), (AMD.replace(" avx512f", ""), None), (None, None)]
)
def test_only_amds_processors_sort_without_avx512(processor: Path, info: str | None, disabled: str | None) -> None:
    if info is not None:
        processor.write_text(info)
    prepare_numpy()

    assert os.environ.get("NPY_DISABLE_CPU_FEATURES") == disabled


def test_what_the_user_has_set_stays(processor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    processor.write_text(AMD)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    monkeypatch.setenv("NPY_ENABLE_CPU_FEATURES", "X86_V4")
    prepare_numpy()

    assert [os.environ.get(name) for name in VARIABLES] == ["4", None, "X86_V4"]
