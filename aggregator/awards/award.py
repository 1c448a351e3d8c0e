"""Grants as records: programme, edition, beneficiary, sums, task and period of each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aggregator.article import Article
from aggregator.awards.beneficiaries import Beneficiary, find_beneficiary
from aggregator.awards.page import Page, edition_of, open_page, programme_at
from aggregator.awards.parts import (
    Section,
    are_tranches,
    find_period,
    find_task,
    find_year,
    is_of_house,
    one_grant,
    section_at,
)
from aggregator.awards.rows import Row, read_rows
from aggregator.model import Amount, Award, Evidence, TypedDate, make_award
from aggregator.money import ReadSum, read_sums
from aggregator.vocabulary import Kind, Role

if TYPE_CHECKING:
    from aggregator.programmes.tagging import Tags
    from aggregator.programmes.taxonomy import Taxonomy

_GRANT, _OWN, _TOTAL = (
    Role.GRANT,
    Role.OWN_CONTRIBUTION,
    Role.TOTAL,
)  #: an attribute of an enumeration costs as much as a call
_NO_AWARD = frozenset({Kind.CALL, Kind.REJECTION})
_HEAD = 20_000  #: characters of a text in which the edition of its list is named
_PASSED_ON = 1_000_000  #: grosze; what a beneficiary gives to residents is less
_TIED = frozenset({_GRANT, _OWN, _TOTAL})


def find_awards(
    article: Article,
    tags: Tags,
    amounts: tuple[Amount, ...],
    dates: tuple[TypedDate, ...],
    kind: Kind,
    taxonomy: Taxonomy,
    read: list[ReadSum] | None = None,
) -> tuple[Award, ...]:
    """One award for each programme and year (or beneficiary) that the page grants money to.

    Instalments and rounded repeats are not counted beside their total. A page whose news is the award itself
    gives one even where no sum is printed; calls and refusals give none, nor does what a beneficiary passes
    on to residents out of its own grant. `read` are the sums where they are read already.
    """
    if not tags.mentions or kind in _NO_AWARD:
        return ()
    page = open_page(article, tags, dates, taxonomy)
    if any(amount.role is _GRANT for amount in amounts):
        read = read_sums(article, tags) if read is None else read
        sums = [each for each in read if each.reading.role in _TIED]
        if "podmiotow" in article.text:
            sums = [each for each in sums if not _is_of_house(each, article)]
        rows = read_rows(page.passages, sums, article.source)
        found = (
            [_of_row(row, page) for row in rows]
            if rows
            else list(_of_groups(_groups(sums, page), page, kind))
        )
        kept = [each for each in found if not _passed_on(each, taxonomy)]
        if kept:
            return _once(kept)
        if found and kind is not Kind.AWARD:
            return ()
    return (_without_sum(page),) if kind is Kind.AWARD else ()


def _is_of_house(each: ReadSum, article: Article) -> bool:
    """Is a grant what the library lives on, from those who carry it? No programme gives that."""
    of_grant = each.reading.role is _GRANT and not each.in_title
    return of_grant and is_of_house(article.text, each.item.start, each.item.end)


def _passed_on(award: Award, taxonomy: Taxonomy) -> bool:
    """Whether a small grant is one that a beneficiary of the programme gave out of its own."""
    return taxonomy.by_id[award.programme].passes_on and 0 < (award.grant or 0) < _PASSED_ON


def _groups(sums: list[ReadSum], page: Page) -> dict[tuple[str, Section], list[ReadSum]]:
    groups: dict[tuple[str, Section], list[ReadSum]] = defaultdict(list)
    titled = False
    for each in sums:
        if each.in_title:
            titled = True
            continue
        section = section_at(page.sections, each.item.start)
        groups[programme_at(each.item.start, section, page), section].append(each)
    if not titled:
        return groups
    known = {each.item.grosze for mine in groups.values() for each in mine}
    fresh = [each for each in sums if each.in_title and each.item.grosze not in known]
    if fresh and not any(each.reading.role is _GRANT for mine in groups.values() for each in mine):
        key = next(iter(groups), (page.programmes[0], page.sections[0]))
        groups[key] = fresh + groups.get(key, [])
    return groups


def _of_groups(groups: dict[tuple[str, Section], list[ReadSum]], page: Page, kind: Kind) -> Iterator[Award]:
    for (programme, section), sums in groups.items():
        grants = [each for each in sums if each.reading.role is _GRANT]
        if not grants:
            continue
        if len(grants) == 1:
            yield _award(programme, section, page, grants[0].item.grosze, sums, kind)
            continue
        grants = [each for each in grants if not _is_share(each, grants, page)]
        one = one_grant([each.item.grosze for each in grants])
        if one is None and are_tranches(page.passages, [each.item.start for each in grants]):
            one = sum({each.item.grosze for each in grants})
        if one is not None:
            yield _award(programme, section, page, one, sums, kind)
            continue
        others = [each for each in sums if each.reading.role is not _GRANT]
        others.sort(key=_start)
        for each in grants:
            part = _line_section(each, section, page)
            yield _award(programme, part, page, each.item.grosze, _of_line(each, others, page), kind)


def _is_share(grant: ReadSum, grants: list[ReadSum], page: Page) -> bool:
    """ "132 400 zł, po 66 200 zł na każdy rok": an equal share of a grant that is printed too."""
    if not page.article.text.endswith("po ", 0, grant.item.start):  # asked first: of thousands few stand so
        return False
    value = grant.item.grosze
    return any(each.item.grosze in (2 * value, 3 * value, 4 * value) for each in grants)


def _line_section(grant: ReadSum, section: Section, page: Page) -> Section:
    """The line of a grant among several: a year that opens it (a row of a yearly table) is its edition."""
    start, end = page.passages.line(grant.item.start)
    year = find_year(page.article.text, start, end)
    return Section(start, end, year) if year else section


def _once(awards: list[Award]) -> tuple[Award, ...]:
    """Without those that repeat another: same programme, grant and beneficiary, and no other edition."""
    kept: list[Award] = []
    alike: dict[
        tuple[str, int | None, str | None], list[int]
    ] = {}  # where in `kept` those stand that may be the same
    for award in awards:
        places = alike.setdefault((award.programme, award.grant, award.beneficiary), [])
        editions = (award.edition, None)
        for at in places:
            if award.edition is None or kept[at].edition in editions:
                if kept[at].edition is None:
                    kept[at] = award
                break
        else:
            places.append(len(kept))
            kept.append(award)
    return tuple(kept)


def _of_line(grant: ReadSum, others: list[ReadSum], page: Page) -> list[ReadSum]:
    """A grant among several takes the own contribution and the total, in order, of its own sentence."""
    start, end = page.passages.sentence(grant.item.start)
    return [grant, *others[bisect_left(others, start, key=_start) : bisect_left(others, end, key=_start)]]


def _start(each: ReadSum) -> int:
    return each.item.start


def _award(
    programme: str, section: Section, page: Page, grant: int, sums: list[ReadSum], kind: Kind
) -> Award:
    text, printed = page.article.text, page.article.raw.text
    whole = section.year is None
    first, last = (0, len(text)) if whole else (section.start, section.end)
    named = _who(sums, page) if kind is Kind.RESULTS else page.beneficiary
    evidence = [page.mentions[programme]] if programme in page.mentions else []
    own = total = None
    for each in sums:
        role, value = each.reading.role, each.item.grosze
        if role is _OWN and (own is None or value > own):
            own = value
        elif role is _TOTAL and (total is None or value > total):
            total = value
        evidence.append(_evidence(each, page.article))
    return make_award(
        programme=programme,
        edition=section.year or edition_of(programme, page, first, last),
        beneficiary=named.name if named else None,
        beneficiary_source=named.source if named else None,
        grant=grant,
        own_contribution=own,
        total=total,
        task=find_task(printed, text, first, last, page.names),
        period=find_period(page.dates, first, last),
        evidence=tuple(evidence),
    )


def _who(sums: list[ReadSum], page: Page) -> Beneficiary | None:
    """Whom the sentence of some sums calls the receiver, else the article."""
    in_title = all(each.in_title for each in sums)
    return find_beneficiary(page.article, None if in_title else page.passages.sentence(sums[0].item.start))


def _of_row(row: Row, page: Page) -> Award:
    section = section_at(page.sections, row.start)
    programme = programme_at(row.start, section, page)
    return make_award(
        programme=programme,
        edition=section.year or edition_of(programme, page, 0, min(row.start, _HEAD)),
        beneficiary=row.beneficiary.name,
        beneficiary_source=row.beneficiary.source,
        grant=row.grant,
        own_contribution=row.own_contribution,
        total=row.total,
        task=row.task,
        evidence=tuple(_evidence(each, page.article) for each in row.sums),
    )


def _without_sum(page: Page) -> Award:
    """The news is a grant whose sum is not printed."""
    article = page.article
    programme = page.programmes[0]
    named = page.beneficiary
    return make_award(
        programme=programme,
        edition=edition_of(programme, page, 0, len(article.text)),
        beneficiary=named.name if named else None,
        beneficiary_source=named.source if named else None,
        task=find_task(article.raw.text, article.text, 0, len(article.text), page.names),
        period=find_period(page.dates, 0, len(article.text)),
        evidence=(page.mentions[programme],),
    )


def _evidence(each: ReadSum, article: Article) -> Evidence:
    return article.evidence(
        "awards", f"{each.item.grosze / 100:.2f} " + each.reading.role, each.item.start, each.item.end,
        rule=each.reading.rule, confidence=0.9, in_title=each.in_title,
    )  # fmt: skip
