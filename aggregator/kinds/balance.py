"""Who speaks, whether money is there at all and already spent: what it makes of the kinds that words tell."""

from __future__ import annotations

import re

from aggregator.article import Article
from aggregator.kinds.traits import has_sum, lists_winners
from aggregator.model import Amount
from aggregator.signs import SAID
from aggregator.vocabulary import Kind, Role

#: an attribute of an enumeration costs as much as a call
_AWARD, _RESULTS, _REJECTION, _GRANT = Kind.AWARD, Kind.RESULTS, Kind.REJECTION, Role.GRANT
_BUDGET = Role.PROGRAMME_BUDGET
_WINNERS = 12.0  #: what a list of winners with their sums adds
_OF_OTHERS = 0.6  #: the part of what speaks for an award that goes to a list of winners
_UNIT, _ROUND = re.compile(r" ?(?:zl|pln|tys|mln)\b"), re.compile(r"\b(?:tysi[ea]c|milion)")
#: by the first letters, which a search skips to
_OURS = re.compile(
    r"na(?<=\bna)(?:m\b(?<!milo nam)(?<!przyjemnie nam)(?! poinform)"
    r"|s\b(?:(?<=\bwsrod nas)|(?<=\bdo nas)|(?<=\bu nas))"
    r"|sz[ae]? (?:bibliotek|wniosek|projekt|placowk|filia|gmin|ksiaznic|zadani))"
)
_WE_GOT = re.compile(
    r"(?:ot(?<=\bot)rzym|do(?<=\bdo)sta|z(?:na(?<=\bzna)lez|do(?<=\bzdo)by)|je(?<=\bje)ste|po(?<=\bpo)zyska|uz(?<=\buz)yska)"
    r"\w*smy\b"
)
#: who shares out the money speaks: a single sum is then one of many
_SHARED_OUT = re.compile(
    r"najwyzsz\w+ (?:dotacj|dofinans|wsparci|grant)"
    r"|przyznal\w* po \d|rozdal\w* po \d|dostan\w+ po \d|otrzym\w+ po \d"
    r"|komisja (?:przyzn|wybr|wylon|ocen|wskaz)|jury (?:przyzn|wybr|wylon|ocen|wskaz)"
    r"|kapitula (?:przyzn|wybr|wylon|ocen|wskaz)|mamy zwyciezc|oto zwyciez"
)
_MAY_SHARE = SAID.add(inside="najwyzsz, komisja , jury , kapitula , zwyciez,  po  ")
#: money went to many: how many there are, or where
_TO_MANY = re.compile(
    r"[\dwz](?<=\b[\dwz])(?:(?<=\d)\d{1,4} (?:[a-z]+ )?(?:bibliot|placow|instytucj|zada[nm]|projekt|wniosk"
    r"|podmiot|szkol|beneficjent|samorzad|gmin|inicjatyw|stowarzysz|organizac)"
    r"|(?<=[zw]) (?:naszego |tego |calego )?(?:wojewodztw|regionu|powiatu|powiecie|regionie|subregionu))"
)
#: by the first letters, as above
_SHARING = re.compile(
    r"w(?<=\bw)(?:ynik|erdykt)|l(?<=\bl)(?:ist[aey]|iscie|aurea)|z(?<=\bz)wycie(?:z|sk)|k(?<=\bk)omisj|j(?<=\bj)ury"
    r"|r(?<=\br)oz(?:strzyg|dziel|dysponow|d(?:al|aj))|p(?<=\bp)(?:odziel|odzial|rzyzna[nl])|b(?<=\bb)eneficj"
)
_MAY_SHARE_OUT = SAID.add(
    "wynik", "list[aey]", "liscie", "roz(?:strzyg|dziel|dysponow)", "podziel", "podzial", "komisj", "jury",
    "werdykt", "laurea", "zwyciez", "zwyciesk", "beneficj", "rozda[lj]", "przyzna[nl]",
)  # fmt: skip
#: one among the winners, named by name
_WON = re.compile(
    r"\b(?:znalaz\w+ sie (?:\w+ )?(?:w gronie|wsrod|posrod|na liscie)|jest jedn\w+ z (?:tych|nich|\d+)"
    r"|zosta\w+ (?:jedn\w+ z )?laureat|oba wnioski|obydwa wnioski|wniosek naszej"
    r"|biblioteka (?:[a-z]+ ){0,6}(?:otrzymala|dostala|zdobyla) (?:dofin|dotac|wsparc|grant))"
)
_MAY_BE_OURS = SAID.add("na[ms]", inside="smy")
_MAY_HAVE_WON = SAID.add(
    "znalaz", "jest jedn", "(?:oba|obydwa) wnioski", "wniosek naszej",
    inside="laureat, la dofin, la dotac, la wsparc, la grant",
)  # fmt: skip
#: it can be applied for now
_OPEN = re.compile(
    r"d(?<=\bd)o (?:\d{1,2} [a-z]{3,12} (?:\S+ ){0,2}(?:mozna|przyjm\w+|trwa nabor|biblioteki mog)"
    r"|zdobycia (?:jest|sa|nawet))|c(?<=\bc)zas na zlozenie"
    r"|m(?<=\bm)o(?:zna|ga) (?:\w+ )?(?:ubiegac|starac|aplikowac|skladac)"
)
_MAY_BE_OPEN = SAID.add(
    "do zdobycia", "czas na zlozenie", "mo(?:zna|ga) ", inside="mozna, przyjm, trwa nabor, biblioteki mog"
)
_FUNDS = re.compile(
    r"d(?<=\bd)(?:otacj|ofinans)|grant|s(?<=\bs)(?:finansuj|typendi)|w(?<=\bw)nios|p(?<=\bp)(?:rogram|riorytet)"
    r"|i(?<=\bi)(?:nicjatyw|nstytut ksiazki)|b(?<=\bb)eneficjent|m(?<=\bm)iniste?r|f(?<=\bf)undacj"
    r"|n(?<=\bn)arodowe centrum kultury|k(?<=\bk)onkurs\w* \W?blisko"
)
_MAY_BE_FUNDED = SAID.add(
    "dotacj", "dofinans", "sfinansuj", "wnios", "program", "priorytet", "inicjatyw", "stypendi", "konkurs",
    "ministe?r", "fundacj", "instytut ksiazki", "narodowe centrum", "beneficjent", inside="grant",
)  # fmt: skip


def correct(
    scores: dict[Kind, float], article: Article, tagged: bool, amounts: tuple[Amount, ...], done: bool
) -> None:
    """Who speaks, whether money is there at all, and whether it is already spent, move the balance."""
    said, lead = article.said, article.title + " " + article.text[:600]
    grants: set[int] = set()
    budget = False
    for amount in amounts:
        if amount.role is _GRANT:
            grants.add(amount.grosze)
        elif amount.role is _BUDGET:
            budget = True
    operator = article.source is not None and article.source.kind == "operator"
    if not (tagged or grants or (said & _MAY_BE_FUNDED and _FUNDS.search(lead))):
        for kind in (_AWARD, Kind.CALL, _RESULTS, _REJECTION):
            scores[kind] = scores.get(kind, 0.0) * (0.5 if kind is _AWARD else 0.15)
    if tagged and len(article.sections) > 2:
        scores[Kind.REPORT] = scores.get(Kind.REPORT, 0.0) + 8.0
    listed = lists_winners(article.body)
    if listed:
        scores[_RESULTS] = scores.get(_RESULTS, 0.0) + _WINNERS
    weighed = scores.get(_AWARD) or (scores.get(_RESULTS) and not operator)
    told_ours = weighed and _is_ours(article, lead)
    ours = weighed and (
        told_ours or (len(grants) == 1 and not (listed or budget) and not _is_shared(said, lead))
    )
    if _AWARD in scores and said & _MAY_SHARE_OUT and not (told_ours or operator):
        many = budget or len(grants) > 2 or _TO_MANY.search(lead)
        if many and _SHARING.search(lead):
            moved = _OF_OTHERS * scores[_AWARD]
            scores[_RESULTS] = scores.get(_RESULTS, 0.0) + moved
            scores[_AWARD] -= moved
    if _RESULTS in scores and not operator and ours:
        scores[_AWARD] = scores.get(_AWARD, 0.0) + 0.8 * scores[_RESULTS]
        scores[_RESULTS] *= 0.4
    if _AWARD in scores and not ours and said & _MAY_BE_OPEN and _OPEN.search(lead):
        scores[_AWARD] *= 0.4
    if operator and _AWARD in scores:
        scores[_RESULTS] = scores.get(_RESULTS, 0.0) + 0.5 * scores[_AWARD]
        scores[_AWARD] *= 0.4
    elif not grants and _AWARD in scores:
        scores[_AWARD] *= 0.85
    elif grants:
        bonus = 7.0 if has_sum(article.head, _UNIT, _ROUND) else 2.0
        scores[_AWARD] = scores.get(_AWARD, 0.0) + (0.3 * bonus if done else bonus)


def _is_ours(article: Article, lead: str) -> bool:
    """Whether the page says that the grant is that of the library that speaks, or of one among others."""
    if article.said & _MAY_BE_OURS and (_OURS.search(lead) or ("smy" in lead and _WE_GOT.search(lead))):
        return True
    return bool(article.said & _MAY_HAVE_WON and _WON.search(article.text))


def _is_shared(said: int, lead: str) -> bool:
    return bool(said & _MAY_SHARE and _SHARED_OUT.search(lead))
