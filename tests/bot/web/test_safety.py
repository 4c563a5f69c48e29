"""Which requests reach the page and the API, and what every response says."""

from __future__ import annotations

import logging
import re
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.web.limits import DAY, MINUTE, Limits, Meter
from bot.web.people import SESSION_SECONDS, SESSIONS, WRONG_A_MINUTE, Access, Door, access, asked_from, called
from bot.web.problems import Refusal
from bot.web.safety import LARGEST, Guard, Place
from bot.web.sign_in import SignIn, within
from index.errors import UsageError

if TYPE_CHECKING:
    from starlette.requests import Request

TOKEN = "0123456789abcdef"  # noqa: S105
OPEN, HERE = Access(), Place()
OUTSIDE = ("203.0.113.9", 50_000)
PROXY = ("10.0.0.2", 50_000)
BY_PROXY = Access("", "X-Forwarded-User", (ip_network("10.0.0.0/8"),))


async def page(request: Request) -> HTMLResponse:
    return HTMLResponse(request.state.csrf)


async def echo(request: Request) -> JSONResponse:
    return JSONResponse({"person": request.state.person.name, "form": request.state.form})


def client(
    rules: Access = OPEN, place: Place = HERE, peer: tuple[str, int] = ("127.0.0.1", 1), at: str = ""
) -> TestClient:
    door = Door(rules)
    routes = [
        *SignIn(door).routes(),
        Route("/", page, methods=["GET"]),
        Route("/api/echo", echo, methods=["GET", "POST"]),
        Route("/c/{name}", page, methods=["GET"]),
    ]

    async def told(_: Request, refusal: Exception) -> JSONResponse:
        assert isinstance(refusal, Refusal)
        return JSONResponse({}, refusal.status, refusal.headers)

    app = Guard(Starlette(routes=routes, exception_handlers={Refusal: told}), door, place)
    return TestClient(app, base_url=at or "http://127.0.0.1:8484", client=peer, follow_redirects=False)


# ---- the host


@pytest.mark.parametrize("host", ["127.0.0.1:8484", "localhost", "[::1]:8484"])
def test_this_machine_s_names_are_right(host: str) -> None:
    assert client().get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "[", "localhost.evil"]
)
def test_a_name_that_was_made_to_mean_this_machine_is_refused(host: str) -> None:
    assert client().get("/", headers={"host": host}).status_code == 421


def test_the_address_that_readers_use_is_right_and_numbers_are_for_who_listens_beyond() -> None:
    place = Place("https://khabar.example.org", by_number=True)
    for host, status in (("khabar.example.org", 200), ("192.0.2.7:8484", 200), ("khabar.example.com", 421)):
        assert client(place=place).get("/", headers={"host": host}).status_code == status


# ---- who asks


def test_without_the_token_programs_get_a_problem_and_people_the_form() -> None:
    asked = client(Access(TOKEN))
    refused = asked.get("/api/echo")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["status"] == 401
    led = asked.get("/c/x?y=1", headers={"accept": "text/html"})
    assert (led.status_code, led.headers["location"]) == (303, "/sign-in?next=%2Fc%2Fx%3Fy%3D1")


def test_the_token_opens_as_a_bearer_s() -> None:
    asked = client(Access(TOKEN))
    assert asked.get("/api/echo", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert asked.get("/api/echo", headers={"authorization": f"Bearer {TOKEN[:-1]}"}).status_code == 401
    assert asked.get("/api/echo", headers={"authorization": f"Basic {TOKEN}"}).status_code == 401


def signed_in(asked: TestClient, token: str = TOKEN, **more: str) -> Any:
    csrf = re.search(r'name="csrf" value="([^"]+)"', asked.get("/sign-in").text)
    assert csrf
    return asked.post("/sign-in", data={"csrf": csrf[1], "token": token, **more})


def test_who_signs_in_is_led_to_what_they_wanted_and_signs_out_for_good() -> None:
    asked = client(Access(TOKEN))
    led = signed_in(asked, next="/c/x")
    assert (led.status_code, led.headers["location"]) == (303, "/c/x")
    assert re.search(
        r"^khabar-session=[^;]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800$",
        led.headers["set-cookie"],
    )
    session = asked.cookies["khabar-session"]
    assert asked.get("/").status_code == 200
    assert asked.post("/sign-out", data={"csrf": asked.cookies["khabar-csrf"]}).status_code == 303
    assert asked.get("/api/echo", headers={"cookie": f"khabar-session={session}"}).status_code == 401


def test_a_wrong_token_is_told_in_the_form_and_after_a_few_no_more_are_compared() -> None:
    asked = client(Access(TOKEN))
    for _ in range(WRONG_A_MINUTE):
        assert "This is not the token." in signed_in(asked, "wrong").text
    late = signed_in(asked)
    assert (late.status_code, late.headers["retry-after"] <= "61") == (429, True)
    assert asked.get("/api/echo", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 429


def test_a_session_ends_and_the_oldest_gives_way() -> None:
    now = [0.0]
    door = Door(Access(TOKEN), lambda: now[0])
    first, second = door.sign_in(), door.sign_in()
    assert door.person("192.0.2.1", Headers(), first).signed_in
    for _ in range(SESSIONS - 1):
        door.sign_in()
    with pytest.raises(Refusal):
        door.person("192.0.2.1", Headers(), first)
    assert door.person("192.0.2.1", Headers(), second)
    now[0] = SESSION_SECONDS
    with pytest.raises(Refusal):
        door.person("192.0.2.1", Headers(), second)


def test_a_trusted_proxy_says_who_asks_and_nobody_else_does() -> None:
    claims = {"x-forwarded-user": "nadia"}
    assert client(BY_PROXY, peer=PROXY).get("/api/echo", headers=claims).json()["person"] == "user nadia"
    assert client(BY_PROXY, peer=OUTSIDE).get("/api/echo", headers=claims).status_code == 403
    assert client(BY_PROXY, peer=PROXY).get("/api/echo").status_code == 403
    twice = [("x-forwarded-user", "nadia"), ("x-forwarded-user", "omar")]
    assert client(BY_PROXY, peer=PROXY).get("/api/echo", headers=twice).status_code == 400


def test_the_address_is_the_last_that_a_trusted_proxy_has_it_from() -> None:
    hops = Headers({"x-forwarded-for": "1.1.1.1, 198.51.100.4, 10.0.0.3"})
    assert str(asked_from("10.0.0.2", hops, BY_PROXY)) == "198.51.100.4"
    assert str(asked_from("203.0.113.9", hops, BY_PROXY)) == "203.0.113.9"
    assert str(asked_from("::ffff:10.0.0.2", Headers({"x-forwarded-for": "rubbish"}), BY_PROXY)) == "10.0.0.2"


def test_a_household_s_addresses_are_one() -> None:
    one, other = (called(asked_from(end, Headers(), Access())) for end in ("2001:db8::1", "2001:db8::ffff:2"))
    assert one == other == "2001:db8::/64"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("short", "", ""), "KHABAR_WEB_TOKEN"),
        (("a token with spaces in it", "", ""), "KHABAR_WEB_TOKEN"),
        (("", "X-User", ""), "KHABAR_WEB_TRUST isn't"),
        (("", "X User:", "10.0.0.0/8"), "KHABAR_WEB_USER_HEADER"),
        (("", "", "proxy.example"), "KHABAR_WEB_TRUST has 'proxy.example'"),
    ],
)
def test_settings_that_would_let_anybody_in_are_refused(given: tuple[str, str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        access(*given)


@pytest.mark.parametrize(
    "place", ["//evil.example", "/\\evil.example", "https://evil.example", "%2F%2Fevil.example", "/\n"]
)
def test_nobody_is_led_elsewhere(place: str) -> None:
    assert within(place) == "/"
    assert within("/c/x?y=1#z") == "/c/x?y=1#z"


# ---- where it was sent from, and what


def test_a_form_must_bring_what_its_page_had() -> None:
    asked = client()
    csrf = asked.get("/").text
    assert asked.post("/api/echo", data={"a": "b", "csrf": csrf}).json()["form"] == {"a": "b", "csrf": csrf}
    for wrong in ({"a": "b"}, {"csrf": csrf[::-1]}, {"csrf": ""}):
        assert asked.post("/api/echo", data=wrong).status_code == 403
    assert client().post("/api/echo", data={"csrf": csrf}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://127.0.0.1:8484"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_what_another_site_s_page_sends_is_refused(headers: dict[str, str], status: int) -> None:
    assert client().post("/api/echo", json={}, headers=headers).status_code == status


def test_a_body_is_json_or_a_form_and_small() -> None:
    asked = client()
    assert asked.post("/api/echo", content="{}", headers={"content-type": "text/plain"}).status_code == 415
    assert asked.post("/api/echo", json="x" * (LARGEST - 2)).status_code == 200
    assert asked.post("/api/echo", json="x" * (LARGEST - 1)).status_code == 413
    chunks = (b"x" * 60_000 for _ in range(3))
    told = {"content-type": "application/json"}
    assert asked.post("/api/echo", content=chunks, headers=told).status_code == 413
    fields = "&".join(f"f{number}=" for number in range(60))
    told = {"content-type": "application/x-www-form-urlencoded"}
    assert asked.post("/api/echo", content=fields, headers=told).status_code == 400


# ---- what every response says


def test_nothing_but_our_own_is_run_shown_or_framed() -> None:
    for answered in (
        client().get("/"),
        client().get("/nowhere"),
        client().get("/", headers={"host": "evil.example"}),
    ):
        policy = answered.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answered.headers["x-content-type-options"] == "nosniff"
        assert answered.headers["referrer-policy"] == "same-origin"
        assert answered.headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in answered.headers


def test_over_tls_cookies_are_of_this_host_alone() -> None:
    place = Place("https://khabar.example.org")
    answered = client(place=place, at="http://khabar.example.org").get("/")
    assert re.fullmatch(
        r"__Host-khabar-csrf=\S+; Path=/; HttpOnly; SameSite=Lax; Secure", answered.headers["set-cookie"]
    )
    assert answered.headers["strict-transport-security"] == "max-age=31536000"


def test_the_log_has_no_question_no_conversation_and_no_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked = client(Access(TOKEN))
    bearer = {"authorization": f"Bearer {TOKEN}"}
    asked.get("/c/THENAME?q=THEQUESTION", headers=bearer)
    asked.get("/THENAME", headers=bearer)
    asked.get("/api/echo", headers={"authorization": "Bearer THEWRONGTOKEN"})
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("bot.")]
    assert re.fullmatch(r"GET /c/\{name\} 200 \d+ ms", ours[0])
    assert not re.search(f"THE|{TOKEN}", " ".join(ours))


# ---- limits


def test_a_person_and_all_have_limits_by_minute_and_day() -> None:
    now = [0.0]
    meter = Meter(Limits(2, 3, 3, 5), lambda: now[0])
    assert [meter.take("a") for _ in range(3)] == [None, None, MINUTE]
    assert [meter.take("b") for _ in range(2)] == [None, MINUTE]
    now[0] = MINUTE
    assert [meter.take("a"), meter.take("a")] == [None, DAY - MINUTE]
    assert [meter.take("b"), meter.take("b")] == [None, DAY - MINUTE]
    now[0] = DAY
    assert meter.take("a") is None


def test_a_limit_of_0_is_none() -> None:
    meter = Meter(Limits(0, 0, 0, 0))
    assert {meter.take("a") for _ in range(100)} == {None}
