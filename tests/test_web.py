"""The local page: what it answers, what it refuses, and that it keeps nothing."""

from __future__ import annotations

import io
import json
import socket
import tempfile
import time
import zipfile

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")
pytest.importorskip("httpx", reason="httpx, which FastAPI's test client needs, is not installed")

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from antq_extract.cli.main import app as command
from antq_extract.web.app import create_app, words_of_page
from antq_extract.web.desk import Set
from antq_extract.web.limits import Limits
from test_report import HOSTILE

HOME = "http://127.0.0.1:8765"
TEXT = "date 2031-05\nCông an tỉnh tiếp nhận 250 tin báo. Đã giải quyết 200/250 tin, đạt 95%.\nXã tặng 40 suất quà 😀, mỗi suất 500.000 đồng."
LIMITS = Limits(size=11_000_000, seconds=6.0, files=5)  # a short article takes 0.2 s on an idle machine


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    (folder / "old.txt").write_text(TEXT.replace("40 suất", "48 suất"), "utf-8")
    assert CliRunner().invoke(command, ["run", str(folder / "old.txt"), "-o", str(folder / "f.csv"), "--workers", "1", "-q"]).exit_code == 0
    return folder / "f.csv"


@pytest.fixture(scope="module")
def client(archive):
    with TestClient(create_app(Set(against=str(archive), limits=LIMITS), workers=1), base_url=HOME) as made:
        made.app._app.state.workers.wait()
        yield made


def sent(client, *files, to="/read", headers=None, **fields):
    parts = [("files", (name, data if isinstance(data, bytes) else data.encode(), "application/octet-stream")) for name, data in files]
    return client.post(to, files=parts, data=fields, headers=headers or {})


def figures_of(answer) -> list[dict]:
    data = answer.json()
    return [dict(zip(data["row"], row, strict=True)) for row in data["figures"]]


def test_figures_findings_and_what_the_archive_says(client):
    answer = sent(client, ("pasted.txt", TEXT))
    assert answer.status_code == 200
    data = answer.json()
    figures = figures_of(answer)
    units = data["articles"][0]["text"].encode("utf-16-le")
    assert [units[2 * f["from"] : 2 * f["to"]].decode("utf-16-le") for f in figures][:2] == ["250", "200/250"]
    assert [f["rule"] for f in data["findings"]] == ["ratio_percent"]
    verdicts = {v["figure"]: v["verdict"] for v in data["verdicts"]}
    assert verdicts[figures[0]["figure_id"]] in ("confirmed", "compatible")


@pytest.mark.parametrize("name", ["pasted.txt", "bài số 7.md", "a.html"])
def test_the_csv_is_the_command_lines(client, tmp_path, name):
    text = TEXT
    if name.endswith("html"):
        text = f"<html><head><title>Tin</title></head><body><article><p>{'</p><p>'.join(TEXT.splitlines()[1:])}</p></article></body></html>"
    (tmp_path / name).write_bytes(text.encode())
    out = tmp_path / "out.csv"
    assert CliRunner().invoke(command, ["run", str(tmp_path / name), "-o", str(out), "--workers", "1", "-q"]).exit_code == 0
    answer = sent(client, (name, text), to="/download/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="figures.csv"'
    assert answer.content == out.read_bytes()
    assert answer.content.count(b"\r\n") > 3


def test_excel_and_report(client):
    book = sent(client, ("a.txt", TEXT), to="/download/xlsx")
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(book.content)).namelist()
    page = sent(client, ("a.txt", TEXT), to="/download/report", language="en").text
    assert '<html lang="en">' in page
    assert "<script src" not in page
    assert sent(client, ("a.txt", TEXT), to="/download/exe").status_code == 404


def test_several_files_and_what_is_none(client):
    lines = json.dumps({"text": "Có 3 vụ cháy."}) + "\n" + json.dumps({"id": "x"}) + "\n"
    data = sent(client, ("a.txt", TEXT), ("a.txt", TEXT), ("b.jsonl", lines), ("c.pdf.parquet", "x")).json()
    assert [a["id"] for a in data["articles"]] == ["a", "a-2", "b-1"]
    assert len(data["problems"]) == 2


@pytest.mark.parametrize(
    ("fields", "published", "province"),
    [
        ({}, "2031-05", ""),
        ({"published": "14/3/2029"}, "2031-05", ""),
        ({"corrections": json.dumps({"a": {"published": "14/3/2029", "province": "Lâm Đồng"}})}, "2029-03-14", "Lâm Đồng"),
        ({"province": "Gia Lai"}, "2031-05", "Gia Lai"),
        ({"province": "tp.hcm "}, "2031-05", "Hồ Chí Minh"),
        ({"corrections": json.dumps({"a": {"province": "dak lak"}})}, "2031-05", "Đắk Lắk"),
    ],
)
def test_date_and_province(client, fields, published, province):
    article = sent(client, ("a.txt", TEXT), **fields).json()["articles"][0]
    assert (article["published"], article["province"]) == (published, province)


@pytest.mark.parametrize("fields", [{"province": "Lâm Xa"}, {"corrections": json.dumps({"a": {"province": "Lâm Xa"}})}])
def test_a_province_that_is_none_is_told(client, fields):
    answer = sent(client, ("a.txt", TEXT), **fields)
    assert answer.status_code == 400
    assert "Không có tỉnh, thành phố nào tên “Lâm Xa”" in answer.json()["error"]["vi"]
    assert "no province “Lâm Xa”" in answer.json()["error"]["en"]


def test_an_empty_file_beside_others_is_told(client):
    data = sent(client, ("a.txt", TEXT), ("trống.txt", " \n")).json()
    assert (len(data["articles"]), data["problems"]) == (1, ["trống.txt: empty: there is no text"])
    assert sent(client, ("trống.txt", "")).status_code == 400


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/read", 405), ("DELETE", "/", 405), ("GET", "/nothing", 404), ("GET", "/static/x.js", 404)])
def test_wrong_addresses_are_answered_in_both_languages(client, method, path, status):
    answer = client.request(method, path)
    assert (answer.status_code, set(answer.json()["error"])) == (status, {"vi", "en"})


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_text(client, text):
    answer = sent(client, ("<b>.txt", text))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert "<" not in answer.text
    assert answer.json()["articles"][0]["text"] == text
    for line in sent(client, ("=1.txt", text), to="/download/csv").text.splitlines():
        assert not any(cell.startswith(("=", "@", "\t")) for cell in line.split(","))


@pytest.mark.parametrize(
    ("files", "fields", "status"),
    [
        ([], {}, 400),
        ([("a.txt", "  \n ")], {}, 400),
        ([("a.txt", b"\xff\xfe\x00")], {}, 422),
        ([("a.txt", "12 vụ")], {"published": "gestern"}, 400),
        ([("a.txt", "12 vụ")], {"corrections": "[1]"}, 400),
        ([("a.txt", "12 vụ")] * 6, {}, 400),
        ([("a.txt", "x" * 11_000_001)], {}, 413),
        ([("a.txt", "12 vụ, " * 1_100_000)], {}, 408),
        ([("a.txt", "12 vụ, " * 100_000)], {}, (200, 408)),
    ],
    ids=["nothing", "empty", "undecodable", "date", "corrections", "files", "too large", "10 MB", "100,000 figures"],
)
def test_refusals_are_told_in_both_languages(client, files, fields, status):
    began = time.monotonic()
    answer = sent(client, *files, **fields)
    assert answer.status_code in (status if isinstance(status, tuple) else (status,))
    assert time.monotonic() - began < LIMITS.seconds + 8
    if answer.status_code != 200:
        assert all(answer.json()["error"][language] for language in ("vi", "en"))
    client.app._app.state.workers.wait()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": HOME}, 200),
        ({"origin": HOME, "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://example.org"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": HOME}, 403),
        ({"host": "localhost:8765"}, 200),
        ({"host": "[::1]:8765"}, 200),
        ({"host": "example.org"}, 421),
        ({"host": "127.0.0.1.example.org:8765"}, 421),
        ({"host": ""}, 421),
    ],
)
def test_only_this_page_may_ask(client, headers, status):
    assert sent(client, ("a.txt", "12 vụ"), headers=headers).status_code == status


@pytest.mark.parametrize("address", ["/", "/static/core.js", "/static/desk.css", "/static/../app.py", "/none", "/docs", "/openapi.json"])
def test_every_answer_has_its_headers(client, address):
    answer = client.get(address)
    assert (answer.status_code == 200) == (address in ("/", "/static/core.js", "/static/desk.css"))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers


def test_the_page_holds_no_script_of_its_own(client):
    page = client.get("/").text
    assert page.count("<script") == page.count('<script type="application/json"') + page.count('<script src="/static/')
    assert " style=" not in page
    assert client.get("/", params={"lang": "en"}).text.count('<html lang="en">') == 1


def test_nothing_is_written_or_logged(client, monkeypatch, capfd):
    rolled = []
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", lambda self: rolled.append(self))
    secret = "mậtkhẩu" * 110_000
    assert sent(client, ("a.txt", secret + "12 vụ")).status_code in (200, 408)
    assert sent(client, ("a.txt", TEXT + " mậtkhẩu"), to="/download/xlsx").status_code == 200
    told = capfd.readouterr()
    assert not rolled
    assert "mật" not in told.out + told.err
    client.app._app.state.workers.wait()


def test_an_error_is_told_by_its_kind_only(client, monkeypatch, capfd):
    from antq_extract.web import app as web_app

    def broken(*args):
        raise ValueError("mậtkhẩu")

    monkeypatch.setattr(web_app, "read_form", broken)
    answer = sent(TestClient(client.app, base_url=HOME, raise_server_exceptions=False), ("a.txt", TEXT))
    assert answer.status_code == 500
    told = capfd.readouterr()
    assert "ValueError" in told.err
    assert "mật" not in told.out + told.err + answer.text


def test_a_worker_that_dies_costs_one_request(client):
    import os
    import signal

    from antq_extract.web import workers

    pool = client.app._app.state.workers._pool
    pid = pool.schedule(os.getpid).result()
    job = pool.schedule(time.sleep, args=[60])
    time.sleep(0.2)
    os.kill(pid, signal.SIGKILL)
    assert job.exception() is not None
    assert workers._desk is None  # it lives in the worker only
    assert sent(client, ("a.txt", TEXT)).status_code == 200


def test_both_languages_say_everything():
    said = words_of_page()
    assert said["vi"].keys() == said["en"].keys()


@pytest.mark.parametrize(("arguments", "told"), [(["--against", "none.csv"], "none.csv"), (["--pack", "none"], "none"), (["--port", "99999"], "65535")])
def test_a_wrong_call(arguments, told):
    result = CliRunner().invoke(command, ["serve", *arguments])
    assert result.exit_code == 2
    assert told in result.output


def test_a_port_or_host_that_cannot_be_had_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(command, ["serve", "--port", str(port)])
    assert done.exit_code == 2
    assert f"port {port} is taken by another program: choose one with --port" in done.stderr
    done = CliRunner().invoke(command, ["serve", "--host", "192.0.2.1", "--port", "0"])
    assert done.exit_code == 2
    assert "cannot listen on 192.0.2.1" in done.stderr


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", False), ("localhost", False), ("0.0.0.0", True)])
def test_opening_the_page_to_others_is_told(monkeypatch, host, told):
    import uvicorn

    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: [s.close() for s in sockets])
    done = CliRunner().invoke(command, ["serve", "--port", "0", "--host", host])
    assert done.exit_code == 0, done.output
    assert ("opens the page to other machines; there is no login" in done.stderr) is told
