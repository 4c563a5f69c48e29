# ruff: noqa: E501 - walls read better as they are
"""Pages that are no articles, and short ones that are."""

from __future__ import annotations

import pytest

from ingest import notice, page
from ingest.failure import SentOnError, UnreadableError

WALLS = [
    # Consent, as the large publishers word it.
    ("consent", "Yahoo is part of the Yahoo family of brands",
     ("<h1>Before you continue to Orvel</h1><p>We, Orvel Media, are part of the Orvel family of brands.</p><p>When you"
     " use our sites and apps, we use cookies to provide them to you, authenticate users and measure your use.</p>"
     "<p>If you click 'Accept all', we and our partners, including 238 who are part of the IAB framework, will also"
     " store and access information on a device and use precise geolocation data.</p><button>Accept all</button>")),
    ("consent", "Cookie settings", "<p>This site uses cookies. By continuing to browse you agree to our use of cookies.</p>"),
    ("consent", "Le Courrier", ("<h2>Le respect de votre vie privée est notre priorité</h2><p>Nous et nos 842 partenaires"
     " stockons et accédons à des informations sur votre appareil au moyen de cookies. Vous pouvez accepter ou refuser"
     " ces finalités, ou retirer votre consentement à tout moment.</p><button>Tout accepter</button>")),
    ("consent", "الخصوصية", ("<p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتحسين تجربتك على موقعنا وعرض إعلانات تهمك."
     " بالضغط على موافق فإنك توافق على استخدام ملفات تعريف الارتباط.</p><button>موافق</button>")),
    ("consent", "Tagblatt", ("<p>Wir und unsere 211 Partner speichern Cookies auf Ihrem Gerät und greifen darauf zu."
     " Sie können Ihre Einwilligung jederzeit widerrufen.</p><button>Alle akzeptieren</button>")),
    # JavaScript.
    ("script", "Orvel", "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"),
    ("script", "Orvel", ("<p>It looks like JavaScript is disabled in your browser. Please turn it on and reload."
     " This site requires JavaScript.</p>")),
    ("script", "Courrier", "<noscript>Veuillez activer JavaScript pour afficher cette page.</noscript>"),
    ("script", "الأخبار", "<noscript>يرجى تفعيل جافا سكريبت في متصفحك لعرض هذه الصفحة.</noscript>"),
    # There is no such page.
    ("missing", "404 - Orvel Post", "<h1>Oops!</h1><p>That page can't be found. Perhaps searching can help.</p>"),
    ("missing", "Orvel Post", ("<h1>We can't find that page</h1><p>The article you are looking for may have been removed,"
     " had its name changed, or is no longer available.</p>")),
    ("missing", "Page introuvable", ("<p>La page que vous recherchez n'existe pas ou n'existe plus. Retournez à la page"
     " d'accueil.</p>")),
    ("missing", "عذراً", "<h1>الصفحة غير موجودة</h1><p>لم يتم العثور على الصفحة التي تبحث عنها، ربما تم حذفها أو نقلها.</p>"),
    ("missing", "Seite nicht gefunden", "<p>Die gesuchte Seite wurde leider nicht gefunden. Zurück zur Startseite.</p>"),
    ("missing", "Error 404", "<p>Lo sentimos, la página que busca no existe o ha sido eliminada.</p>"),
    ("missing", "Sayfa bulunamadı", "<p>Aradığınız sayfa bulunamadı ya da kaldırılmış.</p>"),
    # Login and subscription.
    ("login", "Sign in - Orvel Post", ("<form><label>Email</label><input name=e><label>Password</label>"
     "<input type=password></form><p>Forgot your password? Don't have an account? Sign up.</p>")),
    ("login", "تسجيل الدخول", "<p>يرجى تسجيل الدخول للمتابعة. نسيت كلمة المرور؟ ليس لديك حساب؟</p>"),
    ("paywall", "Lock opens", ("<h1>Lock opens</h1><p>This article is for subscribers only.</p><p>Subscribe now for"
     " unlimited access to every story.</p><p>Already a subscriber? Sign in to continue reading.</p>")),
    ("paywall", "L'écluse rouvre", ("<p>Cet article est réservé aux abonnés. Pour lire la suite, abonnez-vous à partir de"
     " 1 € par mois, sans engagement. Déjà abonné ? Connectez-vous.</p>")),
    ("paywall", "فتح السد", "<p>هذا المقال متاح للمشتركين فقط. اشترك الآن لمتابعة القراءة.</p>"),
    # Robots, countries, maintenance.
    ("blocked", "Just a moment...", ("<h1>orvel.example</h1><p>Verifying you are human. This may take a few seconds.</p>"
     "<p>orvel.example needs to review the security of your connection before proceeding.</p><p>Ray ID: 7d1</p>")),
    ("blocked", "Access Denied", "<h1>Access Denied</h1><p>You don't have permission to access this server.</p>"),
    ("blocked", "Orvel", "<p>Unfortunately, our website is currently unavailable in most European countries.</p>"),
    ("blocked", "Site under maintenance", "<p>We are working on it. Please try again later.</p>"),
]  # fmt: skip

SENTENCES = (
    "The council of Orvel voted on Tuesday to rebuild the harbour before winter.",
    "Its chairman, Ketil Branoy, said the work would cost 12 million crowns.",
    "Fishermen had asked for a new pier since a storm in March broke the old one.",
)


def html(title: str, body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def refused(data: bytes, url: str = "https://post.example/lock", asked: str = "") -> str:
    with pytest.raises(UnreadableError) as raised:
        page.parse(data, url, asked)
    return str(raised.value)


@pytest.mark.parametrize(("kind", "title", "body"), WALLS)
def test_a_wall_is_called_by_its_name(kind: notice.Kind, title: str, body: str) -> None:
    assert refused(html(title, body)) == notice.REASONS[kind]


def test_a_wall_below_the_metadata_of_an_article_is_a_wall() -> None:
    head = '<meta property="og:type" content="article"><meta property="article:published_time" content="2024-05-01">'
    body = (
        "<h1>Lock opens</h1><p>This story is for subscribers only.</p><p>Subscribe to continue reading.</p>"
    )
    assert refused(html("Lock opens", body, head)) == notice.REASONS["paywall"]


ARTICLES = [
    " ".join(SENTENCES),
    ("A ban on cookies that track readers was agreed on Monday by the ministers of Orvel and Pirzan. Websites must ask"
    " before they store anything on a device, the law says. “We use cookies only for the login,” the Post said."),
    ("The page on the dead of the flood is no longer available on the ministry's site, its archivist said on Friday."
    " Nobody could say why it had been removed. The list of names had stood there for nine years, and was often read."),
    ("Access to the harbour of Orvel was denied to three ships on Monday, the coast guard said. Their captains had not"
    " paid the dues. They may try again later this week, a spokesman said, once the money has arrived at the office."),
    ("أعلنت الحكومة يوم الاثنين حظر الوصول إلى الميناء أمام ثلاث سفن. وقال المتحدث باسمها إن الربابنة لم يدفعوا الرسوم."
    " وأضاف أن السفن قد تحاول الدخول مرة أخرى هذا الأسبوع بعد وصول المبلغ إلى الإدارة."),
    ("Le journal de Pirzan perd des abonnés depuis janvier. Son directeur a dit lundi que l'accès aux articles resterait"
    " payant. La page d'accueil sera refaite en mai, avec l'aide de deux ingénieurs venus de la capitale."),
]  # fmt: skip


@pytest.mark.parametrize("text", ARTICLES)
@pytest.mark.parametrize("marked", [True, False])
def test_a_short_article_is_one(text: str, *, marked: bool) -> None:
    body = f"<h1>News of Orvel</h1><p>{text}</p>"
    found = page.parse(
        html("News of Orvel", f"<article>{body}</article>" if marked else body), "https://post.example/a"
    )
    assert text[:60] in found["text"]


def test_an_article_with_a_password_field_beside_it_is_one() -> None:
    form = "<form action=/login><input name=name><input type=password name=word></form>"
    paragraphs = "".join(f"<p>{each}</p>" for each in SENTENCES)
    assert page.parse(
        html("Harbour", f"{form}<article><h1>Harbour</h1>{paragraphs}</article>"), "https://post.example/a"
    )


def test_an_article_with_a_notice_at_its_end_is_one() -> None:
    paragraphs = "".join(f"<p>{each}</p>" for each in SENTENCES)
    body = f"<article><h1>Harbour</h1>{paragraphs}<p>Subscribe now for unlimited access.</p></article>"
    assert SENTENCES[0] in page.parse(html("Harbour", body), "https://post.example/a")["text"]


CARDS = "".join(
    f"<div class=card><h2><a href='/{number}.html'>Headline {number}</a></h2><p>{each}</p></div>"
    for number, each in enumerate(SENTENCES)
)


def test_a_page_of_headlines_that_lead_elsewhere_is_a_list() -> None:
    assert (
        refused(html("All about Orvel", f"<main>{CARDS}</main>"), "https://post.example/orvel")
        == notice.REASONS["list"]
    )


def test_a_front_page_is_called_one_and_its_feed_is_offered() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    reason = refused(html("Orvel Post", f"<main>{CARDS}</main>", head), "https://post.example/")
    assert reason == notice.REASONS["front"] + notice.FEED.format("https://post.example/feed.xml")


@pytest.mark.parametrize("path", ["/tag/harbour", "/category/news/", "/author/m-tansa"])
def test_two_signs_of_a_list_and_a_card_are_one(path: str) -> None:
    head = '<meta property="og:type" content="website">'
    body = f"<h1>Harbour</h1><p>{SENTENCES[0]}</p><h3><a href='/1.html'>{SENTENCES[1]}</a></h3><p>{SENTENCES[2]}</p>"
    assert refused(html("Harbour", body, head), f"https://post.example{path}") == notice.REASONS["list"]


def test_an_article_above_cards_of_others_is_one() -> None:
    paragraphs = "".join(f"<p>{each} {each}</p>" for each in SENTENCES)
    body = f"<article><h1>Harbour</h1>{paragraphs}</article><aside>{CARDS}</aside><div>{CARDS}</div>"
    assert page.parse(html("Harbour", body), "https://post.example/harbour")["text"]


def test_an_article_at_the_root_of_a_site_is_one() -> None:
    body = f"<article><h1>Harbour</h1><p>{' '.join(SENTENCES)}</p></article>"
    assert page.parse(html("Harbour", body), "https://harbour.example/")["text"]


@pytest.mark.parametrize(
    ("asked", "url", "kind"),
    [
        ("https://post.example/2024/lock", "https://post.example/", "gone"),
        ("https://post.example/2024/lock", "https://post.example/en/index.html", "gone"),
        ("https://post.example/lock", "https://post.example/error404.html", "missing"),
        ("https://post.example/lock", "https://post.example/login?next=/lock", "login"),
        ("https://post.example/lock", "https://consent.post.example/?to=lock", "consent"),
        ("https://post.example/lock", "https://www.post.example/lock-opens", None),
        ("https://post.example/", "https://post.example/en/", None),
        ("https://post.example/?p=12", "https://post.example/lock", None),
    ],
)
def test_an_address_tells_what_it_was_led_to(asked: str, url: str, kind: str | None) -> None:
    assert notice.of_redirect(asked, url, article=False) == kind


def test_a_page_that_only_sends_on_says_where_to() -> None:
    head = '<meta http-equiv="Refresh" content="0;URL=\'/new/lock.html\'">'
    with pytest.raises(SentOnError) as raised:
        page.parse(html("Redirecting", "<p>You are being redirected.</p>", head), "https://post.example/lock")
    assert raised.value.url == "https://post.example/new/lock.html"


@pytest.mark.parametrize("refresh", ["300", "300; url=/lock", "0; url=/lock#top", "600; url=/other"])
def test_an_article_that_loads_itself_anew_is_one(refresh: str) -> None:
    body = f"<article><h1>Harbour</h1><p>{' '.join(SENTENCES)}</p></article>"
    head = f'<meta http-equiv="refresh" content="{refresh}">'
    assert page.parse(html("Harbour", body, head), "https://post.example/lock")["text"]
