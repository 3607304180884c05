"""What several tests need: the shared development data, if it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with gold and archive for development: ``ANTQ_SHARED``, else ``shared`` beside the checkout."""
    folder = Path(os.environ.get("ANTQ_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("the shared development data is not there (set ANTQ_SHARED to its folder)")
    return folder
