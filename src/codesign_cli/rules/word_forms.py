"""The base forms that an English word may belong to, and American spellings of British ones."""

from __future__ import annotations

from collections.abc import Sequence

_IRREGULAR_LINES = """
be am is are was were been being
have has had having
do does did done doing
give gave given|build built|tell told|say said|think thought|keep kept|see saw seen|choose chose chosen
draw drew drawn|feel felt|lose lost|break broke broken|write wrote written|go went gone|come came|meet met
mean meant|lead led|make made making|get got gotten getting|pay paid|send sent|spend spent|take took taken
know knew known|grow grew grown|run ran running|hold held|leave left leaving|find found|bring brought|buy bought
catch caught|cost costs|cut cuts cutting|fall fell fallen|forget forgot forgotten|hear heard|hit hits hitting
put puts putting|read reads|set sets setting|show shown|shut shuts|sit sat sitting|speak spoke spoken
stand stood|stick stuck|teach taught|understand understood|win won winning|begin began begun beginning
become became|drive drove driven|eat ate eaten|freeze froze frozen|sell sold|slow slower|strike struck
let lets letting|person people|child children|datum data|criterion criteria|lie lay lain lying|rise rose risen
bite bit bitten|deal dealt|dig dug|fight fought|fly flew flown|ride rode|ring rang rung|shake shook shaken
sink sank|sleep slept|slide slid|swear swore|swing swung|wear wore worn|bear bore borne|throw threw thrown
"""
"""A base form and those of its forms that no ending tells."""

_BRITISH = (
    *(
        ("isation", "ization"),
        ("ourable", "orable"),
        ("ourite", "orite"),
        ("ouring", "oring"),
        ("gramme", "gram"),
    ),
    *(("ise", "ize"), ("yse", "yze"), ("our", "or"), ("ogue", "og"), ("ence", "ense"), ("tre", "ter")),
)
_BRITISH_ENDS = frozenset(british[-3:] for british, _ in _BRITISH)

_MOST = 2_000
"""So many words are kept at most: what many programs use."""
_irregular: dict[str, str] = {}
_forms: dict[str, frozenset[str]] = {}


def word_set(words: str) -> frozenset[str]:
    """The words of a text that blanks part."""
    return frozenset(words.split())


def forms(word: str) -> frozenset[str]:
    """A word and the base forms it may belong to: `promised` is `promised`, `promise` and `promis`.

    British spellings are American ones too (`prioritise`, `favour`, `catalogue`). A base form that is no
    word does no harm: patterns hold real words only.
    """
    known = _forms.get(word)
    if known is None:
        if len(_forms) > _MOST:
            _forms.clear()
        known = _forms[word] = _make_forms(word)
    return known


def forms_of(words: Sequence[str]) -> list[frozenset[str]]:
    """The forms of each word; most of a text's words have been met before, and are looked up without a call."""
    return [_forms.get(word) or forms(word) for word in words]


def _make_forms(word: str) -> frozenset[str]:
    if not _irregular:
        for line in _IRREGULAR_LINES.split("\n"):
            for group in line.split("|"):
                base, *others = group.split() or ("",)
                _irregular.update(dict.fromkeys(others, base))
    found = {word}
    if word in _irregular:
        found.add(_irregular[word])
    if len(word) > 3:
        _regular(word, found)
    for form in tuple(found):
        american = _american(form)
        if american:
            found.add(american)
    return frozenset(found)


def _regular(word: str, found: set[str]) -> None:
    """Adds what stands before a plural's or a verb's ending, or before -ly."""
    if word[-1] == "s" and word[-2] not in "su":
        found.add(word[:-1])
        if word.endswith("es"):
            found.add(word[:-2])
            if word.endswith("ies"):
                found.add(word[:-3] + "y")
    elif word.endswith("ed"):
        _stems(word[:-2], found)
    elif word.endswith("ing") and len(word) > 4:
        _stems(word[:-3], found)
    elif word.endswith("ly") and len(word) > 5:
        found.add(word[:-2])


def _stems(stem: str, found: set[str]) -> None:
    """Adds what stands before -ed or -ing: `plann` is `plan` too, `hop` is `hope`, `tri` is `try`."""
    found.add(stem + "e")
    if len(stem) > 2:
        found.add(stem)  # but `used` is no `us`
    if len(stem) > 2 and stem[-1] == stem[-2]:
        found.add(stem[:-1])
    if stem.endswith("i"):
        found.add(stem[:-1] + "y")


def _american(word: str) -> str:
    """The American spelling of a British one; empty where it has no other."""
    if word[-3:] not in _BRITISH_ENDS:
        return ""
    for british, american in _BRITISH:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + american
    return ""
