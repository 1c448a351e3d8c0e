"""The table of known layouts: signs in the source, boxes by class, "#id", "@itemprop" or "$data-hook"."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """One content system. Names are tried in order; a page shows the layout by any sign or mark."""

    name: str
    signs: tuple[str, ...] = ()  #: strings of the source
    marks: tuple[str, ...] = ()  #: names of boxes
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()


LAYOUTS = (
    Layout(
        "elementor",
        marks=("elementor-widget-theme-post-content", "elementor-location-single"),
        body=("elementor-widget-theme-post-content",),
        title=("elementor-widget-theme-post-title", "elementor-page-title"),
    ),
    Layout(
        "divi",
        marks=("et_pb_post_content", "et_pb_title_container"),
        body=("et_pb_post_content", "entry-content"),
        title=("et_pb_title_container", "entry-title"),
    ),
    Layout(
        "wordpress",
        signs=("/wp-content/", "/wp-includes/", "WordPress"),
        body=(
            "entry-content", "wp-block-post-content", "post-content", "post__content", "single-content",
            "td-post-content", "post-entry", "single-post-content", "entry__content", "the-content",
            "post-text", "post_content", "fl-post-content", "single_content", "pf-content",
        ),
        title=(
            "entry-title", "wp-block-post-title", "post-title", "single-title", "post__title", "@headline",
        ),
    ),
    Layout(
        "joomla-k2",
        marks=("itemview", "itembody", "#k2container"),
        body=("itembody", "itemfulltext"),
        title=("itemtitle",),
    ),
    Layout(
        "joomla-pagebuilder",
        marks=("#sp-page-builder", "sp-page-builder"),
        body=("#sp-page-builder", "page-content"),
        title=("sppb-addon-title", "sppb-title"),
    ),
    Layout(
        "joomla",
        signs=("com_content", "Joomla", "/media/jui/", "/media/system/js/"),
        body=(
            "@articlebody", "com-content-article__body", "item-page", "article-body", "articlebody",
            "contentpaneopen", "article-content", "rt-article", "art-article",
        ),
        title=("@headline", "contentheading", "article-title", "page-header"),
    ),
    Layout(
        "drupal",
        signs=("Drupal", "drupal-settings-json", "/sites/default/files", "/sites/all/"),
        body=("field--name-body", "field-name-body", "node__content", "node-content"),
        title=("page-title", "#page-title", "node__title", "title"),
    ),
    Layout(
        "blogger",
        signs=("blogger.com", "blogspot."),
        marks=("blog-posts",),
        body=("post-body",),
        title=("post-title",),
    ),
    Layout(
        "wix",
        marks=("$post-description", "$post-content"),
        body=("$post-description", "$post-content", "$rcv-block"),
        title=("$post-title",),
    ),
    Layout(
        "gov.pl",
        signs=("gov.pl/web", "govpl"),
        body=("editor-content", "article-area__article"),
        title=("article-area__title",),
    ),
    Layout("typo3", marks=("news-single",), body=("news-text-wrap", "@articlebody"), title=("@headline",)),
    Layout(
        "concrete5",
        marks=("ccm-page",),
        body=("ccm-block-content", "blog-entry-content"),
        title=("page-title",),
    ),
    Layout("webwave", marks=("content_text",), body=("content_text",)),
    Layout("contao", marks=("mod_newsreader",), body=("layout_full", "mod_newsreader"), title=()),
    Layout("microdata", marks=("@articlebody",), body=("@articlebody",), title=("@headline",)),
)  # fmt: skip

#: boxes that builders set below a text: they are kept under one name
PROMO = "~promo"
_PROMO = re.compile(
    r"(?:^|[ _-])(?:sppb-addon-(?:feature|cta|icon|flip-box|image-content)"
    r"|elementor-widget-(?:image-box|icon-box|call-to-action|flip-box|button|price-table)"
    r"|et_pb_(?:blurb|cta|promo|button)|vc_cta3|vc_icon_element|fusion-content-boxe?s?|avia-button"
    r"|(?:kt-blocks-|kadence-)?info-?box|uagb-infobox|feature-?box|call-to-action)(?:$|[ _-])"
)
_NAMES = frozenset(name for layout in LAYOUTS for name in (*layout.marks, *layout.body, *layout.title))


def known_names(marks: str) -> tuple[str, ...]:
    """By which of its names somebody asks for a box."""
    known = tuple(name for name in marks.split() if name in _NAMES)
    return (*known, PROMO) if _PROMO.search(marks) else known
