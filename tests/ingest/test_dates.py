"""Dates as news writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import dates


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020-07-08", "2020-07-08T00:00"),
        ("2022/05/08", "2022-05-08T00:00"),
        ("20200708", "2020-07-08T00:00"),
        ("2015-08-06 01:15:30", "2015-08-06T01:15:30"),
        ("2020-07-08T12:00:00Z", "2020-07-08T12:00"),
        ("2020-07-08T12:00:00+03:00", "2020-07-08T09:00"),
        ("Wed, 08 Jul 2020 14:30:00 +0300", "2020-07-08T11:30"),
        ("Wed, 08 Jul 2020 14:30:00 GMT", "2020-07-08T14:30"),
        (1594166400, "2020-07-08T00:00"),
        (1594166400.5, "2020-07-08T00:00"),
        ("1594166400", "2020-07-08T00:00"),
        (1594166400000, "2020-07-08T00:00"),
        ("8 July 2020", "2020-07-08T00:00"),
        ("July 8, 2020, 4:20 p.m. ET", "2020-07-08T21:20"),
        ("Sept. 3, 2021", "2021-09-03T00:00"),
        ("8 يوليو 2020", "2020-07-08T00:00"),
        ("الأربعاء ٨ يوليو ٢٠٢٠ 14:30", "2020-07-08T14:30"),
        ("4 أبريل/نيسان 2019", "2019-04-04T00:00"),
        ("8 تشرين الثاني 2020", "2020-11-08T00:00"),
        ("25/6/2020", "2020-06-25T00:00"),
        ("13/12/2020", "2020-12-13T00:00"),
        ("12/13/2020", "2020-12-13T00:00"),
        ("7/7/2020", "2020-07-07T00:00"),
        ("1/1/1600", "1600-01-01T00:00"),
        ("July 8, 2020, 12:30 p.m.", "2020-07-08T12:30"),
        ("July 8, 2020, 11:30 p.m.", "2020-07-08T23:30"),
        ("July 8, 2020, 11:30 a.m.", "2020-07-08T11:30"),
        ("8 July 2020 17:30:15", "2020-07-08T17:30:15"),
        ("8 غشت 2020", "2020-08-08T00:00"),
        ("3 شتنبر 2020", "2020-09-03T00:00"),
        ("8 juillet 2020", "2020-07-08T00:00"),
        ("Mercredi 1er août 2020", "2020-08-01T00:00"),
        ("8 déc. 2020", "2020-12-08T00:00"),
        ("8 juillet 2020 à 17h30", "2020-07-08T17:30"),
        ("8 juillet 2020 à 17 h", "2020-07-08T17:00"),
        ("July 8, 2020, 12:30 a.m.", "2020-07-08T00:30"),
        ("8 يوليو 2020 4:20 مساءً", "2020-07-08T16:20"),
        ("8 يوليو 2020، 04:20 صباحًا", "2020-07-08T04:20"),
        ("8 يوليو 2020 - 12:05 م", "2020-07-08T12:05"),
        ("8 تشرين ثاني 2020", "2020-11-08T00:00"),
        ("08-Jul-2020 12:00", "2020-07-08T12:00"),
        ("Wed Jul  8 12:00:00 UTC 2020", "2020-07-08T12:00"),
        ("Wed Jul 08 2020 12:00:00 GMT+0300 (Arabia Standard Time)", "2020-07-08T09:00"),
        ("25-12-2023 18:30", "2023-12-25T18:30"),
        ("20200708123015", "2020-07-08T12:30:15"),
        ("/Date(1594202400000)/", "2020-07-08T10:00"),
        ("Mittwoch, 8. März 2020, 10:00 Uhr", "2020-03-08T10:00"),
        ("8 de julio de 2020", "2020-07-08T00:00"),
        ("Çar, 08 Tem 2020 10:00:00 +0300", "2020-07-08T07:00"),
        ("8 Kasım 2020 10:30", "2020-11-08T10:30"),
        ("17 ذو القعدة 1441", "2020-07-08T00:00"),
        ("17 ذي القعدة 1441هـ 10:00", "2020-07-08T10:00"),
        ("الأربعاء 17 ذو القعدة 1441 هـ - 08 يوليو 2020 م", "2020-07-08T00:00"),
        ("Ramadan 5, 1441 AH", "2020-04-28T00:00"),
        ("17/11/1441 هـ", "2020-07-08T00:00"),
        ("1441-11-17هـ", "2020-07-08T00:00"),
        (datetime(2020, 7, 8), "2020-07-08T00:00"),  # noqa: DTZ001 - that is what is tested
    ],
)
def test_a_date_is_read(written: object, iso: str) -> None:
    assert dates.parse(written) == datetime.fromisoformat(iso).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2020-07-08 17:30 +0300", 14),
        ("2020-07-08 17:30:00.000 +0300", 14),
        ("8 July 2020 17:30 +0900", 8),
        ("8 July 2020 5:30 p.m. +0300", 14),
        ("8 July 2020 17:30 -0500", 22),
        ("8 July 2020 17:30:00 -05:00", 22),
        ("8 July 2020, 17:30 GMT+3", 14),
        ("Wed, 08 Jul 2020 17:30:00 UTC+3", 14),
        ("8 July 2020 17:30 EEST", 14),
        ("Wed, 08 Jul 2020 17:30:00 EEST", 14),
        ("17:30 (EEST), 8 July 2020", 14),
        ("17:30 on 8 July 2020 EEST", 14),
        ("8 July 2020 5:30 pm BST", 16),
        ("8 juillet 2020 à 17h30 CEST", 15),
        ("8 يوليو 2020 17:30 بتوقيت مكة", 14),
        ("8 يوليو 2020 17:30 بتوقيت غرينتش+3", 14),
    ],
)
def test_the_zone_of_a_time_is_kept(written: str, hour: int) -> None:
    assert dates.parse(written) == datetime(2020, 7, 8, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        *(("GMT", 0), ("UTC", 0), ("WET", 0), ("WEST", 1), ("BST", 1), ("CET", 1), ("CEST", 2), ("EET", 2)),
        *(("EEST", 3), ("MSK", 3), ("TRT", 3), ("WAT", 1), ("CAT", 2), ("SAST", 2), ("EAT", 3), ("PKT", 5)),
        *(("WIB", 7), ("HKT", 8), ("SGT", 8), ("AWST", 8), ("JST", 9), ("KST", 9), ("ACST", 9.5)),
        *(("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13), ("ET", -5), ("EST", -5), ("EDT", -4)),
        *(("CDT", -5), ("MDT", -6), ("PT", -8), ("PST", -8), ("PDT", -7), ("BRT", -3), ("ART", -3)),
        *(("+1400", 14), ("-1100", -11), ("GMT+14", 14), ("+0530", 5.5)),
    ],
)
def test_each_zone_is_so_many_hours_from_utc(zone: str, hours: float) -> None:
    told = dates.parse(f"8 July 2020 17:30 {zone}")

    assert told == datetime(2020, 7, 8, 17, 30, tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize(
    "written",
    [
        "8 July 2020 17:30 CST",  # Chicago's or Shanghai's
        "8 July 2020 17:30 XYZ",
        "8 July 2020 17:30-19:30",
        "8 July 2020 17:30 +2500",
        "8 July 2020 17:30 GMT+20",
        "8 juillet 2020 17:30 et mis à jour",
        "8 July 2020 17:30 West Bank",
    ],
)
def test_a_zone_that_is_none_or_could_be_several_is_utc(written: str) -> None:
    assert dates.parse(written) == datetime(2020, 7, 8, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "iso"),
    [
        (10**8, "1973-03-03T09:46:40"),
        (10**11 - 1, "5138-11-16T09:46:39"),
        (10**11, "1973-03-03T09:46:40"),
        (10**14 - 1, "5138-11-16T09:46:39"),
    ],
)
def test_a_number_is_seconds_or_thousandths_by_its_size(number: int, iso: str) -> None:
    assert dates.parse(number) == datetime.fromisoformat(iso).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        *(10**8 - 1, 10**14),
        *("7/8/2020", "11/12/2020", "1/1/1599", "2020/13/01", "1234567", "123456789012345"),
        *("5/6/2020", "31 February 2020", "1436-10-26", "soon", "", "2020", "25:99 8 July 2020", "9" * 5000),
        *("06-09-2021 10:00", "31 رمضان 1441", "17 ذو القعدة 1390"),
        *("0001-01-01T00:00:00+14:00", 0, -5, True, None, [], {}, 1e400, float("nan")),
    ],
)
def test_an_unreadable_or_ambiguous_date_is_none(written: object) -> None:
    assert dates.parse(written) is None


@pytest.mark.parametrize(
    "line",
    [
        "8 July 2020",
        "2020-07-08T00:00:00Z",
        "Wednesday, July 8, 2020",
        "الأربعاء 8 يوليو 2020",
        "8 July 2020, 00:00 GMT",
        "8 July 2020, 03:00 EEST",
        "8 July 2020, 03:00 +0300",
        "8 July 2020, 03:00 GMT+3",
        "الأربعاء 8 يوليو 2020، 03:00 بتوقيت مكة المكرمة",
        "mer. 8 juillet 2020 à 00h00",
        "Le mercredi 8 juillet 2020",
        "الأربعاء 17 ذو القعدة 1441 هـ - 08 يوليو 2020 م",
        "الأربعاء 17 ذو القعدة 1441 الموافق 8 يوليو 2020",
        "Mittwoch, 8. Juli 2020",
        "8 Temmuz 2020 Çarşamba",
    ],
)
def test_a_line_that_is_a_date_is_one(line: str) -> None:
    assert dates.in_line(line) == datetime(2020, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "line", ["He died on 8 July 2020", "The war of 8 July 2020 ended.", "2020", "Chapter 7"]
)
def test_a_line_with_more_than_a_date_is_none(line: str) -> None:
    assert dates.in_line(line) is None


@pytest.mark.parametrize(
    ("time", "believed"),
    [
        (datetime(2020, 7, 8, tzinfo=UTC), True),
        (datetime(2020, 7, 10, 23, tzinfo=UTC), True),  # a clock, or a zone, that is ahead
        (datetime(2020, 7, 11, 1, tzinfo=UTC), False),
        (datetime(1970, 1, 1, tzinfo=UTC), False),
        (datetime(1969, 12, 31, 21, tzinfo=UTC), False),  # the clock's zero in another zone
        (datetime(1970, 1, 3, tzinfo=UTC), True),
        (datetime(1912, 4, 15, tzinfo=UTC), True),
    ],
)
def test_the_zero_of_the_clock_and_the_future_are_no_dates(time: datetime, *, believed: bool) -> None:
    assert dates.believable(time, datetime(2020, 7, 10, tzinfo=UTC)) == (time if believed else None)


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ("Tue, 07 Jul 2020 00:30:00 +0300", "2020-07-07T00:30:00+03:00"),
        ("Tue, 07 Jul 2020 00:30:00 EST", "2020-07-07T00:30:00-05:00"),
        ("2020-07-07T23:45:00-05:00", "2020-07-07T23:45:00-05:00"),
        ("2020-07-07T23:45:00+05:45", "2020-07-07T23:45:00+05:45"),
        ("8 July 2020 00:10 EEST", "2020-07-08T00:10:00+03:00"),
        ("8 يوليو 2020 00:10 بتوقيت مكة", "2020-07-08T00:10:00+03:00"),
        (
            datetime(2020, 7, 7, 23, 45, tzinfo=timezone(timedelta(hours=-5))),
            "2020-07-07T23:45:00-05:00",
        ),
        ("2020-07-07T23:45:00", "2020-07-07T23:45:00+00:00"),
        ("2020-07-07T23:45:00Z", "2020-07-07T23:45:00+00:00"),
        ("2020-07-07", "2020-07-07T00:00:00+00:00"),
        (1594166400, "2020-07-08T00:00:00+00:00"),
        ("2020-07-07T23:45:00+15:00", "2020-07-07T08:45:00+00:00"),  # no zone is so far
        ("2020-07-07T12:00:00+00:19:32", "2020-07-07T11:40:28+00:00"),  # nor between the minutes
    ],
)
def test_a_time_is_in_the_zone_that_is_written(written: object, own: str) -> None:
    told = dates.parse(written)
    assert told
    assert told.isoformat() == own


@given(st.one_of(st.text(max_size=60), st.integers(), st.floats(), st.datetimes(timezones=st.timezones())))
def test_any_value_is_none_or_a_time_in_whole_minutes_from_utc(value: object) -> None:
    read = dates.parse(value)
    offset = read.utcoffset() if read else timedelta()
    assert offset is not None
    assert abs(offset) <= timedelta(hours=14)
    assert offset % timedelta(minutes=1) == timedelta()
