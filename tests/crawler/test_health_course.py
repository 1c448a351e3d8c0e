"""How standings follow from visits, without any site: pure decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from aggregator.health import Condition, Fault, Proposal, ProposalKind, SourceHealth, Trouble
from aggregator.model import Source
from crawler.health.changes import Comparison
from crawler.health.course import excused
from crawler.health.facts import Facts, ListFact
from crawler.health.judging import Judgement, judge_visit
from crawler.outage import silenced_by_us
from crawler.report import SourceReport
from tests.crawler.scenes import NOW

SOURCE = Source(
    id="mbp", library="MBP", kind="miejska", teryt="14", home="http://mbp.example/",
    news="http://mbp.example/aktualnosci/", family="listing",
)  # fmt: skip
LIST = ListFact(kind="listing", url=SOURCE.news, answered=SOURCE.news, items=8, dated=8, titled=8)
GOOD = Facts(lists=(LIST,), found=8)
DAY = timedelta(days=1)


def failing(trouble: Trouble) -> Facts:
    return Facts(lists=(ListFact(kind="listing", url=SOURCE.news, trouble=trouble, reason="as it is"),))


def redirected(target: str) -> Facts:
    return Facts(lists=(replace(LIST, answered=target, for_good=True),), found=8)


def follow(*visits: Facts, every: timedelta = DAY, start: datetime = NOW) -> list[Judgement]:
    """The judgements of visits in a row."""
    health, proposal, found = SourceHealth(source=SOURCE.id), None, []
    for number, facts in enumerate(visits):
        judged = judge_visit(
            SOURCE, facts, Comparison(), health, now=start + number * every, open_proposal=proposal
        )
        health = judged.health
        proposal = judged.proposal or (None if judged.withdrawn else proposal)
        found.append(judged)
    return found


def test_one_bad_visit_is_no_alarm_and_a_good_one_ends_the_matter() -> None:
    visits = follow(GOOD, failing(Trouble.SERVER_ERROR), failing(Trouble.SERVER_ERROR), GOOD)
    assert [v.health.condition for v in visits] == [
        Condition.OK, Condition.WATCH, Condition.ALARM, Condition.OK,
    ]  # fmt: skip
    assert (visits[2].health.since, visits[2].health.bad_visits) == (NOW + DAY, 2)
    assert visits[3].health.last_good == NOW + 3 * DAY


def test_two_bad_visits_in_an_hour_are_no_alarm_yet_three_are() -> None:
    bad = failing(Trouble.TIMEOUT)
    visits = follow(GOOD, bad, bad, bad, every=timedelta(minutes=30))
    assert [v.health.condition for v in visits[1:]] == [Condition.WATCH, Condition.WATCH, Condition.ALARM]


def test_silence_is_nobodys_fault_for_a_day() -> None:
    visits = follow(GOOD, *[failing(Trouble.TIMEOUT)] * 4, every=timedelta(hours=10))
    assert [v.health.fault for v in visits[1:]] == [Fault.UNKNOWN, Fault.UNKNOWN, Fault.UNKNOWN, Fault.SITE]


def test_permanent_redirects_of_three_visits_propose_the_new_address() -> None:
    target = "https://nowa.example/aktualnosci/"
    visits = follow(GOOD, *[redirected(target)] * 3, GOOD)
    assert [v.proposal for v in visits[:3]] == [None] * 3
    assert visits[3].proposal is not None
    assert visits[3].proposal.kind is ProposalKind.MOVED
    assert visits[3].proposal.changes == {"home": "https://nowa.example/", "news": target}
    assert visits[4].withdrawn, "it does not redirect any more"


def test_redirects_that_change_their_target_propose_nothing() -> None:
    targets = [f"http://mbp.example/{n}/" for n in range(5)]
    assert all(v.proposal is None for v in follow(*[redirected(target) for target in targets]))


def test_five_visits_to_a_site_that_is_gone_propose_to_retire_it() -> None:
    visits = follow(GOOD, *[failing(Trouble.DNS)] * 5, GOOD)
    made = [v.proposal for v in visits]
    assert made[:5] == [None] * 5
    assert isinstance(made[5], Proposal)
    assert (made[5].kind, made[5].changes) == (ProposalKind.RETIRED, {"active": "no"})
    assert visits[6].withdrawn
    timeouts = follow(GOOD, *[failing(Trouble.TIMEOUT)] * 6)
    assert all(v.proposal is None for v in timeouts), "a slow site is not gone"


def test_a_visit_that_failed_by_our_fault_does_not_count() -> None:
    bad = follow(GOOD, *[failing(Trouble.DNS)] * 4)[-1].health
    taken_back = excused(bad)
    assert (taken_back.trouble, taken_back.fault) == (Trouble.OFFLINE, Fault.OURS)
    assert (bad.bad_visits, taken_back.bad_visits) == (4, 3)
    again = judge_visit(SOURCE, failing(Trouble.DNS), Comparison(), taken_back, now=NOW + 9 * DAY)
    assert again.proposal is None, "four visits, not five"


def test_only_a_silence_of_all_sites_is_ours() -> None:
    sources = [replace(SOURCE, id=f"s{n}", home=f"http://b{n}.example{n}/") for n in range(6)]
    silent = [SourceReport(source=s.id, library="", problem="dns") for s in sources]
    assert silenced_by_us(sources, silent) == tuple(s.id for s in sources)
    assert silenced_by_us(sources, [*silent[:5], replace(silent[5], problem="404")]) == ()
    assert silenced_by_us(sources[:3], silent[:3]) == (), "three sites may well fail together"


def test_a_list_suddenly_short_or_in_english_is_partial() -> None:
    short = Facts(lists=(replace(LIST, items=1),), found=1)
    english = Facts(lists=(replace(LIST, tongue="en"),), found=8)
    polish = Facts(lists=(replace(LIST, tongue="pl"),), found=8)
    for odd in (short, english):
        last = follow(polish, polish, odd)[-1].health
        assert (last.trouble, last.condition) == (Trouble.PARTIAL, Condition.WATCH)
    fewer = Facts(lists=(replace(LIST, items=5),), found=5)
    assert follow(polish, polish, fewer)[-1].health.trouble is None
