"""Furniture of systems and themes that nobody has translated: what their buttons and headings are called."""

from __future__ import annotations

#: patterns of whole lines, one each, folded
BUTTONS = r"""
    previous|next|return|(?:go )?back(?: to .{1,30})?|close|permalink
    read more|continue reading(?: .{1,80})?|(?:older|newer) (?:posts?|entries|articles)
    (?:previous|next) (?:posts?|articles?|entry|page|news)(?:\s*:.{0,160})?
    related (?:posts?|articles?|content)|you (?:may|might) also (?:like|enjoy)(?: .{1,20})?
    share this .{0,60}|share (?:on|via) .{2,20}|choose your platform!?|advertisement
    (?:log in|login|sign in)(?: or register)? to (?:post|leave) .{0,20}
    posted(?: in| by| on)?|in|by|on|tags?|filed under|leave a (?:comment|reply)
    comments?(?: are closed\.?)?|(?:no|\d+) comments?(?: yet\.?)?
    skip to (?:main )?content|(?:table of )?contents|on this page|edit (?:this )?page
"""
