"""Languages of which only so much is known as tells them, and stems their words; neutral in all else."""

from __future__ import annotations

from dataclasses import replace

from index.tongues.ar import ARABIC
from index.tongues.calendar import Calendar, named
from index.tongues.en import ENGLISH
from index.tongues.notices import Notice, Notices
from index.tongues.prose import Prose
from index.tongues.tongue import Tongue
from index.tongues.words import Words


def _latin(
    code: str,
    name: str,
    *,
    function: str,
    letters: str = "",
    snowball: str = "",
    called: str = "",
    prose: Prose | None = None,
) -> Tongue:
    """Return a language of Latin script; without its own, it has the stop words and the stemmer of English."""
    words = replace(
        ENGLISH.words,
        called=frozenset(called.split()),
        function=frozenset(function.split()),
        letters=letters,
        snowball=snowball or ENGLISH.words.snowball,
        asking=(),
    )
    return Tongue(code=code, name=name, script="latin", words=words, prose=prose or Prose())


def _arabic(code: str, name: str, letters: str, function: str = "", called: str = "") -> Tongue:
    """Return a language of Arabic script; its words are stopped and stemmed as Arabic ones."""
    words = replace(
        ARABIC.words,
        called=frozenset(called.split()),
        function=frozenset(function.split()),
        letters=letters,
        asking=(),
    )
    return Tongue(code=code, name=name, script="arabic", direction="rtl", words=words)


def _cyrillic(code: str, name: str, letters: str = "", snowball: str = "", called: str = "") -> Tongue:
    words = Words(letters=letters, snowball=snowball, called=frozenset(called.split()))
    return Tongue(code=code, name=name, script="cyrillic", words=words)


# What blogs put behind an entry in their feed, as `Prose.appeared_first`: German, Spanish, Italian, Portuguese, Dutch,
# Turkish, Swedish, Danish and Norwegian, Polish, Romanian, Indonesian, Russian, Ukrainian, Persian.
APPEARED_FIRST = (
    r"der (?:beitrag|artikel) .{1,300} erschien zuerst (?:auf|bei) .{1,120}",
    r"(?:la entrada|el (?:artículo|post)) .{1,300} (?:se publicó primero|apareció primero|aparece primero) en .{1,120}",
    r"l['’]articolo .{1,300} (?:proviene da|sembra essere il primo su) .{1,120}",
    r"(?:o|a) (?:post|artigo|conteúdo|publicação|entrada) .{1,300} (?:apareceu|aparece) primeiro em .{1,120}",
    r"het (?:bericht|artikel) .{1,300} verscheen eerst op .{1,120}",
    r".{1,300} (?:yazısı|haberi) ilk (?:önce|olarak) .{1,120} (?:üzerinde|sitesinde) (?:ortaya çıktı|yayınlandı)",
    r"inlägget .{1,300} dök först upp på .{1,120}",
    r"(?:indlægget|innlegget) .{1,300} (?:blev først udgivet|dukkede først op|dukket først opp) på .{1,120}",
    r"artykuł .{1,300} pochodzi z serwisu .{1,120}",
    r"articolul .{1,300} apare prima dată (?:în|pe) .{1,120}",
    r"(?:artikel|pos) .{1,300} pertama kali (?:tampil|muncul) (?:pada|di) .{1,120}",
    r"(?:запись|сообщение) .{1,300} (?:впервые появилась|впервые появилось|появились сначала) .{1,120}",
    r"(?:запис|допис) .{1,300} (?:спершу|вперше) з['’]явив?с[яь] .{1,120}",
    r"نوشته .{1,300} اولین بار در .{1,120} پدیدار شد",
)

# Of those in one script, the first wins where as much speaks for another.
OTHERS = (
    _latin(
        "de",
        "German",
        letters="ßäöü",
        snowball="german",
        called="deu ger",
        function="""
            der die das und ist von den dem des ein eine einen einem einer mit für auf nicht sich im zu zum
            zur wer was wann wo warum wie wird wurde auch nach bei aus sind hat haben er sie es als an in
        """,
        prose=Prose(
            titles=frozenset(
                "dr prof hr fr nr st bzw ca vgl inkl evtl ggf sog geb Abs Art Bd Kap Mio Mrd".split()
            ),
            before_ordinal=frozenset(
                """
                am an der die das dem den des im ins vom zum zur beim jeder jede jedes ihr ihre ihren sein seine seinen
                """.split()
            ),
            after_ordinal=frozenset(
                """
                Januar Jänner Jan Februar Feber Feb März Mär April Apr Mai Juni Jun Juli Jul August Aug
                September Sept Sep Oktober Okt November Nov Dezember Dez Jahrhundert Jahrhunderts Jh
                """.split()
            ),
            page_numbers=(r"seite \d{1,4}(?:\s*(?:von|/)\s*\d{1,4})?",),
        ),
    ),
    _latin(
        "es",
        "Spanish",
        letters="ñ¿¡áéíóú",
        snowball="spanish",
        called="spa",
        function="""
            el la los las de del y es en que un una por con para se no su al lo como más qué quién cuándo
            dónde cómo cuál fue ha han son este esta pero sus entre sobre le
        """,
    ),
    _latin(
        "it",
        "Italian",
        letters="ìòàè",
        snowball="italian",
        function="""
            il lo la gli le di del della dei che è un una per con non sono si da nel nella al alla anche chi
            cosa quando dove perché come più ha hanno questo questa i e ma
        """,
    ),
    _latin(
        "pt",
        "Portuguese",
        letters="ãõçáéíóú",
        snowball="portuguese",
        function="""
            o a os as de do da dos das e é em um uma que para com não se por no na nos nas ao mais quem
            quando onde como qual foi são seu sua mas pelo pela
        """,
    ),
    _latin(
        "nl",
        "Dutch",
        snowball="dutch",
        function="""
            de het een van en is in dat die op te met voor niet zijn er aan ook als door naar wie wat
            wanneer waar waarom hoe werd wordt heeft bij uit maar om ik hij
        """,
    ),
    _latin(
        "tr",
        "Turkish",
        letters="ğışİçöü",
        snowball="turkish",
        called="tur",
        function="""
            ve bir bu için ile de da ne kim nerede nasıl neden niçin olan olarak daha çok gibi kadar sonra
            ama değil mi mı mu var yok en hangi kaç oldu dedi ettiği
        """,
    ),
    _latin(
        "sv",
        "Swedish",
        letters="åäö",
        snowball="swedish",
        function="""
            och att det som en ett är av för på med den inte till om har de var vem vad när hur varför från
            vid sig men i
        """,
    ),
    _latin(
        "da",
        "Danish",
        letters="æø",
        snowball="danish",
        function="""
            og at det som en et er af for på med den ikke til om har de var hvem hvad hvornår hvordan
            hvorfor fra ved sig i
        """,
    ),
    _latin(
        "no",
        "Norwegian",
        letters="æøå",
        snowball="norwegian",
        function="""
            og å at det som en et er av for på med den ikke til om har de var hvem hva når hvordan hvorfor
            fra ved seg i
        """,
    ),
    _latin(
        "fi",
        "Finnish",
        letters="äö",
        snowball="finnish",
        function="""
            ja on ei se että oli hän mutta ovat joka kuka mitä missä miksi milloin miten myös kun kuin ole
            tai
        """,
    ),
    _latin(
        "pl",
        "Polish",
        letters="łżźśćęąó",
        function="""
            i w na z się nie do to że jest o jak po od za przez kto co kiedy gdzie dlaczego który która oraz
            dla są był
        """,
    ),
    _latin(
        "ro",
        "Romanian",
        letters="țșăţşîâ",
        snowball="romanian",
        function="""
            și de la în a cu nu pe din care este un o mai pentru cine ce când unde cum sunt fost că
        """,
    ),
    _latin(
        "hu",
        "Hungarian",
        letters="őűöüáé",
        snowball="hungarian",
        function="""
            a az és hogy nem is egy van volt ki mi mikor hol miért hogyan meg de csak ez azt
        """,
    ),
    _latin(
        "cs",
        "Czech",
        letters="ěřůčžáéí",
        function="""
            na se je že to do za by kdo co kdy kde proč jak který jsou byl
        """,
    ),
    _latin(
        "id",
        "Indonesian",
        function="""
            yang dan di dari untuk dengan ini itu pada adalah tidak dalam akan oleh siapa apa kapan mana
            mengapa ke telah
        """,
    ),
    # Letters that Arabic does not have, by who has them.
    _arabic("ur", "Urdu", "ٹڈڑںےہھۂ", called="urd"),
    _arabic("ps", "Pashto", "ټډړښګېۍځڅږ"),
    _arabic("ku", "Kurdish", "ێۆڕڵە"),
    _arabic("ug", "Uyghur", "ۇۈېەڭ"),
    _arabic(
        "fa",
        "Persian",
        "پچژگکی",
        """
        است که از به در این را با برای های شد کرد بود آن می چه کیست چیست كه
        """,
        called="farsi fas",
    ),
    # Russian has no letter that all others lack: what has none of theirs is Russian.
    _cyrillic("ru", "Russian", snowball="russian", called="rus"),
    _cyrillic("uk", "Ukrainian", "іїєґ"),
    _cyrillic("be", "Belarusian", "іў"),
    _cyrillic("sr", "Serbian", "јљњћђџ"),
    Tongue(code="zh", name="Chinese", script="zh", words=Words(called=frozenset({"zho"}))),
)

# How the dates of metadata are written in some of them. They are not the calendars of their tongues, which say how the
# dates in a text and in a question are read: of that too little is known.
CALENDARS = (
    Calendar(  # German
        months=named(
            {
                1: "januar|janner|jan",
                2: "februar|feber|feb",
                3: "marz|maerz|mar|mrz",
                4: "april|apr",
                5: "mai",
                6: "juni|jun",
                7: "juli|jul",
                8: "august|aug",
                9: "september|sept|sep",
                10: "oktober|okt",
                11: "november|nov",
                12: "dezember|dez",
            }
        ),
        weekdays=named(
            {
                0: "montag",
                1: "dienstag",
                2: "mittwoch",
                3: "donnerstag",
                4: "freitag",
                5: "samstag|sonnabend",
                6: "sonntag",
            }
        ),
        short_weekdays=frozenset("mo di mi do fr sa so".split()),
        nth=frozenset({"."}),
        beside_date=r"(?<!\w)(?:uhr|um|am|den)(?!\w)",
    ),
    Calendar(  # Spanish
        months=named(
            {
                1: "enero|ene",
                2: "febrero|feb",
                3: "marzo|mar",
                4: "abril|abr",
                5: "mayo|may",
                6: "junio|jun",
                7: "julio|jul",
                8: "agosto|ago",
                9: "septiembre|setiembre|sept|sep",
                10: "octubre|oct",
                11: "noviembre|nov",
                12: "diciembre|dic",
            }
        ),
        weekdays=named(
            {0: "lunes", 1: "martes", 2: "miercoles", 3: "jueves", 4: "viernes", 5: "sabado", 6: "domingo"}
        ),
        short_weekdays=frozenset("lun mar mie jue vie sab dom".split()),
        nth=frozenset({"º"}),
        of=frozenset({"de", "del"}),
        beside_date=r"(?<!\w)(?:el|a las?)(?!\w)",
    ),
    Calendar(  # Turkish, whose dotless i is folded in capitals alone
        months=named(
            {
                1: "ocak|oca",
                2: "subat|sub",
                3: "mart|mar",
                4: "nisan|nis",
                5: "mayıs|mayis|may",
                6: "haziran|haz",
                7: "temmuz|tem",
                8: "agustos|agu",
                9: "eylul|eyl",
                10: "ekim|eki",
                11: "kasım|kasim|kas",
                12: "aralık|aralik|ara",
            }
        ),
        weekdays=named(
            {0: "pazartesi", 1: "salı", 2: "carsamba", 3: "persembe", 4: "cuma", 5: "cumartesi", 6: "pazar"}
        ),
        short_weekdays=frozenset("pzt sal car per cum cmt paz".split()),
        beside_date=r"(?<!\w)(?:saat)(?!\w)",
    ),
)

# What stands on a page in place of an article, in some of them.
NOTICES = (
    Notices(  # German
        consent=Notice(
            phrases=(
                r"\b(?:wir|uns|unsere?|partnern?|diese (?:web)?seite)\b.{0,80}\bcookies?\b|\bwir und unsere (?:\d+ )?partner\b",
                r"\bcookies?\b.{0,80}\b(?:wir|uns|unsere?|ihrem? (?:gerat|browser|einwilligung))\b|\bihre (?:privatsphare|einwilligung)\b",
                r"^(?:alle )?(?:akzeptieren|ablehnen|zustimmen|annehmen)$",
            ),
            titles=(
                r"(?:ihre )?(?:privatsphare|datenschutz)(?:[- ]?einstellungen)?|cookie-?(?:einstellungen|hinweis)|zustimmung|bevor sie (?:fortfahren|weiterlesen).*",
            ),
        ),
        script=Notice(
            phrases=(
                r"\bjavascript\b.{0,40}(?:aktivier|deaktiviert|erforderlich|einschalten)|(?:aktivier|benotig|erforder)\w*.{0,40}\bjavascript\b",
            ),
            titles=(r"(?:bitte )?javascript (?:aktivieren|erforderlich|ist deaktiviert).*",),
        ),
        missing=Notice(
            phrases=(
                r"\b(?:seite|artikel|inhalt|adresse)\b.{0,60}(?:nicht (?:gefunden|mehr|existiert|vorhanden|verfugbar)|existiert nicht)",
                r"\bnicht (?:gefunden|verfugbar)\b.{0,20}$|\bfehler 404\b|^404$|\bzuruck zur startseite\b",
                r"\b(?:gesuchte|angeforderte|gewunschte)n? (?:seite|artikel|inhalt)",
            ),
            titles=(
                r"(?:fehler )?404\b.*|(?:seite|artikel|inhalt) (?:wurde )?nicht (?:gefunden|verfugbar|vorhanden).*",
            ),
        ),
        login=Notice(
            phrases=(
                r"\bbitte (?:melden sie sich|einloggen|anmelden)|\bmelden sie sich an\b|\bpasswort vergessen\b|\bnoch kein (?:konto|account)\b",
            ),
            titles=(r"(?:login|anmelden|anmeldung|einloggen|registrieren)\b.{0,40}|mein konto",),
        ),
        paywall=Notice(
            phrases=(
                r"\b(?:jetzt|bitte) abonnieren\b|\bnur fur abonnenten\b|\bbereits abonnent\b|\bjederzeit kundbar\b",
                r"\bum (?:weiterzulesen|den (?:ganzen |vollstandigen )?artikel (?:zu|weiter))|\bmonat (?:gratis|kostenlos)\b",
            ),
            titles=(r"nur fur abonnenten.*|abonnieren.{0,40}",),
        ),
        blocked=Notice(
            phrases=(
                r"\bzugriff (?:verweigert|gesperrt)\b|\bkein(?:e)? roboter\b|\bwartungsarbeiten\b|\bversuchen sie es spater\b",
            ),
            titles=(r"zugriff (?:verweigert|gesperrt)|wartungsarbeiten|wartungsmodus|fehler|einen moment.*",),
        ),
        moved=Notice(
            phrases=(r"\bsie werden (?:\w+ )?weitergeleitet\b|^weiterleitung\b",),
            titles=(r"(?:sie werden )?weiterleitung.*|weitergeleitet.*|bitte warten.*",),
        ),
        lists=(r"(?:schlagwort|kategorie|thema|rubrik|autor|archiv) ?: .*|startseite|suchergebnisse.*",),
    ),
    Notices(  # Spanish
        consent=Notice(
            phrases=(
                r"\b(?:nosotros|nuestros?|socios|este sitio|utilizamos|usamos)\b.{0,80}\bcookies?\b",
                r"\bcookies?\b.{0,80}\b(?:nosotros|nuestros?|su (?:dispositivo|navegador|consentimiento))\b|\b(?:su|tu) privacidad\b",
                r"^(?:aceptar|rechazar)(?: todo| todas)?$",
            ),
            titles=(
                r"(?:valoramos )?(?:su|tu) privacidad.*|(?:configuracion|politica) de cookies|antes de continuar.*",
            ),
        ),
        script=Notice(
            phrases=(
                r"\b(?:active|activar|habilite|habilitar|requiere|necesita)\b.{0,40}\bjavascript\b|\bjavascript\b.{0,40}\b(?:desactivado|habilitado|deshabilitado)\b",
            ),
            titles=(r"(?:active|habilite) javascript.*",),
        ),
        missing=Notice(
            phrases=(
                r"\b(?:pagina|articulo|contenido|noticia|direccion)\b.{0,60}\b(?:no (?:existe|se encuentra|se ha encontrado|esta disponible)|no encontrad[ao])\b",
                r"\b(?:pagina|articulo|contenido) que (?:busca|buscas|esta buscando|solicita)|\berror 404\b|^404$|\bvolver (?:al inicio|a la portada)\b",
                r"\bha sido (?:eliminad|movid|borrad)[ao]\b.{0,20}$",
            ),
            titles=(
                r"(?:error )?404\b.*|(?:pagina|articulo|contenido) (?:no (?:encontrad[ao]|disponible|existe)).*|lo sentimos.{0,60}",
            ),
        ),
        login=Notice(
            phrases=(
                r"\binicie? sesion\b.{0,60}|\bolvid(?:e|o|aste) (?:mi |su |tu |la )?contrasena\b|\b(?:cree|crea|crear) una cuenta\b",
            ),
            titles=(r"inici(?:o|ar|e) (?:de )?sesion.*|registr(?:o|arse|ate)|mi cuenta|acceder",),
        ),
        paywall=Notice(
            phrases=(
                r"\bsuscrib(?:ete|ase|irse)\b.{0,60}|\b(?:solo|exclusivo) para suscriptores\b|\bpara (?:seguir|continuar) leyendo\b",
            ),
            titles=(r"(?:contenido )?(?:solo|exclusivo) para suscriptores|suscrib(?:ete|ase).{0,60}",),
        ),
        blocked=Notice(
            phrases=(
                r"\bacceso (?:denegado|prohibido|bloqueado)\b|\bno (?:soy|es|eres) un robot\b|\ben mantenimiento\b|\bintentelo (?:de nuevo )?mas tarde\b",
            ),
            titles=(r"acceso (?:denegado|prohibido)|en mantenimiento|error|un momento.*",),
        ),
        moved=Notice(
            phrases=(r"\b(?:sera|seras|esta siendo|estas siendo) redirigido\b|^redirigiendo\b",),
            titles=(r"redirigiendo.*|redireccion\b.*|espere.*|cargando.*",),
        ),
        lists=(
            r"(?:etiqueta|categoria|seccion|autor|archivos?)s? ?: .*|portada|inicio|ultimas noticias|resultados de (?:la )?busqueda.*",
        ),
    ),
    Notices(  # Turkish
        consent=Notice(
            phrases=(
                r"\b(?:cerez|cookie)\w*\b.{0,80}\b(?:kullan\w+|kabul|izin|onay)\w*|\bgizliliginiz\w*|\bortaklar[ıi]m[ıi]z\w*",
                r"^(?:tumunu )?(?:kabul et|reddet)$",
            ),
            titles=(r"gizliliginiz.*|cerez (?:ayarlar[ıi]|politikas[ıi]|tercihleri)|devam etmeden once.*",),
        ),
        script=Notice(
            phrases=(r"\bjavascript\w*.{0,40}(?:etkinlestir|acin|gerek|devre d[ıi]s[ıi])\w*",),
            titles=(r"javascript.{0,10}(?:etkinlestirin|gerekli).*",),
        ),
        missing=Notice(
            phrases=(
                r"\b(?:sayfa|haber|icerik|makale)\w*\b.{0,60}(?:bulunamad[ıi]|bulunamam[ıi]st[ıi]r|mevcut degil|kald[ıi]r[ıi]lm[ıi]s|silinmis)\w*",
                r"\baradig[ıi]n[ıi]z (?:sayfa|haber|icerik)|\bhata 404\b|^404$|\bana sayfaya don",
            ),
            titles=(r"(?:hata )?404\b.*|(?:sayfa|haber|icerik) (?:bulunamad[ıi]|mevcut degil).*",),
        ),
        login=Notice(
            phrases=(
                r"\b(?:giris yap[ıi]n|uye olun|oturum ac[ıi]n)\b.{0,60}|\b(?:sifremi|parolam[ıi]) unuttum\b|\bhesab[ıi]n[ıi]z yok mu\b",
            ),
            titles=(r"(?:uye )?giris(?:i| yap)?|oturum ac|kay[ıi]t ol|uye ol",),
        ),
        paywall=Notice(
            phrases=(
                r"\babone (?:olun|ol)\b.{0,60}|\b(?:sadece )?abonelere (?:ozel|ac[ıi]k)\b|\bokumaya devam etmek icin\b",
            ),
            titles=(r"abonelere ozel.*|abone ol.{0,40}",),
        ),
        blocked=Notice(
            phrases=(
                r"\berisim (?:engellendi|reddedildi)\b|\brobot olmad[ıi]g[ıi]n[ıi]z[ıi]|\bbak[ıi]m (?:cal[ıi]smas[ıi]|modu)|\bdaha sonra tekrar deneyin\b",
            ),
            titles=(r"erisim (?:engellendi|reddedildi)|bak[ıi]mday[ıi]z|hata|bir dakika.*",),
        ),
        moved=Notice(
            phrases=(r"\byonlendiriliyorsunuz\b|\byonlendirileceksiniz\b",),
            titles=(r"yonlendir\w+.*|lutfen bekleyin.*|yukleniyor.*",),
        ),
        lists=(
            r"(?:etiket|kategori|yazar|arsiv)(?:i|ler|ler)? ?: .*|ana ?sayfa|son dakika(?: haberleri)?|arama sonuclar[ıi].*",
        ),
    ),
)
