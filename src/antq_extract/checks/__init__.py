"""Does this number hold? Checks of figures within and across articles, claims against an archive, and panels."""

from .find import find
from .finding import FINDING_COLUMNS, RULES, Finding

__all__ = ["FINDING_COLUMNS", "RULES", "Finding", "find"]
