"""All feeds as one OPML 2.0 list, by group: what a reader imports in one go. Pure."""

from __future__ import annotations

from lxml import etree

from feeds.channels import channel
from feeds.document import FORMATS, RIGHTS
from feeds.gather import Feeds

#: combinations of programme and voivodeship would make a list that no reader wants
_LEFT_OUT = "Programy w województwach"


def build_opml(feeds: Feeds) -> bytes:
    """Every feed with its Atom address and page; no dates: the same feeds give the same bytes."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Bibliowieści: wszystkie kanały"
    etree.SubElement(head, "ownerName").text = "Bibliowieści"
    etree.SubElement(head, "docs").text = "https://opml.org/spec2.opml"
    root.insert(0, etree.Comment(f" {RIGHTS} "))
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {}
    for path in feeds.paths():
        about = channel(path, feeds.taxonomy, feeds.libraries)
        programme = path.removeprefix("programmes/")
        never = programme in feeds.taxonomy and not feeds.taxonomy.is_told_of(programme)
        if about.group == _LEFT_OUT or never:
            continue
        if about.group not in groups:
            groups[about.group] = etree.SubElement(body, "outline", text=about.group, title=about.group)
        base = f"{feeds.imprint.base_url}/"
        etree.SubElement(
            groups[about.group],
            "outline",
            {
                "type": "rss",
                "version": "ATOM1",
                "text": about.title,
                "title": about.title,
                "description": about.subtitle,
                "language": "pl",
                "xmlUrl": f"{base}{about.folder}/{FORMATS['atom'].file}",
                "htmlUrl": f"{base}{about.page}",
            },
        )
    return etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
