"""What the bot says by itself, in English and Arabic; texts are Telegram's HTML."""

from __future__ import annotations

COMMANDS = {
    "en": (
        ("ask", "Ask a question (in groups)"),
        ("new", "Start a new conversation"),
        ("watch", "Tell me when new articles answer a question"),
        ("watches", "What you watch"),
        ("unwatch", "Stop watching a question"),
        ("settings", "Language, length, period"),
        ("sources", "Whose articles there are"),
        ("status", "How fresh the archive is"),
        ("privacy", "What is kept about you"),
        ("forget", "Erase all that is kept about you"),
        ("help", "What I can do"),
    ),
    "ar": (
        ("ask", "اطرح سؤالاً (في المجموعات)"),
        ("new", "ابدأ محادثة جديدة"),
        ("watch", "أخبرني حين تجيب مقالات جديدة عن سؤال"),
        ("watches", "ما تتابعه"),
        ("unwatch", "أوقف متابعة سؤال"),
        ("settings", "اللغة والطول والفترة"),
        ("sources", "مصادر المقالات"),
        ("status", "مدى حداثة الأرشيف"),
        ("privacy", "ما يُحفظ عنك"),
        ("forget", "امحُ كل ما يُحفظ عنك"),
        ("help", "ما أستطيع فعله"),
    ),
}
START = {
    "en": (
        "<b>Ask me about the news.</b>\n\nSend a question, in English or Arabic. I answer from an archive of articles"
        " in both, and every sentence is a quote: tap its number to see it where it stands. Where the archive holds no"
        " answer, I say so.\n\n/help shows what else I can do."
    ),
    "ar": (
        "<b>اسألني عن الأخبار.</b>\n\nأرسل سؤالاً بالعربية أو الإنجليزية. أجيب من أرشيف مقالات باللغتين، وكل جملة"
        " اقتباس: اضغط رقمها لتراها في موضعها. وإن لم يكن في الأرشيف جواب قلت ذلك.\n\nويعرض /help ما أستطيعه غير ذلك."
    ),
}
HELP = {
    "en": (
        "Send a question, then ask on: “and what did Britain say?” is understood. /new starts afresh.\n\n"
        "In a group, mention me, reply to me, or write /ask and the question. In any other chat, type my name and a"
        " question to send the answer there.\n\n"
        "/watch and a question: I write to you when new articles answer it\n"
        "/watches – what you watch · /unwatch – stop\n"
        "/settings – language, length, period\n"
        "/sources – whose articles there are · /status – how fresh they are\n"
        "/privacy – what is kept about you · /forget – erase it"
    ),
    "ar": (
        "أرسل سؤالاً، ثم تابع: «وماذا قالت بريطانيا؟» مفهوم. ويبدأ /new من جديد.\n\n"
        "في مجموعة: اذكر اسمي أو رُدّ عليّ أو اكتب /ask والسؤال. وفي أي محادثة أخرى: اكتب اسمي"
        " وسؤالاً لترسل الجواب إليها.\n\n"
        "/watch مع سؤال: أكتب إليك حين تجيب عنه مقالات جديدة\n"
        "/watches – ما تتابعه · /unwatch – إيقاف المتابعة\n"
        "/settings – اللغة والطول والفترة\n"
        "/sources – مصادر المقالات · /status – مدى حداثتها\n"
        "/privacy – ما يُحفظ عنك · /forget – محوه"
    ),
}
PRIVACY = {
    "en": (
        "<b>What is kept about you</b>\n\nOn the computer that runs this bot, and nowhere else: your Telegram number,"
        " your questions of the last 30 days with what they were answered from, your settings, what you watch, and"
        " what you thought of answers. Messages are erased as soon as they are handled. Questions are not used to"
        " teach any model.{model}\n\n/forget erases all of it at once. What stands in the chat is for you to delete."
    ),
    "ar": (
        "<b>ما يُحفظ عنك</b>\n\nعلى الحاسوب الذي يشغّل هذا البوت ولا مكان غيره: رقمك في تلغرام، وأسئلتك في آخر 30 يوماً"
        " وما أُجيبت منه، وإعداداتك، وما تتابعه، ورأيك في الأجوبة. تُمحى الرسائل فور معالجتها، ولا تُستعمل الأسئلة لتعليم"
        " أي نموذج.{model}\n\nيمحو /forget ذلك كله في الحال. أما ما في المحادثة فلك أن تحذفه."
    ),
}
PRIVACY_MODEL = {
    "en": " Answers are written by a language model, which is sent your question and passages of articles.",
    "ar": " يكتب الأجوبةَ نموذج لغوي يُرسل إليه سؤالك ومقاطع من المقالات.",
}
FORGOTTEN = {
    "en": "Everything that was kept about you is erased.",
    "ar": "مُحي كل ما كان محفوظاً عنك.",
}
AFRESH = {
    "en": "A new conversation: what you asked before no longer matters.",
    "ar": "محادثة جديدة: ما سألته من قبل لم يعد له أثر.",
}
ASK_HOW = {
    "en": "Write your question after it: <code>/ask who mediated in the port dispute?</code>",
    "ar": "اكتب سؤالك بعده: <code>/ask من توسط في خلاف الميناء؟</code>",
}
MENTIONED = {
    "en": "Yes? Write your question in the same message.",
    "ar": "نعم؟ اكتب سؤالك في الرسالة نفسها.",
}
UNKNOWN_COMMAND = {
    "en": "I don't know this command. /help shows those I know; a question needs none.",
    "ar": "لا أعرف هذا الأمر. يعرض /help ما أعرفه، والسؤال لا يحتاج إلى أمر.",
}
ONLY_TEXT = {
    "en": "I understand only text so far. Please write your question.",
    "ar": "لا أفهم إلا النص حتى الآن. اكتب سؤالك من فضلك.",
}
TOO_LONG = {
    "en": "That is a long question: {length} characters. Please ask in at most {most}.",
    "ar": "هذا سؤال طويل: {length} حرفاً. اسأل بما لا يزيد على {most} من فضلك.",
}
TOO_MANY = {
    "en": {
        "minute": "That is a lot of questions at once. Please ask again in a minute.",
        "day": "That is all I can answer for you today. Please ask again tomorrow.",
        "all": "Very many people are asking now. Please ask again in a while.",
    },
    "ar": {
        "minute": "هذه أسئلة كثيرة دفعة واحدة. اسأل مجدداً بعد دقيقة من فضلك.",
        "day": "هذا كل ما أستطيع جوابه لك اليوم. اسأل مجدداً غداً من فضلك.",
        "all": "يسأل الآن كثير من الناس. اسأل مجدداً بعد قليل من فضلك.",
    },
}
NOT_ALLOWED = {
    "en": "This bot answers only those whom its owner has named. Your number is <code>{person}</code>.",
    "ar": "لا يجيب هذا البوت إلا من سمّاهم صاحبه. رقمك <code>{person}</code>.",
}
ARCHIVE_TROUBLE = {
    "en": "The archive can't be read just now. Please ask again later.",
    "ar": "لا يمكن قراءة الأرشيف الآن. اسأل مجدداً لاحقاً من فضلك.",
}
TROUBLE = {
    "en": "Something went wrong with this question, and it is noted. Please ask in other words.",
    "ar": "حدث خطأ ما مع هذا السؤال وقد سُجّل. اسأل بكلمات أخرى من فضلك.",
}
EXPIRED = {
    "en": "This answer is no longer kept. Please ask again.",
    "ar": "لم يعد هذا الجواب محفوظاً. اسأل مجدداً من فضلك.",
}
NOT_YOURS = {"en": "These are somebody else's.", "ar": "هذه تخص غيرك."}
THANKS = {"en": "Thank you.", "ar": "شكراً لك."}
WATCHING = {
    "en": "I'll write here when new articles answer: {question}",
    "ar": "سأكتب هنا حين تجيب مقالات جديدة عن: {question}",
}
WATCH_WHAT = {
    "en": "Write the question after it: <code>/watch what is new about the port dispute?</code>",
    "ar": "اكتب السؤال بعده: <code>/watch ما الجديد في خلاف الميناء؟</code>",
}
WATCHES_FULL = {
    "en": "You watch {most} questions, which is all I can. /unwatch ends one.",
    "ar": "أنت تتابع {most} سؤالاً وهذا أقصى ما أستطيع. يوقف /unwatch أحدها.",
}
WATCHES = {"en": "<b>You watch</b>; tap one to stop:", "ar": "<b>ما تتابعه</b>، واضغط ما تريد إيقافه:"}
NO_WATCHES = {
    "en": "You watch nothing. /watch and a question: I write when new articles answer it.",
    "ar": "لا تتابع شيئاً. اكتب /watch مع سؤال فأخبرك حين تجيب عنه مقالات جديدة.",
}
NEWS = {"en": "<b>New on</b> {question}", "ar": "<b>جديد عن</b> {question}"}
SOURCES = {"en": "<b>Whose articles there are</b>", "ar": "<b>مصادر المقالات</b>"}
MORE_SOURCES = {"en": "… and {count} more", "ar": "… و{count} غيرها"}
NO_ARTICLES = {"en": "The archive is empty so far.", "ar": "الأرشيف فارغ حتى الآن."}
STATUS = {
    "en": "<b>The archive</b>\n{articles} articles: {languages}\nNewest article: {newest}\nUpdated: {updated}",
    "ar": "<b>الأرشيف</b>\n{articles} مقالاً: {languages}\nأحدث مقال: {newest}\nآخر تحديث: {updated}",
}
UNKNOWN = {"en": "unknown", "ar": "غير معروف"}
FOR_ADMINS = {
    "en": "Questions: {minute} in the last minute, {day} in the last day\nPeople watching: {watches}",
    "ar": "الأسئلة: {minute} في آخر دقيقة، {day} في آخر يوم\nالمتابعات: {watches}",
}
LANGUAGES = {"en": {"en": "English", "ar": "Arabic"}, "ar": {"en": "الإنجليزية", "ar": "العربية"}}

SETTINGS = {
    "en": "<b>Settings</b>\nLanguage of replies · length of answers · articles from which time",
    "ar": "<b>الإعدادات</b>\nلغة الردود · طول الأجوبة · زمن المقالات",
}
CHOICES = {
    "en": {
        "language": {"": "As asked", "en": "English", "ar": "العربية"},
        "length": {"": "Full", "short": "Short"},
        "days": {"": "Any time", "365": "Year", "30": "Month", "7": "Week"},
    },
    "ar": {
        "language": {"": "لغة السؤال", "en": "English", "ar": "العربية"},
        "length": {"": "كامل", "short": "قصير"},
        "days": {"": "كل وقت", "365": "سنة", "30": "شهر", "7": "أسبوع"},
    },
}
