"""Publication and modification date of a page: every date is a candidate, rules choose."""

from __future__ import annotations

from datetime import UTC, timedelta
from itertools import islice

from lxml.html import HtmlElement

from aggregator.dates import FoundDate
from aggregator.model import Published
from aggregator.vocabulary import Place
from crawler.pages.blocks import Box, Line, Scan
from crawler.pages.dates.appointments import is_told_again
from crawler.pages.dates.candidates import (
    Candidate,
    are_several,
    as_published,
    holds_any,
    may_only_tell_the_day,
    settled,
)
from crawler.pages.dates.cards import (
    Cards,
    is_column,
    is_field,
    is_of_file,
    leads_to_another,
    parts_items,
    shares_header,
    steps_from,
)
from crawler.pages.dates.labels import Label
from crawler.pages.dates.lines import Sighting, sightings
from crawler.pages.dates.machine import Stated, is_clock, stands_in, stated_dates, worth_of_place
from crawler.pages.dates.shapes import (
    is_appointed,
    is_bare,
    is_beside_title,
    is_byline,
    is_of_event,
    is_signature,
    is_stamp,
    is_statement,
    is_today_above,
    is_told,
    numbers_act,
)
from crawler.pages.dates.signs import Signatures, is_own_foot
from crawler.pages.dates.yearless import without_year
from crawler.pages.document import Page
from crawler.pages.titles.dated import is_stamp_of_title

_OLDEST = 1995  #: a stamp before the web is a default, not a date
_FOREIGN = frozenset(
    ["sidebar", "related", "comments", "calendar", "menu", "popup", "cookies", "form", "counter"]
)  #: never the article's
_MARGIN = frozenset({"header", "footer", "logos", "share", "accessibility"})  #: the article's only beside it
_BY_LABEL = {Label.PUBLISHED: 100, Label.ADDED: 85, Label.CREATED: 80}
_BY_ROLE = {"published": 90, "created": 79, "time": 76, "date": 60, "data": 55, "url": 20}
_LABELLED, _BARE, _BYLINE, _SIGNATURE, _CARD = 80, 75, 72, 50, 30
_BEST_BARE = _BARE + 2  #: no day without a label is worth more
_MOST, _NEAR = 500, 4  #: dates looked at, of each kind; lines from the heading to a day without a label


class Chooser:
    """The dates of one page, weighed."""

    def __init__(self, page: Page, article: Box | None, title: Line | None, lines: Scan) -> None:
        """`article` is the box of the body and `title` the line of its heading, where they are known."""
        self.page, self.scan = page, lines
        self.article = article.element if article is not None else None
        self.heading = title.origin if title is not None else None
        #: first line of the body and the line after its last; (-1, -1) = unknown
        self.first, self.last = (article.first, article.last) if article is not None else (-1, -1)
        self.at = self._heading_line(title)
        self.signs = Signatures(lines, self.at, (self.first, self.last))
        self.seen: list[Sighting] = []
        self.others: set[HtmlElement] | None = None  #: boxes of related news, where a date asked for them
        self.stated_at: set[int] = set()  #: lines that state a publication
        self.latest = page.fetched.astimezone(UTC) + timedelta(hours=36)

    def choose(self) -> tuple[Published | None, Published | None]:
        """When the page was published, and when modified; None where it does not say."""
        found = [c for c in [*self._visible(), *self._stated()] if self._possible(c.date)]
        if len(found) > 1:
            found.sort(key=lambda c: (-c.score, abs(c.gap)))
        published = next((c for c in found if not c.modified), None)
        if published and published.score == _SIGNATURE and are_several(published, found):
            published = next((c for c in found if not c.modified and c.score < _SIGNATURE), None)
        modified = next((c for c in found if c.modified), None)
        if published:
            published = settled(published, found)
        if published and modified and modified.date.moment == published.date.moment:
            modified = None
        return as_published(published), as_published(modified)

    def _possible(self, date: FoundDate) -> bool:
        moment = date.moment
        if moment.year < _OLDEST:
            return False
        # an hour of another zone is dear to compare, and of no matter days before
        return moment.date() < self.latest.date() or moment <= self.latest

    def _heading_line(self, title: Line | None) -> int:
        """Number of the line that is the heading; else of the article's first line, -1 = unknown."""
        if title is not None:
            element = title.origin
            boxes = [title.box] if title.box.element is element else self.scan.boxes
            box = next((each for each in boxes if each.element is element), None)
            if box is not None and box.first < box.last:
                return box.first
            inner = {element, *element.iterdescendants(), *element.iterancestors("h1", "h2", "h3")}
            for line in self.scan.lines:
                if line.origin in inner:
                    return line.index
        for line in self.scan.lines:
            if line.heading == 1 and not line.region and (self.first < 0 or line.index < self.last):
                return line.index
        return self.first

    def _visible(self) -> list[Candidate]:
        found: list[Candidate] = []
        seen = self.seen = list(islice(sightings(self.scan, self.page.fetched, self._may_count), _MOST))
        seen += without_year(self.page, self.scan, self.at)
        if not seen:
            return found
        self.cards = Cards(self.scan, seen, self.at, (self.first, self.last))
        sure: dict[int, int] = {}
        for at, sighting in enumerate(seen):
            if sighting.label is not None and sighting.label.kind in _BY_LABEL:
                self.stated_at.add(sighting.line)
                sure[at] = 0
        settled = False
        for at in sure:
            sure[at] = score = self.score(seen[at])
            settled = settled or (score > _BEST_BARE and self._possible(seen[at].date))
        for at, sighting in enumerate(seen):
            if settled and at not in sure and may_only_tell_the_day(sighting):
                continue  # whatever speaks for it, it is not chosen
            score = sure[at] if at in sure else self.score(sighting)
            if score > 0:
                label = sighting.label
                modified = label is not None and label.kind is Label.MODIFIED
                origin = "below the text" if score == _SIGNATURE else "beside the heading"
                if label is not None and (modified or label.kind in _BY_LABEL):
                    origin = f"label: {label.words}"
                gap = sighting.line - self.at if self.at >= 0 else sighting.line
                found.append(Candidate(sighting.date.to_the_day(), modified, origin, score, gap))
        return found

    def _may_count(self, line: Line) -> bool:
        linked = line.linked
        if linked and linked > 0.6 * len(line.text) > 12 and not -_NEAR <= line.index - self.at <= _NEAR:
            return False  # beside the heading a date may be the link to the article itself
        region = line.region
        if region not in _FOREIGN:
            return True
        inside = self.first <= line.index < self.last and region not in {"comments", "related"}
        return inside or is_field(line, self.scan.lines)

    def score(self, sighting: Sighting) -> int:
        """What speaks for a visible date, 0 = it is none of publication or modification."""
        if sighting.line == self.at:
            if is_beside_title(sighting) or is_stamp_of_title(sighting, self.scan):
                sighting.label = None  # a word of the heading
                return _BARE
            if self.heading is not None:
                return 0  # the subject of the heading
        inside = self.first <= sighting.line < self.last
        label = sighting.label
        labelled = label is not None and (label.kind in _BY_LABEL or label.kind is Label.MODIFIED)
        gap, near = 0, False
        if not (labelled and inside):  # nobody asks
            gap = steps_from(self.at, sighting.line, self.scan.lines) if self.at >= 0 else 999
            near = -_NEAR <= gap <= _NEAR + 2
        score = 0
        if label is not None and labelled:
            score = _BY_LABEL.get(label.kind, _LABELLED)
            others = not inside and (
                self.cards.is_below_another(sighting.line) or self.cards.holds(sighting.line)
            )
            if not is_statement(sighting) or others or is_of_file(self.scan.lines[sighting.line]):
                return 0
            beside = inside or near or self._is_in_record(sighting)
            score += 5 if beside else -15 if self.at >= 0 else 0
        elif self._is_out_of_place(sighting, inside=inside, near=near):
            return 0
        elif not (is_of_event(sighting) or self._is_aside(sighting.line)):
            score = self._unlabelled(sighting, gap, near=near, inside=inside)
        if sighting.region in _FOREIGN and not inside:
            return _CARD if score > _CARD and label is not None and label.kind in _BY_LABEL else 0
        if score and sighting.region in _MARGIN and not inside:
            own = score == _SIGNATURE and is_own_foot(self.scan.lines[sighting.line].box)
            if not (own or (near and self._kin(sighting))):
                modified = label is not None and label.kind is Label.MODIFIED
                lonely = modified and not self._beside_stated(sighting)
                score = 0 if label is None or lonely else score - 50
        if score and label is None:
            score = 0 if is_today_above(sighting, gap, self.page.fetched) else score
            score -= 10 if sighting.date.relative else 0
        return score

    def _is_in_record(self, sighting: Sighting) -> bool:
        """Does the record that states it begin beside the heading, with the day of the document, say?"""
        holder = self.scan.lines[sighting.line].box.parent
        near = range(max(self.at, 0), self.at + 2 * _NEAR) if self.at >= 0 else ()
        return any(line in near and self.scan.lines[line].box.parent is holder for line in self.stated_at)

    def _unlabelled(self, sighting: Sighting, gap: int, *, near: bool, inside: bool) -> int:
        """What the shape and the place of a line are worth that does not say what its date is."""
        bare = is_bare(sighting)
        if numbers_act(sighting, self.scan.lines[self.at]):
            return 0
        score = self._shaped(sighting, gap, bare=bare, near=near, inside=inside)
        return score if score and not self._is_of_event(sighting, gap, bare=bare) else 0

    def _is_of_event(self, sighting: Sighting, gap: int, *, bare: bool) -> bool:
        """Does an hour beside it, or what the text tells of the same day, speak of an event?"""
        lines, base = self.scan.lines, self.page.fetched
        text = lines[max(self.first, 0) : self.last]
        if is_appointed(sighting):
            stamp = gap < 0 or is_stamp(sighting, lines[max(self.first, self.at) : self.last])
            if not stamp or is_told_again(sighting, text, base):
                return True
        alone = bare and not sighting.named and gap > 0
        return alone and is_told_again(sighting, text, base, inviting=True)

    def _shaped(self, sighting: Sighting, gap: int, *, bare: bool, near: bool, inside: bool) -> int:
        """What its shape is worth in its place."""
        below = self.signs.is_below(sighting.line)
        if bare and (near or (sighting.named and (inside or below))) and self._kin(sighting):
            return _BARE + (2 if sighting.named else 0) - (10 if not near else 0)
        if -2 <= gap <= 2 and is_byline(sighting) and self._kin(sighting):
            return _BYLINE
        if not inside and not self.cards.stands_alone(sighting.line):
            return 0
        if 1 <= gap <= 2 and not bare and is_signature(sighting) and self._kin(sighting):
            return _SIGNATURE
        if is_signature(sighting) if not bare else below:
            return _SIGNATURE if self.signs.closes(sighting.line) else 0
        return _SIGNATURE if (bare or is_told(sighting)) and self.signs.ends(sighting.line) else 0

    def _is_out_of_place(self, sighting: Sighting, *, inside: bool, near: bool) -> bool:
        """Does it stand where a day that does not say what it is cannot be that of the article?"""
        if sighting.region in _FOREIGN and not inside:
            return True
        if sighting.label is not None or sighting.region not in _MARGIN:
            return False
        line = self.scan.lines[sighting.line]
        if sighting.region == "header" and not shares_header(line, self.at):
            return True  # a clock, or the day a page was saved
        return not (inside or near or is_own_foot(line.box))

    def _is_aside(self, line: int) -> bool:
        """Does a line belong to other news, or is it the caption of a picture?"""
        return self.scan.lines[line].place is Place.CAPTION or self.cards.holds(line)

    def _beside_stated(self, sighting: Sighting) -> bool:
        """A margin's modification is the site's, unless the publication of the article stands beside it."""
        return any(abs(sighting.line - line) <= 2 for line in self.stated_at)

    def _kin(self, sighting: Sighting) -> bool:
        """Does the date belong to the same item as the heading: no list item or link of its own around it?"""
        if self.at < 0:
            return sighting.named
        low, high = sorted((sighting.line, self.at))
        own = self.scan.lines[sighting.line]
        if parts_items(self.scan.lines[low + 1 : high]):
            return sighting.named and (
                self.first <= sighting.line < self.last or self.signs.is_below(sighting.line)
            )
        for node in (sighting.element, *sighting.element.iterancestors()):
            if node in self.cards.around:
                return node.tag != "tr" or (high - low <= 2 and not is_column(own, self.scan.lines))
            if node.tag == "li" and leads_to_another(node, sighting):
                return False  # an item of a list of other news
        return False

    def _stated(self) -> list[Candidate]:
        found: list[Candidate] = []
        for stated in islice(stated_dates(self.page), _MOST):
            score = self.score_stated(stated)
            if score > 0:
                date = stated.date.to_the_day()
                found.append(Candidate(date, stated.role == "modified", stated.origin, score, 0))
        return found

    def score_stated(self, stated: Stated) -> int:
        """What speaks for a date for machines, 0 or less = it is none of this page."""
        score = 75 if stated.role == "modified" else _BY_ROLE[stated.role]
        if stated.element is None:
            return 0 if is_clock(stated, self.page.fetched) else score
        if self.others is None:
            self.others = {line.box.element for line in self.scan.lines if line.region == "related"}
        if stands_in(stated.element, self.others):
            return 0
        if stated.role == "time" and holds_any(stated.element, self.scan.lines, self.stated_at):
            return score  # the printed day is labelled
        return score + worth_of_place(stated, self.article, self.heading)
