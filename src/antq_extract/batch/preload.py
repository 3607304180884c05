"""Imported by the fork server before the first worker: loads the model that the workers then share."""

from __future__ import annotations

import os
from contextlib import suppress

from antq_extract.batch.extractor import warm_up

if wanted := os.environ.get("ANTQ_PRELOAD"):
    with suppress(Exception):  # reported by the first task, where the main process can see it
        warm_up(*wanted.split("\n"))
