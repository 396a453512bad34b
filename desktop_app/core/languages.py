"""The languages that Whisper knows, by their codes."""

from collections.abc import Mapping

ENGLISH = "en"

# In the order of Whisper's vocabulary: the first ones are those that it heard most of.
_NAMES = (
    "en English|zh Chinese|de German|es Spanish|ru Russian|ko Korean|fr French|ja Japanese|"
    "pt Portuguese|tr Turkish|pl Polish|ca Catalan|nl Dutch|ar Arabic|sv Swedish|it Italian|"
    "id Indonesian|hi Hindi|fi Finnish|vi Vietnamese|he Hebrew|uk Ukrainian|el Greek|ms Malay|"
    "cs Czech|ro Romanian|da Danish|hu Hungarian|ta Tamil|no Norwegian|th Thai|ur Urdu|"
    "hr Croatian|bg Bulgarian|lt Lithuanian|la Latin|mi Maori|ml Malayalam|cy Welsh|sk Slovak|"
    "te Telugu|fa Persian|lv Latvian|bn Bengali|sr Serbian|az Azerbaijani|sl Slovenian|"
    "kn Kannada|et Estonian|mk Macedonian|br Breton|eu Basque|is Icelandic|hy Armenian|"
    "ne Nepali|mn Mongolian|bs Bosnian|kk Kazakh|sq Albanian|sw Swahili|gl Galician|"
    "mr Marathi|pa Punjabi|si Sinhala|km Khmer|sn Shona|yo Yoruba|so Somali|af Afrikaans|"
    "oc Occitan|ka Georgian|be Belarusian|tg Tajik|sd Sindhi|gu Gujarati|am Amharic|"
    "yi Yiddish|lo Lao|uz Uzbek|fo Faroese|ht Haitian Creole|ps Pashto|tk Turkmen|nn Nynorsk|"
    "mt Maltese|sa Sanskrit|lb Luxembourgish|my Burmese|bo Tibetan|tl Tagalog|mg Malagasy|"
    "as Assamese|tt Tatar|haw Hawaiian|ln Lingala|ha Hausa|ba Bashkir|jw Javanese|"
    "su Sundanese|yue Cantonese"
)

LANGUAGES: Mapping[str, str] = {
    code: name for code, _, name in (pair.partition(" ") for pair in _NAMES.split("|"))
}
"""The English name of each language, by its code as Whisper spells it (Javanese is "jw")."""

_OTHER_CODES = {"nb": "no", "iw": "he", "jv": "jw", "fil": "tl", "in": "id", "ji": "yi"}
"""What others call a language of Whisper's: newer or older codes of ISO 639."""


def whisper_code(tag: str) -> str:
    """The code of a language tag such as "de", "pt-BR" or "zh_Hans_CN"; "" for an unknown one."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    code = _OTHER_CODES.get(code, code)
    return code if code in LANGUAGES else ""
