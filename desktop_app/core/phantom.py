"""What Whisper writes where nobody spoke: it was taught with subtitles of films and videos.

Each of these can be said by a person too, so they are dropped only where next to nothing was
heard, or far too little for so many words.
"""

import re
import unicodedata

_PHRASES = (
    # English
    "you|thank you|thank you very much|thank you so much|thanks|thank you for watching|"
    "thanks for watching|thank you for your attention|please subscribe|subscribe|"
    "like and subscribe|please like and subscribe|see you next time|see you in the next video|"
    "bye|bye bye|the end|we'll be right back|"
    "thanks for watching and see you next time|don't forget to subscribe|"
    # German
    "vielen dank|danke|vielen dank fürs zuschauen|vielen dank für's zuschauen|danke fürs zuschauen|"
    "bis zum nächsten mal|tschüss|bis bald|"
    # French
    "merci|merci beaucoup|merci d'avoir regardé cette vidéo|merci d'avoir regardé|au revoir|"
    "à bientôt|abonnez-vous|"
    # Spanish, Portuguese, Italian
    "gracias|muchas gracias|gracias por ver el vídeo|gracias por ver el video|gracias por ver|"
    "suscríbete|hasta la próxima|adiós|obrigado|obrigada|muito obrigado|obrigado por assistir|"
    "até a próxima|tchau|grazie|grazie a tutti|grazie per aver guardato il video|grazie mille|"
    # Dutch, Swedish, Danish, Norwegian, Polish, Czech, Turkish
    "bedankt|bedankt voor het kijken|dank u wel|tack|tack för att du tittade|tak|takk|"
    "takk for at du så på|dziękuję|dziękuję za uwagę|dziękuję za oglądanie|děkuji|"
    "děkuji za pozornost|teşekkürler|izlediğiniz için teşekkür ederim|altyazı|"
    # Russian, Ukrainian, Greek, Arabic, Hebrew
    "спасибо|спасибо за просмотр|спасибо за внимание|продолжение следует|дякую|"
    "дякую за перегляд|до зустрічі|ευχαριστώ|شكرا|شكرا للمشاهدة|اشتركوا في القناة|תודה|תודה רבה|"
    # Chinese, Japanese, Korean, Hindi, Vietnamese, Thai
    "谢谢|謝謝|谢谢大家|謝謝大家|谢谢观看|謝謝觀看|感谢观看|请不吝点赞订阅转发打赏支持明镜与点点栏目|"
    "ご視聴ありがとうございました|ありがとうございました|ありがとうございます|おやすみなさい|"
    "チャンネル登録をお願いします|감사합니다|시청해주셔서 감사합니다|구독과 좋아요 부탁드립니다|"
    "धन्यवाद|cảm ơn|cảm ơn các bạn đã theo dõi|hẹn gặp lại|ขอบคุณครับ|ขอบคุณค่ะ"
)

_CREDITS = (
    "amara.org|subtitles by|subtitled by|captioned by|captions by|transcribed by|"
    "transcription by|untertitel der|untertitel von|untertitel im auftrag|untertitelung|"
    "sous-titres réalisés|sous-titrage|subtítulos realizados|subtítulos por|legendas pela|"
    "legendado por|sottotitoli creati|sottotitoli e revisione|ondertitels|ondertiteling|"
    "undertekster av|textning|napisy stworzone|napisy wykonane|titulky vytvořil|"
    "субтитры сделал|субтитры создавал|субтитры делал|редактор субтитров|субтитри|字幕由|"
    "字幕提供|字幕志愿者|字幕製作|字幕by|자막 제공|자막 by"
)

_MARK = re.compile(r"[^\w\s']+")
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` without capitals, punctuation and doubled spaces, for comparing."""
    text = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("-", " ")
    return _SPACE.sub(" ", _MARK.sub("", text)).strip()


_PLAIN_PHRASES = frozenset(plain(phrase) for phrase in _PHRASES.split("|"))


def is_phantom(text: str) -> bool:
    """Whether the whole of `text` is something that Whisper makes out of nothing."""
    if plain(text) in _PLAIN_PHRASES:
        return True
    lowered = unicodedata.normalize("NFC", text).casefold()
    return any(credit in lowered for credit in _CREDITS.split("|"))
