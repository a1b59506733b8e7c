"""What numpy is told before it is imported, by the environment."""

from __future__ import annotations

import os
import sys

_PROCESSOR = "/proc/cpuinfo"
_BEGINNING = 1 << 12  # bytes, which name the first processor and what it can do
_DISABLE, _ENABLE = "NPY_DISABLE_CPU_FEATURES", "NPY_ENABLE_CPU_FEATURES"


def prepare_numpy() -> None:
    """Set what makes numpy quicker here, unless the user has set it; to be called before numpy is imported.

    It would start threads for products of matrices, of which there are none here, and have them wait busily. It would
    sort by instructions of AVX-512 that take the processors of AMD four times as long as those of AVX2.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if _sorts_slowly_by_avx512() and _ENABLE not in os.environ:
        os.environ.setdefault(_DISABLE, "X86_V4 AVX512_SKX")  # as numpy calls it from 2.4 on, and before


def _sorts_slowly_by_avx512() -> bool:
    if sys.platform != "linux":
        return False
    try:
        with open(_PROCESSOR, "rb") as file:  # noqa: PTH123 - pathlib would be imported for this
            processor = file.read(_BEGINNING)
    except OSError:
        return False
    return b"AuthenticAMD" in processor and b" avx512f " in processor
