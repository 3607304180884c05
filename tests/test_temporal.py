"""What counts as time, what only looks like it, and which days a statement of time covers."""

import itertools
import time

import pytest

from antq_extract.errors import PackError
from antq_extract.language.text import TextView
from antq_extract.language.time.find import TemporalContext, find_temporal, resolve
from antq_extract.language.time.lexicon import load_lexicon

PUBLISHED = "2023-07-20"

READ = [
    ("trong tháng Năm, huyện", "tháng Năm", "month", "2023-05-01", "2023-05-31"),
    ("chiều nay 17-7, xã", "chiều nay 17-7", "date", "2023-07-17", "2023-07-17"),
    ("từ 8 đến 14-7, tổ", "từ 8 đến 14-7", "date", "2023-07-08", "2023-07-14"),
    ("ngày 3 – 5.6, đoàn", "ngày 3 – 5.6", "date", "2023-06-03", "2023-06-05"),
    ("(tháng 9.2022 - 5.2023)", "tháng 9.2022 - 5.2023", "range", "2022-09-01", "2023-05-31"),
    # text, what is found, kind, first day, last day
    ("sáng ngày 14-3, huyện mở lớp", "sáng ngày 14-3", "date", "2023-03-14", "2023-03-14"),
    ("hôm 14/3/2023", "hôm 14/3/2023", "date", "2023-03-14", "2023-03-14"),
    ("diễn ra ngày 26 – 27/9/2022 tại", "ngày 26 – 27/9/2022", "date", "2022-09-26", "2022-09-27"),
    ("ngày 11/3/2022 và 4/7/2022", "ngày 11/3/2022 và 4/7/2022", "range", "2022-03-11", "2022-07-04"),
    ("Ngày 30 tháng 6, Hội", "Ngày 30 tháng 6", "date", "2023-06-30", "2023-06-30"),
    ("từ ngày 16/06/ 2019.", "từ ngày 16/06/ 2019", "since", "2019-06-16", ""),
    ("lúc 15 giờ 30 phút, chiều 27/3", "15 giờ 30 phút, chiều 27/3", "date", "2023-03-27", "2023-03-27"),
    ("Đến 2 giờ 20 phút, ngày 22-5, tổ tuần tra", "2 giờ 20 phút, ngày 22-5", "date", "2023-05-22", "2023-05-22"),
    ("trong tháng 9/2020", "tháng 9/2020", "month", "2020-09-01", "2020-09-30"),
    ("tháng 11 tới", "tháng 11", "month", "2022-11-01", "2022-11-30"),
    ("những ngày tháng Bảy", "tháng Bảy", "month", "2023-07-01", "2023-07-31"),
    ("T9/2020", "T9/2020", "month", "2020-09-01", "2020-09-30"),
    ("(3/2019 - 3/2020)", "3/2019 - 3/2020", "range", "2019-03-01", "2020-03-31"),
    ("cả năm 2022", "cả năm 2022", "year", "2022-01-01", "2022-12-31"),
    ("Hai năm 2016, 2017 xã", "Hai năm 2016, 2017", "range", "2016-01-01", "2017-12-31"),
    ("các năm 2019-2021", "các năm 2019-2021", "range", "2019-01-01", "2021-12-31"),
    ("quý I", "quý I", "quarter", "2023-01-01", "2023-03-31"),
    ("quý 3/2021", "quý 3/2021", "quarter", "2021-07-01", "2021-09-30"),
    ("hết quý I-2021", "hết quý I-2021", "until", "", "2021-03-31"),
    ("6 tháng đầu năm 2022", "6 tháng đầu năm 2022", "months_of_year", "2022-01-01", "2022-06-30"),
    ("sáu tháng cuối năm", "sáu tháng cuối năm", "months_of_year", "2023-07-01", "2023-12-31"),
    ("10 tháng năm 2017", "10 tháng năm 2017", "months_of_year", "2017-01-01", "2017-10-31"),
    ("8 tháng của năm 2022", "8 tháng của năm 2022", "months_of_year", "2022-01-01", "2022-08-31"),
    ("nửa đầu năm 2020", "nửa đầu năm 2020", "months_of_year", "2020-01-01", "2020-06-30"),
    ("nhiệm kì 2013-2018", "nhiệm kì 2013-2018", "term", "2013-01-01", "2018-12-31"),
    ("cao điểm (15/5 đến nay)", "15/5 đến nay", "range", "2023-05-15", "2023-07-20"),
    ("nhiệm kỳ 2013-2018", "nhiệm kỳ 2013-2018", "term", "2013-01-01", "2018-12-31"),
    ("giai đoạn 2021 - 25", "giai đoạn 2021 - 25", "term", "2021-01-01", "2025-12-31"),
    ("năm học 2022-2023", "năm học 2022-2023", "school_year", "2022-09-01", "2023-08-31"),
    ("từ 15/5 đến nay", "từ 15/5 đến nay", "range", "2023-05-15", "2023-07-20"),
    ("từ ngày 15-11-2018 đến 15-3-2019", "từ ngày 15-11-2018 đến 15-3-2019", "range", "2018-11-15", "2019-03-15"),
    ("từ tháng 11/2021 đến tháng 2", "từ tháng 11/2021 đến tháng 2", "range", "2021-11-01", "2022-02-28"),
    ("từ 25 đến 27/6", "từ 25 đến 27/6", "date", "2023-06-25", "2023-06-27"),
    ("từ đầu năm đến nay", "từ đầu năm đến nay", "range", "2023-01-01", "2023-07-20"),
    ("từ nay đến cuối năm", "từ nay đến cuối năm", "range", "2023-07-20", "2023-12-31"),
    ("từ khi lập quỹ (năm 2009) đến hết tháng 4-2019", "từ khi lập quỹ (năm 2009) đến hết tháng 4-2019",
     "range", "2009-01-01", "2019-04-30"),
    ("tính đến 30-6", "tính đến 30-6", "until", "", "2023-06-30"),
    ("thống kê đến 17 giờ ngày 12-5", "thống kê đến 17 giờ ngày 12-5", "until", "", "2023-05-12"),
    ("đến 17 giờ ngày 12-5", "đến 17 giờ ngày 12-5", "until", "", "2023-05-12"),
    ("từ 7h30 ngày 28/1 đến 7h30 ngày 29/1", "từ 7h30 ngày 28/1 đến 7h30 ngày 29/1", "range", "2023-01-28", "2023-01-29"),
    ("năm 2022 và 6 tháng đầu năm 2023", "năm 2022 và 6 tháng đầu năm 2023", "range", "2022-01-01", "2023-06-30"),
    ("Nghị định 158 năm 2013", "năm 2013", "year", "2013-01-01", "2013-12-31"),
    ("đến năm 2030", "đến năm 2030", "until", "", "2030-12-31"),
    ("cuối tháng 4-2019", "cuối tháng 4-2019", "month", "2019-04-01", "2019-04-30"),
    ("tối qua", "tối qua", "date", "2023-07-19", "2023-07-19"),
    ("năm ngoái", "năm ngoái", "year", "2022-01-01", "2022-12-31"),
    ("tháng trước", "tháng trước", "month", "2023-06-01", "2023-06-30"),
    ("quý này", "quý này", "quarter", "2023-07-01", "2023-09-30"),
    ("5 năm qua", "5 năm qua", "rolling", "", ""),
    ("thời gian qua", "thời gian qua", "rolling", "", ""),
    ("đến nay", "đến nay", "now", "", ""),
    ("hiện tại 5 xã có dịch", "hiện tại", "now", "", ""),
    ("chiều muộn 26-6", "chiều muộn 26-6", "date", "2023-06-26", "2023-06-26"),
    ("mười năm", "mười năm", "duration", "", ""),
    ("Mười năm Ngày hội", "Mười năm", "duration", "", ""),
    ("tù từ 1 đến 7 năm", "1 đến 7 năm", "duration", "", ""),
    ("8h30", "8h30", "time", "", ""),
    ("sinh năm 1983", "sinh năm 1983", "birth", "", ""),
    ("34 tuổi", "34 tuổi", "age", "", ""),
    ("cùng kỳ năm 2021", "cùng kỳ năm 2021", "comparison", "", ""),
    ("Tết Nguyên đán Quý Mão 2023", "Tết Nguyên đán Quý Mão 2023", "occasion", "", ""),
    ("đường 30/4", "30/4", "name", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "kind", "first", "last"), READ, ids=[r[0] for r in READ])
def test_reads(text, span, kind, first, last):
    found = find_temporal(TextView(text))
    assert [(text[x.start : x.end], x.kind) for x in found][:1] == [(span, kind)]
    assert resolve(found[0], PUBLISHED) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["58/46 vụ", "đạt 9/12 xã", "5/7 chỉ tiêu", "ba tháng lương", "năm người chết", "30 ngày công",
     "1.200 giờ phát sóng", "mỗi tháng 1 kỳ", "Nghị quyết 45/2019/NĐ-CP", "2019 hộ nghèo", "tổng số 2020 người",
     "5 lần/năm", "217/220 thôn", "tuổi 15,16", "thu hút đến 2000 sinh viên", "(2015 lượt người)", "quy hoạch 1/2000", "ngày 3 buổi", "12,7 triệu", "hằng năm", "thực hiện tại 40 xã", "phát hiện tại nhà", "ngập từ 1-2m"],
)  # fmt: skip
def test_counts_are_not_time(text):
    assert find_temporal(TextView(text)) == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("tháng 11", "2021-03-05", ("2020-11-01", "2020-11-30")),
        ("ngày 28-12", "2022-01-03", ("2021-12-28", "2021-12-28")),
        ("ngày 18-12", "2014-12", ("2014-12-18", "2014-12-18")),
        ("từ đầu năm đến nay", "2014-12", ("2014-01-01", "2014-12-31")),
        ("từ đầu năm đến nay", "", ("", "")),
        ("ngày 18-12", "", ("", "")),
        ("hôm qua", "2014-12", ("", "")),
        ("từ 1/1/2017 đến nay", "", ("2017-01-01", "")),
        ("ngày 31/2/2020", "2020-03-01", ("", "")),
    ],
)
def test_years_left_out_come_from_the_articles_date(text, published, expected):
    assert resolve(find_temporal(TextView(text))[0], published) == expected


def test_an_undated_article_takes_the_year_it_names():
    expression = find_temporal(TextView("ngày 6/2"))[0]
    assert resolve(expression, "", TemporalContext(year=2019)) == ("2019-02-06", "2019-02-06")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("vocabulary:\n  number_words: một\n", r"temporal\.yaml:2: vocabulary\.number_words must be a list of phrases"),
        ("vocabulary: [một]\n", "section 'vocabulary' is missing"),
        ("vocabulary: {a: [\n", "no valid YAML"),
    ],
)
def test_a_broken_vocabulary_is_named_with_file_and_line(text, message, tmp_path, monkeypatch):
    pack = tmp_path / f"pack_{abs(hash(text))}"
    pack.mkdir()
    (pack / "__init__.py").write_text("")
    (pack / "temporal.yaml").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(PackError, match=message):
        load_lexicon(pack.name)


def test_spans_are_in_order_and_do_not_overlap():
    found = find_temporal(TextView("Từ ngày 1/2 đến 3/4/2021, 5 năm qua; quý I, 6 tháng đầu năm 2020 và năm 2019 (SN 1980)."))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert len(found) == 6


@pytest.mark.parametrize("text", ["1" * 300_000, "1," * 50_000, "ngày " * 40_000, "1/1 " * 30_000, "hai năm " * 20_000])
def test_no_worst_case(text):
    started = time.process_time()
    find_temporal(TextView(text))
    assert time.process_time() - started < 2


def test_text_without_dates_costs_under_a_tenth_of_a_millisecond_a_kilobyte():
    text = "Cán bộ mặt trận thôn vận động bà con góp công làm đường, giữ gìn nếp sống văn hóa ở khu dân cư. " * 1000
    view = TextView(text)
    find_temporal(view, 0, 100)
    best = min(_seconds(view) for _ in range(5))
    assert best / (len(text) / 1000) < 1e-4


def _seconds(view):
    started = time.process_time()
    find_temporal(view)
    return time.process_time() - started
