"""Journeys through the gate: strangers, people, scripts, guessers, proxies, other sites."""

import asyncio
from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Literal

import httpx
import pytest
from argon2 import PasswordHasher

from tests.ui.accounts.conftest import ANN, BOB, Clock, Visit, served, site
from ui.accounts.entrance import OPEN, Entrance
from ui.accounts.page import WRONG, signed_in_line
from ui.accounts.proxy import Proxy
from ui.accounts.store import Accounts

HTML = {"accept": "text/html,application/xhtml+xml"}


def sign_in(browser: httpx.Client, who: tuple[str, str] = ANN, **more: str) -> httpx.Response:
    return browser.post("/sign-in", data={"name": who[0], "password": who[1], **more})


def test_a_stranger_is_led_to_the_sign_in_page_and_back(visit: Visit) -> None:
    browser = visit()
    away = browser.get("/page?a=1&b=%2F", headers=HTML)
    assert away.status_code == 303
    assert away.headers["location"] == "/sign-in?next=%2Fpage%3Fa%3D1%26b%3D%252F"
    form = browser.get(away.headers["location"], headers=HTML)
    assert form.status_code == 200
    assert 'value="/page?a=1&amp;b=%2F"' in form.text
    assert form.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in form.headers["content-security-policy"]
    assert browser.get("/sign-in.css").headers["content-type"].startswith("text/css")
    back = sign_in(browser, next="/page?a=1&b=%2F")
    assert (back.status_code, back.headers["location"]) == (303, "/page?a=1&b=%2F")
    page = browser.get("/page", headers=HTML)
    assert "<h1>In</h1>" in page.text
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/mine", "/ask?question=x", "/gradio_api/queue/join", "/no"])
def test_scripts_without_a_name_are_told_so(visit: Visit, path: str) -> None:
    for answer in (visit().get(path), visit().post(path), visit().put(path, headers=HTML)):
        assert answer.status_code == 401
        assert "readout accounts token" in answer.json()["detail"]
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "path",
    ["//sign-in/../mine", "/sign-in/../mine", "/sign-in/", "/SIGN-IN", "/sign-in%2f..%2fmine"],
)
def test_nothing_but_the_sign_in_page_itself_is_open(visit: Visit, path: str) -> None:
    browser = visit()
    request = browser.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=path.encode())
    assert browser.send(request).status_code == 401


def test_the_sessions_cookie_is_out_of_reach(visit: Visit) -> None:
    (cookie,) = SimpleCookie(sign_in(visit()).headers["set-cookie"]).values()
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["max-age"]) == ("lax", "/", "2592000")
    assert not cookie["secure"]
    by_https = visit().post(
        "/sign-in",
        data={"name": ANN[0], "password": ANN[1]},
        headers={"x-forwarded-proto": "https"},
    )
    assert "secure" in by_https.headers["set-cookie"].lower()


def test_two_people_see_their_own(visit: Visit) -> None:
    ann, bob = visit(), visit()
    sign_in(ann)
    sign_in(bob, ("BOB ", BOB[1]))  # capitals make no difference
    ann.post("/ask", params={"question": "Ann's question?"})
    bob.post("/ask", params={"question": "Bob's question?"})
    assert ann.get("/mine").json() == {"owner": "ann", "titles": ["Ann's question?"]}
    assert bob.get("/mine").json() == {"owner": "bob", "titles": ["Bob's question?"]}


def test_a_session_ends_with_its_button_alone(visit: Visit) -> None:
    here, there = visit(), visit()
    sign_in(here)
    sign_in(there)
    stolen = here.cookies["readout_session"]
    assert here.get("/sign-out").status_code == 405
    out = here.post("/sign-out")
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
    assert "readout_session" not in here.cookies
    assert here.get("/mine").status_code == 401
    assert visit().get("/mine", headers={"cookie": f"readout_session={stolen}"}).status_code == 401
    assert there.get("/mine").status_code == 200


def test_a_session_ends_after_thirty_days(visit: Visit, clock: Clock) -> None:
    browser = visit()
    sign_in(browser)
    clock.go_on(days=29)
    assert browser.get("/mine").status_code == 200
    clock.go_on(days=1)
    assert browser.get("/mine").status_code == 401


def test_a_new_password_and_a_removed_account_end_sessions(
    visit: Visit, accounts: Accounts
) -> None:
    ann, bob = visit(), visit()
    sign_in(ann)
    sign_in(bob, BOB)
    accounts.set_password("ann", "ann has had enough")
    accounts.remove("bob")
    assert ann.get("/mine").status_code == bob.get("/mine").status_code == 401
    assert sign_in(ann).status_code == 401
    assert sign_in(ann, ("ann", "ann has had enough")).status_code == 303
    assert sign_in(bob, BOB).status_code == 401


def test_a_script_has_a_token(visit: Visit, accounts: Accounts, clock: Clock) -> None:
    token = accounts.new_token("ann")
    script = {"authorization": f"Bearer {token}"}
    clock.go_on(days=400)
    assert visit().get("/mine", headers=script).json()["owner"] == "ann"
    assert visit().get("/mine", headers={"cookie": f"readout_session={token}"}).status_code == 401
    for wrong in ("Bearer", "Bearer x", f"Basic {token}", token, f"Bearer {token}x"):
        assert visit().get("/mine", headers={"authorization": wrong}).status_code == 401
    browser = visit()
    sign_in(browser)
    session = browser.cookies["readout_session"]
    bearer = {"authorization": f"Bearer {session}"}
    assert visit().get("/mine", headers=bearer).status_code == 401
    assert accounts.end_tokens("ann") == 1
    assert visit().get("/mine", headers=script).status_code == 401


def test_wrong_names_and_wrong_passwords_are_told_the_same(visit: Visit) -> None:
    said = {
        sign_in(visit(), who).text.replace(f'value="{who[0]}"', "")
        for who in (("ann", "wrong"), ("nobody", "wrong"), ("ann", ""), ("carl", ANN[1]))
    }
    (page,) = said
    assert WRONG in page


def test_an_unknown_name_costs_as_much_as_a_known_one(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            looked_at.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr("ui.accounts.passwords._HASHER", Counting())
    for name in ("ann", "nobody", "no name at all", ""):
        assert accounts.sign_in(name, "wrong") is None
    assert len(looked_at) == 4


@pytest.mark.parametrize("name", ["ann", "nobody"])
def test_guessing_gets_slower_and_slower(visit: Visit, clock: Clock, name: str) -> None:
    for _ in range(5):
        assert sign_in(visit(), (name, "wrong")).status_code == 401
    for wait in (2, 4, 8):
        refused = sign_in(visit(), (name, ANN[1]))  # right for Ann, and not looked at
        assert refused.status_code == 429
        assert "too many wrong tries" in refused.text
        assert int(refused.headers["retry-after"]) >= wait
        assert sign_in(visit(), BOB).status_code == 429  # the address waits, too
        clock.go_on(seconds=wait)
        assert sign_in(visit(), (name, "wrong")).status_code == 401
    clock.go_on(seconds=60)
    assert sign_in(visit(), ANN).status_code == 303


def test_an_hour_later_tries_are_forgotten(visit: Visit, clock: Clock) -> None:
    for _ in range(5):
        sign_in(visit(), ("ann", "wrong"))
    clock.go_on(hours=1, seconds=1)
    assert [sign_in(visit(), ("ann", "wrong")).status_code for _ in range(5)] == [401] * 5


@pytest.mark.parametrize(
    "forward", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/\tx", "x"]
)
def test_nobody_is_led_elsewhere(visit: Visit, forward: str) -> None:
    assert sign_in(visit(), next=forward).headers["location"] == "/"
    form = visit().get("/sign-in", params={"next": forward})
    assert 'name="next" value="/"' in form.text


def test_hostile_fields_are_shown_as_text(visit: Visit) -> None:
    page = sign_in(visit(), ('"><script>alert(1)</script>', "x"), next='/"><img src=x>').text
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"name": "ann"}', "application/json"),
        (b"name=ann&password=" + b"x" * 9000, "application/x-www-form-urlencoded"),
        (b"&".join(b"%d=1" % n for n in range(50)), "application/x-www-form-urlencoded"),
        (b"name=\xff", "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
)
def test_what_is_no_form_is_refused(visit: Visit, content: bytes, kind: str) -> None:
    answer = visit().post("/sign-in", content=content, headers={"content-type": kind})
    assert answer.status_code == 400
    assert "cannot be read" in answer.text


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({}, True),  # a script
        ({"sec-fetch-site": "same-origin", "origin": "http://else.example"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),  # another port of this machine, or a subdomain
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://["}, False),
        ({"origin": "OURS"}, True),
        ({"origin": "http://evil.example", "x-forwarded-host": "evil.example"}, True),
    ],
)
def test_another_sites_page_cannot_ask_in_ones_name(
    visit: Visit, headers: dict[str, str], passes: bool
) -> None:
    browser = visit()
    sign_in(browser)
    ours = str(browser.base_url).rstrip("/")
    sent = {name: ours if value == "OURS" else value for name, value in headers.items()}
    answer = browser.post("/ask", params={"question": "Mine?"}, headers=sent)
    assert answer.status_code == (200 if passes else 403)
    assert browser.get("/mine", headers=sent).json()["titles"] == (["Mine?"] if passes else [])


def test_without_accounts_all_come_in_and_other_sites_do_not(home: Path, clock: Clock) -> None:
    with served(site(home, OPEN, clock)) as address, httpx.Client(base_url=address) as browser:
        assert browser.get("/mine").json() == {"owner": "", "titles": []}
        assert browser.get("/sign-in").headers["location"] == "/"
        evil = {"origin": "http://evil.example"}
        assert browser.post("/ask?question=x", headers=evil).status_code == 403
        assert browser.get("/page").headers.get("cache-control") is None


BEHIND = Proxy.of("X-Forwarded-User", "10.0.0.7, 10.1.0.0/16")


@pytest.mark.parametrize(
    ("peer", "headers", "owner"),
    [
        ("127.0.0.1", {"x-forwarded-user": "Ann"}, "ann"),
        ("::1", {"x-forwarded-user": "ann"}, "ann"),
        ("::ffff:127.0.0.1", {"x-forwarded-user": "ann"}, "ann"),
        ("10.0.0.7", {"x-forwarded-user": "zoé"}, "zoé"),
        ("10.1.255.1", {"x-forwarded-user": "ann"}, "ann"),
        ("10.0.0.8", {"x-forwarded-user": "ann"}, None),
        ("10.0.0.8", {"x-forwarded-user": "ann", "x-forwarded-for": "127.0.0.1"}, None),
        ("not an address", {"x-forwarded-user": "ann"}, None),
        ("10.0.0.7", {}, None),
        ("10.0.0.7", {"x-forwarded-user": ""}, None),
        ("10.0.0.7", {"x-forwarded-user": "a b"}, None),
        ("10.0.0.7", {"remote-user": "ann"}, None),
    ],
)
def test_a_proxy_names_people(
    proxied: Callable[..., httpx.AsyncClient],
    peer: str,
    headers: dict[str, str],
    owner: str | None,
) -> None:
    async def ask() -> httpx.Response:
        sent = [(name.encode(), value.encode()) for name, value in headers.items()]
        async with proxied(peer, BEHIND) as client:
            return await client.get("/mine", headers=sent)

    answer = asyncio.run(ask())
    assert answer.status_code == (401 if owner is None else 200)
    assert owner is None or answer.json()["owner"] == owner


def test_the_header_means_nothing_unless_it_is_set(
    proxied: Callable[..., httpx.AsyncClient], accounts: Accounts
) -> None:
    async def ask(proxy: Proxy, *headers: tuple[str, str]) -> int:
        async with proxied("127.0.0.1", proxy, accounts) as client:
            return (await client.get("/mine", headers=[*headers])).status_code

    ann = ("x-forwarded-user", "ann")
    token = ("authorization", f"Bearer {accounts.new_token('ann')}")
    assert asyncio.run(ask(Proxy(), ann)) == 401
    assert asyncio.run(ask(BEHIND, ann)) == 200
    assert asyncio.run(ask(BEHIND, ann, ("x-forwarded-user", "bob"))) == 401
    assert asyncio.run(ask(BEHIND, token)) == 200  # past the proxy's header, an account will do


def test_a_reader_whom_the_proxy_does_not_name_is_told_so(
    proxied: Callable[..., httpx.AsyncClient],
) -> None:
    async def ask() -> httpx.Response:
        async with proxied("10.0.0.7", BEHIND) as client:
            return await client.get("/", headers=HTML)

    answer = asyncio.run(ask())
    assert answer.status_code == 401
    assert "it named nobody" in answer.text


def test_guesses_are_counted_by_the_visitors_address_behind_a_proxy(
    proxied: Callable[..., httpx.AsyncClient], accounts: Accounts
) -> None:
    async def guess() -> list[int]:
        async with proxied("127.0.0.1", Proxy(), accounts) as client:

            async def once(who: tuple[str, str], visitor: str) -> int:
                form = {"name": who[0], "password": who[1]}
                sent = {"x-forwarded-for": f"127.0.0.1, {visitor}"}
                return (await client.post("/sign-in", data=form, headers=sent)).status_code

            for _ in range(6):
                await once(("zed", "wrong"), "192.0.2.1")
            return [await once(BOB, "192.0.2.1"), await once(BOB, "192.0.2.2")]

    assert asyncio.run(guess()) == [429, 303]


def test_a_flood_of_passwords_is_sent_away(
    proxied: Callable[..., httpx.AsyncClient], accounts: Accounts
) -> None:
    async def flood() -> list[int]:
        async with proxied("127.0.0.1", Proxy(), accounts) as client:

            async def once(number: int) -> int:
                form = {"name": f"name{number}", "password": "wrong"}
                sent = {"x-forwarded-for": f"192.0.2.{number}"}
                return (await client.post("/sign-in", data=form, headers=sent)).status_code

            return await asyncio.gather(*(once(number) for number in range(60)))

    assert set(asyncio.run(flood())) <= {401, 503}


def test_who_is_signed_in_is_said_escaped() -> None:
    assert signed_in_line("") == ""
    assert "Signed in as <strong>a&lt;b</strong>" in signed_in_line("a<b")


def test_an_event_of_gradio_knows_whose_it_is(home: Path, accounts: Accounts, clock: Clock) -> None:
    import gradio as gr

    from ui.accounts.owner import owner_of

    with gr.Blocks() as page:
        box = gr.Textbox()

        def who(request: gr.Request) -> str:
            return owner_of(request)

        gr.Button().click(who, None, box, api_name="who")
        gr.Button().click(who, None, box, api_name="at_once", queue=False)

    for entrance in (Entrance(accounts), OPEN):
        app = site(home, entrance, clock)
        gr.mount_gradio_app(app, page, path="/", auth_dependency=owner_of, ssr_mode=False)
        with served(app) as address, httpx.Client(base_url=address) as browser:
            if not entrance.is_open:
                assert browser.get("/config").status_code == 401
                assert browser.post("/gradio_api/call/who", json={"data": []}).status_code == 401
                sign_in(browser)
            assert browser.get("/", headers=HTML).status_code == 200
            for name in ("who", "at_once"):
                asked = browser.post(f"/gradio_api/call/{name}", json={"data": []})
                event = asked.json()["event_id"]
                said = browser.get(f"/gradio_api/call/{name}/{event}").text
                assert ('data: ["ann"]' if not entrance.is_open else 'data: [""]') in said
