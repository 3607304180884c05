"""One self-contained page: figures highlighted in their articles, a table, charts, and what the checks found."""

from .page import Report, report_page
from .payload import payload

__all__ = ["Report", "payload", "report_page"]
