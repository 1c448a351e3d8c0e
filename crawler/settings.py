"""What differs from Scrapy's defaults, each with its reason; what an installation sets comes from Config."""

from __future__ import annotations

from typing import Any

from aggregator.config import Config, load_config

VERSION = "0.1"


def user_agent(config: Config) -> str:
    """Who we are, where we say what we do and how we are stopped, and how to reach us."""
    ways = "; ".join(way for way in (config.webmasters_page, config.contact) if way)
    return f"Bibliowiesci/{VERSION} (+{ways})" if ways else f"Bibliowiesci/{VERSION}"


def settings_for(config: Config) -> dict[str, Any]:
    """The settings that depend on the installation."""
    return {
        "BIBLIO": config,
        "USER_AGENT": user_agent(config),
        "DOWNLOAD_DELAY": config.delay,
        "DOWNLOAD_TIMEOUT": config.timeout,
    }


BIBLIO = load_config()
USER_AGENT = user_agent(BIBLIO)
DOWNLOAD_DELAY = BIBLIO.delay

BOT_NAME = "bibliowiesci"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Politeness: one request in flight and a whole pause between two, per host (crawler.politeness).
DOWNLOADER = "crawler.politeness.PoliteDownloader"
DOWNLOAD_HANDLERS = {
    "http": "crawler.politeness.PoliteHandler",
    "https": "crawler.politeness.PoliteHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = 0  # the default makes half a second of one second
CONCURRENT_REQUESTS = 0  # bounded by the sources visited side by side, each with one request under way
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5",
    "Accept-Language": "pl,en;q=0.3",
}

# Safety: no remote execution, no private addresses, certificates verified, nothing endless.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False  # and neither is loaded, see EXTENSIONS
COOKIES_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
DOWNLOAD_MAXSIZE = 5_000_000
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = BIBLIO.timeout
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 5
URLLENGTH_LIMIT = 0  # crawler.trips bounds addresses; a request dropped in silence would stall a visit
HTTPPROXY_ENABLED = True
MEMUSAGE_LIMIT_MB = 1500

ROBOTS_KEPT = True  # asked for once a day a site (crawler.robots_kept); a probe keeps nothing
ROBOTSTXT_OBEY = False  # Scrapy's check lets requests through; ours does not
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # writes every request out to count its bytes
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.guard.GuardMiddleware": 40,  # before robots: a private address is not even asked for its rules
    "crawler.robots.RobotsMiddleware": 100,
    "crawler.politeness.PatienceMiddleware": 550,
    "crawler.refreshing.RefreshMiddleware": 580,
}
RETRY_TIMES = 1
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the visit's own record says it
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
]

SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
EXTENSIONS = {  # those switched off are not even imported
    f"scrapy.extensions.{name}": None
    for name in (
        "closespider.CloseSpider", "corestats.CoreStats", "feedexport.FeedExporter", "logcount.LogCount",
        "logstats.LogStats", "memdebug.MemoryDebugger", "remote_control.RemoteControl",
        "spiderstate.SpiderState", "telnet.TelnetConsole", "throttle.AutoThrottle",
    )
}  # fmt: skip
WARN_ON_GENERATOR_RETURN_VALUE = False  # looks at the source of each callback to tell
CONCURRENT_ITEMS = 1  # the pipeline never waits: more than one is as many idle tasks started an answer

ITEM_PIPELINES = {"crawler.pipelines.IngestPipeline": 100}
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # pages in the order of their list
REACTOR_THREADPOOL_MAXSIZE = 64  # names that do not resolve take seconds each
LOG_LEVEL = "INFO"
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"  # the reports of the visits count
