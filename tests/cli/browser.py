#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads HTML pages and SVG pictures in a headless Chromium, as people do.

browser.py CHROMIUM PAGE SINGLE PICTURE...: PAGE has several machines, the first
with hazards, SINGLE has one. Prints a line for each thing that was looked at, its name,
a tabulator, and what is wrong; nothing, if nothing is.
"""

import os
import re
import sys
import tempfile
import zlib

from devtools import Browser

WIDTHS = (360, 1024, 1920)
SCHEMES = ("light", "dark")
PAPER = 718  # pixels between the margins of A4


# What lies beside the window, or is cut off without a way to scroll there.
OVERFLOW = """(() => {
    const wrong = [], root = document.documentElement;
    if (root.scrollWidth > innerWidth)
        wrong.push(`the page is ${root.scrollWidth} wide`);
    for (const element of document.querySelectorAll('body *')) {
        if (element.closest('svg') || element.closest('.scroll, pre'))
            continue;
        const box = element.getBoundingClientRect();
        if (box.width > 0 && (box.right > innerWidth + .5 || box.left < 0))
            wrong.push(`<${element.localName}> ends at ${box.right}: ` +
                       element.textContent.slice(0, 40));
    }
    return wrong;
})()"""

# Nothing may be cut off on paper, on which there is no scrolling.
CUT_OFF = """(() => {
    const wrong = [];
    for (const element of document.querySelectorAll('.scroll, pre, table, figure svg')) {
        const box = element.getBoundingClientRect();
        if (box.right > innerWidth + .5)
            wrong.push(`<${element.localName}> ends at ${box.right} of ${innerWidth}`);
        if (element.localName !== 'svg' && (element.scrollWidth > element.clientWidth + 1 ||
                                            element.scrollHeight > element.clientHeight + 1))
            wrong.push(`<${element.localName}> ${element.ariaLabel} is cut off: ` +
                       [element.scrollWidth, element.clientWidth, element.scrollHeight,
                        element.clientHeight].join(' '));
    }
    return wrong;
})()"""

# Contrast of every text with what it lies on, as computed.
CONTRAST = """(() => {
    const wrong = new Set();
    const parse = color => color.match(/[\\d.]+/g).map(Number);
    const channel = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
    const contrast = (a, b) => {
        const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
        return (high + .05) / (low + .05);
    };
    const ground = element => {
        for (; element; element = element.parentElement) {
            const color = parse(getComputedStyle(element).backgroundColor);
            if (color.length === 3 || color[3] === 1)
                return color;
        }
        return [255, 255, 255];
    };
    const judge = (text, color, under) => {
        if (contrast(color, under) < 4.5)
            wrong.add(`'${text.slice(0, 40)}' has ${contrast(color, under).toFixed(2)}`);
    };
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
        if (text && !element.closest('svg, style, script, title, head'))
            judge(text, parse(getComputedStyle(element).color), ground(element));
    }
    for (const svg of document.querySelectorAll('svg')) {
        const drawn = [...svg.querySelectorAll('rect, text')].filter(e => !e.closest('defs'));
        const boxes = drawn.map(e => e.getBoundingClientRect());
        drawn.forEach((text, index) => {
            if (text.localName !== 'text')
                return;
            const x = boxes[index].x + boxes[index].width / 2;
            const y = boxes[index].y + boxes[index].height / 2;
            let under = index - 1;
            while (under >= 0 && (drawn[under].localName !== 'rect' ||
                   x < boxes[under].left || x > boxes[under].right ||
                   y < boxes[under].top || y > boxes[under].bottom))
                under--;
            const fill = under < 0 ? 'none' : getComputedStyle(drawn[under]).fill;
            if (!fill.startsWith('rgb'))
                wrong.add(`'${text.textContent}' lies on ${fill}`);
            else
                judge(text.textContent, parse(getComputedStyle(text).fill), parse(fill));
        });
    }
    return [...wrong];
})()"""

# Texts of a picture that meet as the browser lays them out, or leave it.
ROOM = """(() => {
    const wrong = [];
    for (const svg of document.querySelectorAll('svg.nkv')) {
        const page = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll('text')].filter(e => !e.closest('defs'));
        const boxes = texts.map(e => e.getBoundingClientRect());
        const order = boxes.map((_, i) => i).sort((a, b) => boxes[a].top - boxes[b].top);
        order.forEach((i, place) => {
            const a = boxes[i];
            if (a.left < page.left || a.right > page.right || a.bottom > page.bottom)
                wrong.push(`'${texts[i].textContent}' leaves the picture`);
            for (let k = place + 1; k < order.length && boxes[order[k]].top < a.bottom - 1; k++) {
                const b = boxes[order[k]];
                if (a.left < b.right && b.left < a.right)
                    wrong.push(`'${texts[i].textContent}' meets '${texts[order[k]].textContent}'`);
            }
        });
    }
    return wrong;
})()"""


def column(browser, selector, index):
    return browser.evaluate(
        f"[...document.querySelector('{selector}').tBodies[0].rows]"
        f".map(row => row.cells[{index}].dataset.v ?? row.cells[{index}].textContent)")


class Checks:
    def __init__(self, browser, page):
        self.browser, self.page = browser, page

    def say(self, name, wrong):
        wrong = [wrong] if isinstance(wrong, str) else wrong
        print(name, "; ".join(wrong[:8]), sep="\t")

    # --- as it is looked at ---

    def looks(self):
        self.browser.open(self.page)
        for width in WIDTHS:
            for scheme in SCHEMES:
                self.browser.look(width, scheme)
                name = f"{width} wide, {scheme}: "
                self.say(name + "nothing lies beside the window", self.browser.evaluate(OVERFLOW))
                if width == WIDTHS[1]:
                    self.say(name + "contrast", self.browser.evaluate(CONTRAST))
            self.say(f"{width} wide: labels of pictures", self.browser.evaluate(ROOM))
        self.say("a page asks for nothing, and has no errors", self.surprises())

    def surprises(self):
        return [event["method"] for event in self.browser.events
                if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")
                or event.get("method") == "Network.requestWillBeSent"
                and event["params"]["request"]["url"] != event["params"]["documentURL"]]

    # --- tables ---

    def tables(self):
        self.browser.look(1024, "light")
        first = self.browser.evaluate(
            "!!(document.querySelector('table').compareDocumentPosition("
            "document.querySelector('article')) & Node.DOCUMENT_POSITION_FOLLOWING)")
        self.say("a table of the machines comes first", "" if first else "it does not")
        self.say("each of its rows leads to a machine", self.browser.evaluate(
            "[...document.querySelectorAll('table')[0].querySelectorAll('tbody a')]"
            ".filter(a => !document.getElementById(a.hash.slice(1))"
            "?.textContent.includes(a.textContent.replace(/\\.{3}$/, ''))).map(a => a.hash)"))
        self.sorted_by_mouse()
        self.sorted_by_keyboard()

    def sorted_by_mouse(self):
        wrong = []
        for order in ("ascending", "descending"):
            self.browser.click("table th:nth-child(6) button")
            values = [int(v) for v in column(self.browser, "table", 5)]
            if values != sorted(values, reverse=order == "descending") or len(set(values)) < 3:
                wrong.append(f"{order}: {values}")
            aria = self.browser.evaluate("[...document.querySelector('table').tHead.rows[0].cells]"
                                         ".map(th => th.getAttribute('aria-sort'))")
            if aria[5] != order or any(aria[:5]):
                wrong.append(f"{order}: aria-sort is {aria}")
        self.say("a click sorts a table, and another turns it", wrong)

    def sorted_by_keyboard(self):
        wrong = []
        self.browser.open(self.page)
        for _ in range(8):
            self.browser.press("Tab")
            if self.browser.evaluate("document.activeElement.textContent") == "machine":
                break
        else:
            wrong.append("Tab does not come to the first head")
        outline = self.browser.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if outline == "none":
            wrong.append("what has the focus looks like the rest")
        for key, order in (("Enter", "ascending"), (" ", "descending")):
            self.browser.press(key)
            values = [v.lower() for v in column(self.browser, "table", 0)]
            if values[0] > values[-1] if order == "ascending" else values[0] < values[-1]:
                wrong.append(f"{order}: {values}")
            if self.browser.evaluate("document.activeElement.closest('th')"
                                     ".getAttribute('aria-sort')") != order:
                wrong.append(f"aria-sort is not {order}")
        self.say("Tab, Enter and the space bar sort a table", wrong)

    # --- hazards ---

    LIT = """(() => {
        const article = document.querySelector('.hazards li').closest('article');
        const code = article.querySelector('.hazards li').dataset.hazard;
        const marks = [...article.querySelectorAll('figure .mark[data-hazard]')];
        const strength = m => getComputedStyle(m).opacity;
        const framed = m => getComputedStyle(m.querySelector('rect')).strokeWidth === '4px';
        return [marks.filter(m => m.dataset.hazard === code && framed(m) &&
                                  strength(m) === '1').length,
                marks.filter(m => m.dataset.hazard === code).length,
                marks.filter(m => m.dataset.hazard !== code && strength(m) !== '1').length,
                marks.filter(m => m.dataset.hazard !== code).length];
    })()"""

    def hazards(self):
        self.browser.look(1024, "light")
        self.browser.point(".hazards li")
        lit = self.browser.evaluate(self.LIT)
        self.say("pointing at a hazard lights it up in the picture",
                 "" if lit[0] == lit[1] > 0 and lit[2] == lit[3] else f"{lit}")
        self.browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
        lit = self.browser.evaluate(self.LIT)
        self.say("... and leaving it ends that", "" if lit[0] == lit[2] == 0 else f"{lit}")
        self.browser.evaluate("(document.querySelector('.hazards li').closest('article')"
                              ".querySelector('figure')).focus()")
        self.browser.press("Tab")
        lit = self.browser.evaluate(self.LIT)
        self.say("... and so does moving the focus to it",
                 "" if lit[0] == lit[1] > 0 and lit[2] == lit[3] else f"{lit}")

    # --- without a script, and on paper ---

    def without_script(self):
        text = "document.body.innerText.replace(/\\s+/g, ' ')"
        self.browser.look(1024, "light")
        self.browser.open(self.page)
        with_script = self.browser.evaluate(text)
        self.browser.call("Emulation.setScriptExecutionDisabled", value=True)
        self.browser.open(self.page)
        plain = self.browser.evaluate(text)
        buttons = self.browser.evaluate("document.querySelectorAll('button').length")
        self.browser.call("Emulation.setScriptExecutionDisabled", value=False)
        self.say("everything can be read without a script",
                 "" if plain == with_script and len(plain) > 2000 and buttons == 0 else
                 f"{len(plain)} characters of {len(with_script)}, {buttons} buttons")

    def printed(self):
        for scheme in SCHEMES:
            self.browser.look(PAPER, scheme, "print")
            color = self.browser.evaluate("getComputedStyle(document.body).backgroundColor + ' ' +"
                                          "getComputedStyle(document.querySelector('.paper')).fill")
            self.say(f"paper is white, {scheme}",
                     "" if color == "rgb(255, 255, 255) rgb(255, 255, 255)" else color)
            self.say(f"nothing is cut off on paper, {scheme}", self.browser.evaluate(CUT_OFF))
            self.say(f"contrast on paper, {scheme}", self.browser.evaluate(CONTRAST))

    def pdf(self, page):
        self.browser.look(1024, "dark")
        self.browser.open(page)
        pdf = self.browser.pdf()
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf + self.unpacked(pdf)))
        self.say("a page becomes a PDF of a few pages",
                 "" if pdf.startswith(b"%PDF") and 2 <= pages <= 8 else f"{pages} pages")

    @staticmethod
    def unpacked(pdf):
        streams = re.findall(rb"/ObjStm.*?stream\r?\n(.*?)endstream", pdf, re.DOTALL)
        return b"".join(zlib.decompressobj().decompress(stream) for stream in streams)

    # --- where there is little room, and where there are many ---

    def narrow(self, page):
        self.browser.look(360, "light")
        self.browser.open(page)
        places = self.browser.evaluate("""(() => {
            const frame = document.querySelector('figure').getBoundingClientRect();
            return [...document.querySelectorAll('figure .mark[data-kind=fatal]')]
                .map(mark => mark.getBoundingClientRect())
                .map(box => [frame.left <= box.left && box.right <= frame.right, box.left]);
        })()""")
        self.say("360 wide: what is fatal is seen first in the picture",
                 "" if places and all(seen for seen, _ in places) else f"{places}")

    def opened(self, page):
        self.browser.look(1024, "light")
        self.browser.open(page)
        self.say("parts of many machines are closed", self.browser.evaluate(
            "[...document.querySelectorAll('.part')].filter(part => part.open).length + ''") != "0"
            and "some are open" or "")
        self.browser.evaluate("document.querySelector('table tbody tr:nth-child(3) a').focus()")
        self.browser.press("Enter")
        wrong = self.browser.evaluate("""(async () => {
            await new Promise(done => setTimeout(done, 300));
            const part = location.hash && document.querySelector(location.hash);
            return [location.hash !== '', part && part.querySelector('.part').open,
                    part && Math.abs(part.getBoundingClientRect().top) < 900,
                    document.querySelectorAll('.part[open]').length === 1];
        })()""")
        self.say("a row opens the part that it leads to", "" if all(wrong) else f"{wrong}")
        columns = self.browser.evaluate("""[...document.querySelector('table').tHead.rows[0].cells]
            .filter(cell => cell.getBoundingClientRect().right > innerWidth)
            .map(cell => cell.textContent)""")
        self.say("1024 wide: all columns of the machines are seen", columns)

    # --- pictures alone ---

    def pictures(self, paths):
        for path in paths:
            self.browser.open(path)
            for scheme in SCHEMES:
                self.browser.look(1200, scheme)
                name = os.path.basename(path)
                self.say(f"{name}, {scheme}: contrast", self.browser.evaluate(CONTRAST))
            self.say(f"{name}: labels", self.browser.evaluate(ROOM))


def main(program, page, single, closed, *pictures):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            checks = Checks(browser, page)
            checks.looks()
            checks.tables()
            checks.hazards()
            checks.without_script()
            checks.printed()
            checks.pdf(single)
            checks.narrow(single)
            checks.opened(closed)
            checks.pictures(pictures)
        finally:
            browser.close()


main(*sys.argv[1:])
