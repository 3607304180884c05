"""Article ids, each given out once, in constant memory."""

from __future__ import annotations

import sqlite3


class IdRegister:
    """Makes ids unique: the second ``a`` becomes ``a-2``, and so on, in the order of the inputs.

    The ids are kept in a private SQLite database that goes to disk when it outgrows its cache.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA cache_size=-16000")
        self._db.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, n INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._execute = self._db.execute
        self.renamed = 0

    def unique(self, id: str) -> str:
        """``id``, or ``id-2``, ``id-3`` … where it was given out before."""
        if self._take(id):
            return id
        self.renamed += 1
        n = self._execute("SELECT n FROM ids WHERE id = ?", (id,)).fetchone()[0]
        while True:
            n += 1
            if self._take(f"{id}-{n}"):
                self._execute("UPDATE ids SET n = ? WHERE id = ?", (n, id))
                return f"{id}-{n}"

    def _take(self, id: str) -> bool:
        return self._execute("INSERT OR IGNORE INTO ids (id) VALUES (?)", (id,)).rowcount == 1

    def close(self) -> None:
        self._db.close()
