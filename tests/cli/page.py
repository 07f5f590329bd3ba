#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Says what is wrong with the tags of HTML pages: page.py FILE..."""

import html.parser
import sys

VOID = {"meta", "br"}
# What ends an element whose end tag HTML lets be left out.
ENDED_BY = {"td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}}


class Page(html.parser.HTMLParser):
    def __init__(self, name):
        super().__init__()
        self.name, self.open, self.ids, self.references = name, [], set(), []

    def say(self, what):
        print(f"{self.name}:{self.getpos()[0]}: {what}")

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        while self.open and tag in ENDED_BY.get(self.open[-1], ()):
            self.open.pop()
        if attrs.get("id") in self.ids:
            self.say(f"id {attrs['id']} is there twice")
        if "id" in attrs:
            self.ids.add(attrs["id"])
        self.references += attrs.get("aria-labelledby", "").split()
        if attrs.get("href", "").startswith("#"):
            self.references.append(attrs["href"][1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        while tag in ("tr", "tbody") and self.open and self.open[-1] in ENDED_BY and self.open[-1] != tag:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.say(f"</{tag}> ends nothing")

    def finish(self):
        self.close()
        for tag in self.open:
            self.say(f"<{tag}> has no end")
        for reference in self.references:
            if reference not in self.ids:
                self.say(f"there is no id {reference}")


for path in sys.argv[1:]:
    page = Page(path)
    with open(path, encoding="utf-8") as file:
        page.feed(file.read())
    page.finish()
