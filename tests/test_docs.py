"""The examples in the documentation run and give what they show."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "corpus" / "README.md"])
COMMAND = re.compile(r"^(?:\$ |    )(antq-extract .+)$", re.MULTILINE)
NEEDS_MORE = ("pip install", "make ", "serve", "s3://", "tcp://", "…", "...", "|", "<", ">")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_python_examples(page: Path) -> None:
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8", globs={"Decimal": __import__("decimal").Decimal})
    assert result.failed == 0


def test_links_lead_somewhere() -> None:
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert not broken


def test_commands_of_the_rule_pack_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from antq_extract.cli.main import app

    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus" / "README.md").unlink()
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "rule-pack.md").read_text(encoding="utf-8")
    commands = [c for c in COMMAND.findall(text) if not any(word in c for word in NEEDS_MORE)]
    assert commands
    for command in commands:
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"


def test_every_command_has_help_with_an_example() -> None:
    from antq_extract.cli.main import COMMANDS, app

    for name in COMMANDS:
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0, result.output
        assert f"antq-extract {name}" in result.output
