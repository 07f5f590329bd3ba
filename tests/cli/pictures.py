#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds SVG pictures against the plans that they show.

pictures.py PROGRAM FILE...: each FILE has descriptions, one JSON object a
line, or {"machine": description, ...}; or it is one description in YAML.
A FILE that ends in .svg is a picture itself, which is looked at alone.
Prints what is wrong, a line each, and ends with the number of pictures.
"""

import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

NS = "{http://www.w3.org/2000/svg}"
WIDTH = 1200
ADVANCE = 0.6025  # of the widest font asked for, in units of its size
SIZES = {"name": 22, "h": 14, "big": 16}


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def translation(transform):
    found = re.match(r"translate\((\d+) (\d+)\)", transform or "")
    return (int(found[1]), int(found[2])) if found else (0, 0)


class Box:
    def __init__(self, x, y, width, height, what, classes=()):
        self.x, self.y, self.width, self.height = x, y, width, height
        self.what, self.classes = what, classes

    def meets(self, other):
        return (self.x < other.x + other.width and other.x < self.x + self.width
                and self.y < other.y + other.height and other.y < self.y + self.height)

    def inside(self, width, height):
        return (self.x >= 0 and self.y >= 0 and self.x + self.width <= width
                and self.y + self.height <= height)

    def has(self, x, y):
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def text_box(element, dx, dy):
    classes = (element.get("class") or "").split()
    size = next((SIZES[c] for c in classes if c in SIZES), 12)
    text = "".join(element.itertext())
    width = columns(text) * ADVANCE * size
    x = float(element.get("x")) + dx
    anchor = element.get("text-anchor")
    x -= width if anchor == "end" else width / 2 if anchor == "middle" else 0
    return Box(x, float(element.get("y")) + dy - 0.93 * size, width, 1.17 * size, text, classes)


class Way:
    """An arrow: its points, along the curve and then straight down to its head."""

    def __init__(self, element, dx, dy):
        self.nid = element.get("data-nid")
        top, x1, y1, x2, y2, x3, y3, x4, y4 = (
            int(number) for number in re.match(
                r"M(?=(?:\d+) (\d+))(\d+) \d+V(\d+)C(\d+) (\d+) (\d+) (\d+) (\d+) (\d+)V",
                element.find(NS + "path").get("d")).groups())
        tip = re.match(r"M(\d+) (\d+)", element.findall(NS + "path")[-1].get("d"))
        self.points = [(dx + x1, dy + y) for y in range(top, y1)]
        self.points += [(dx + (1 - t) ** 3 * x1 + 3 * (1 - t) ** 2 * t * x2 +
                         3 * (1 - t) * t ** 2 * x3 + t ** 3 * x4,
                         dy + (1 - t) ** 3 * y1 + 3 * (1 - t) ** 2 * t * y2 +
                         3 * (1 - t) * t ** 2 * y3 + t ** 3 * y4)
                        for t in (i / 60 for i in range(61))]
        self.points += [(dx + x4, dy + y) for y in range(y4, int(tip[2]) + 1)]


class Picture:
    """The texts, marks and lines of a picture, where they lie."""

    def __init__(self, root):
        self.height = int(root.get("height"))
        self.texts, self.rects, self.marks, self.lines, self.ways = [], [], [], [], []
        self.drawn = []  # rectangles and texts in their order
        self.walk(root, 0, 0)

    def walk(self, element, dx, dy):
        x, y = translation(element.get("transform"))
        dx, dy = dx + x, dy + y
        tag = element.tag.removeprefix(NS)
        classes = (element.get("class") or "").split()
        if tag == "defs":
            return
        if tag == "g" and "mark" in classes:
            self.marks.append(element)
        if tag == "g" and "way" in classes:
            self.ways.append(Way(element, dx, dy))
        if tag == "text":
            box = text_box(element, dx, dy)
            self.texts.append(box)
            self.drawn.append(("text", box))
        elif tag == "rect":
            box = Box(float(element.get("x") or 0) + dx, float(element.get("y") or 0) + dy,
                      float(element.get("width")), float(element.get("height")), "rect", classes)
            self.rects.append(box)
            self.drawn.append(("rect", box))
        elif tag == "path" and "lead" in classes:
            found = re.match(r"M([\d.]+) ([\d.]+)V([\d.]+)", element.get("d"))
            self.lines.append(Box(float(found[1]) + dx - 0.5, float(found[2]) + dy, 1,
                                  float(found[3]) - float(found[2]), "line"))
        elif tag == "path" and "bracket" in classes:
            found = re.match(r"M([\d.]+) (\d+)v(\d+)H([\d.]+)", element.get("d"))
            self.lines.append(Box(float(found[1]) + dx, float(found[2]) + float(found[3]) + dy,
                                  float(found[4]) - float(found[1]), 1, "bracket"))
        for child in element:
            self.walk(child, dx, dy)


# --- colours ---

def parse_style(text):
    """Fills by class, in light and in dark."""
    light_text, _, dark_text = text.partition("@media")
    light = fills(light_text)
    dark = dict(light)
    dark.update(fills(dark_text.partition("{")[2]))
    return light, dark


def fills(text):
    found = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        fill = re.search(r"(?:^|;)fill:(#[0-9a-f]{6}|url)", body)
        for selector in selectors.split(","):
            if fill:
                found[selector.split()[-1].lstrip(".")] = fill[1]
    return found


def luminance(color):
    def channel(value):
        value /= 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
    r, g, b = (channel(int(color[i:i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def color_of(classes, scheme, otherwise):
    for name in reversed(classes):
        if name in scheme:
            return scheme[name]
    return otherwise


def check_contrast(picture, style, say):
    for name, scheme in zip(("light", "dark"), parse_style(style)):
        for index, (kind, text) in enumerate(picture.drawn):
            if kind != "text":
                continue
            x, y = text.x + text.width / 2, text.y + text.height / 2
            ground = [box for what, box in picture.drawn[:index]
                      if what == "rect" and box.has(x, y)]
            if not ground:  # which is outside of the page, as is said elsewhere
                continue
            ground = ground[-1]
            fill = color_of(text.classes, scheme, scheme["text"])
            paper = color_of(ground.classes, scheme, None)
            if paper == "url":
                say(f"'{text.what}' lies on a pattern")
            elif contrast(fill, paper) < 4.5:
                say(f"'{text.what}' has contrast {contrast(fill, paper):.1f} in {name}")


# --- a picture alone ---

def check_room(picture, say):
    for box in picture.texts + picture.rects + picture.lines:
        if not box.inside(WIDTH, picture.height):
            say(f"'{box.what}' leaves the page")
    for i, text in enumerate(picture.texts):
        for other in picture.texts[:i]:
            if text.meets(other):
                say(f"'{text.what}' lies on '{other.what}'")
        for line in picture.lines:
            if text.meets(line):
                say(f"a line crosses '{text.what}'")
        for way in picture.ways:
            if any(text.has(x, y) for x, y in way.points):
                say(f"the arrow of node {way.nid} crosses '{text.what}'")


def check_marks(picture, say):
    for mark in picture.marks:
        title = mark.find(NS + "title")
        if title is None or not title.text:
            say("a mark has no title")
        # So many that there is no room for three pixels each.
        least = 3 if len(picture.marks) < 340 else 1
        if float(mark.find(NS + "rect").get("width")) < least:
            say(f"'{title.text}' cannot be seen")


# --- a picture and its plan ---

def count(picture, kind):
    return [mark for mark in picture.marks if mark.get("data-kind") == kind]


def check_nodes(picture, plan, say):
    for node in plan["nodes"]:
        kinds = ["node"]
        if node["reserved_pages"] > 0:
            kinds += ["given"] + ([] if plan["stopped_at"] == "placement" else ["window"])
        for kind in kinds:
            found = [m for m in count(picture, kind) if m.get("data-nid") == str(node["nid"])]
            if len(found) != 1:
                say(f"node {node['nid']} has {len(found)} marks of kind {kind}")
            elif kind == "node":
                hollow = "hollow" in found[0].find(NS + "rect").get("class")
                if hollow != (found[0].get("data-pages") == "0"):
                    say(f"node {node['nid']} looks as if it had {'no ' * hollow}memory")
            elif int(found[0].get("data-pages")) != node["reserved_pages"]:
                say(f"the {kind} of node {node['nid']} has the wrong size")


def rect_of(mark):
    rect = mark.find(NS + "rect")
    return Box(*(float(rect.get(name)) for name in ("x", "y", "width", "height")), "mark")


def check_ways(picture, plan, say):
    """An arrow from what each node gives to its window."""
    for node in plan["nodes"]:
        nid = str(node["nid"])
        ends = [mark for kind in ("given", "window") for mark in count(picture, kind)
                if mark.get("data-nid") == nid]
        ways = [way for way in picture.ways if way.nid == nid]
        if len(ways) != (len(ends) == 2):
            say(f"node {nid} has {len(ways)} arrows")
        elif ways:
            first, last = ways[0].points[0], ways[0].points[-1]
            start, end = rect_of(ends[0]), rect_of(ends[1])
            # With other marks between, it begins below them, or ends above them.
            if not (start.x <= first[0] <= start.x + start.width and
                    first[1] >= start.y + start.height and
                    end.x <= last[0] <= end.x + end.width and last[1] <= end.y):
                say(f"the arrow of node {nid} leads from {first} to {last}")


def check_map(picture, plan, say):
    """Each entry of the map is said, alone or with its neighbours, which a list below names."""
    kinds = ("usable", "unused", "reserved", "acpi", "nvs", "other")
    marks = sum(len(count(picture, kind)) for kind in kinds)
    alone = [text for text in picture.texts if re.fullmatch(
        r"(usable|unused|reserved|ACPI data|ACPI NVS|type \d+) [\d.]+ [KMG]iB", text.what)]
    shared = [int(text.what.split()[0]) for text in picture.texts
              if re.match(r"\d+ entries, ", text.what)]
    if len(alone) + sum(shared) != marks:
        say(f"{len(alone)} entries and {shared} are labelled of {marks}")
    listed = [text for text in picture.texts if re.match(r" *\d+  0x[0-9a-f]{9}\.\.", text.what)]
    if shared and len(listed) < len(plan["e820"]) or listed and not shared:
        say(f"{len(listed)} entries are listed of {len(plan['e820'])}")


def check_calls_and_hazards(picture, plan, say):
    calls = sum(len(count(picture, kind)) for kind in ("cfree", "creserve", "cbug"))
    wanted = len(plan["bootmem"]["calls"]) if plan["bootmem"] else 0
    if calls != wanted:
        say(f"{calls} calls are drawn of {wanted}")
    drawn = {mark.get("data-hazard") for mark in picture.marks}
    for hazard in plan["hazards"]:
        if hazard["code"] not in drawn and hazard.get("pages") != 0:
            say(f"{hazard['code']} is not drawn")
        if not any(text.what.startswith(hazard["code"] + ",") for text in picture.texts):
            say(f"{hazard['code']} is not explained")


def check_sums(picture, plan, say):
    usable = 0
    for entry in plan["e820"]:
        first = (int(entry["start"], 16) + 4095) >> 12
        end = int(entry["end"], 16) >> 12
        if entry["type"] == "usable" and first < end:
            usable += end - first
    drawn = sum(int(mark.get("data-pages"))
                for kind in ("usable", "unused") for mark in count(picture, kind))
    unused = sum(int(mark.get("data-pages")) for mark in count(picture, "unused"))
    wanted = sum(hazard["pages"] for hazard in plan["hazards"] if hazard["code"] == "ram-unused")
    if unused < wanted:  # entries may overlap
        say(f"{unused} unused pages are drawn of {wanted}")
    if drawn != usable:
        say(f"{drawn} usable pages are drawn of {usable}")
    if plan["bootmem"] and plan["bootmem"]["free"] is not None:
        drawn = sum(int(mark.get("data-pages")) for mark in count(picture, "free"))
        if drawn != plan["bootmem"]["free_pages"]:
            say(f"{drawn} free pages are drawn of {plan['bootmem']['free_pages']}")


# --- all of them ---

def run(program, form, description):
    return subprocess.run([program, "-f", form, "-q"], input=description, check=True,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout


def check_picture(program, name, description):
    plan = json.loads(run(program, "ndjson", description))
    root = ET.fromstring(run(program, "svg", description))
    picture = Picture(root)
    wrong = []
    say = wrong.append
    for tag in ("title", "desc"):
        if not root.find(NS + tag).text:
            say(f"there is no <{tag}>")
    check_room(picture, say)
    check_marks(picture, say)
    check_contrast(picture, root.find(NS + "style").text, say)
    check_nodes(picture, plan, say)
    check_ways(picture, plan, say)
    check_map(picture, plan, say)
    check_calls_and_hazards(picture, plan, say)
    check_sums(picture, plan, say)
    for line in wrong:
        print(f"{name}: {line}")


def check_file(path):
    root = ET.parse(path).getroot()
    picture = Picture(root)

    def say(line):
        print(f"{path}: {line}")
    check_room(picture, say)
    check_marks(picture, say)
    check_contrast(picture, root.find(NS + "style").text, say)
    for group in root.iter(NS + "g"):
        if (group.get("class") or "").split()[:1] in (["band"], ["cell"], ["series"], ["break"],
                                                      ["limit"]):
            if not group.find(NS + "title").text:
                say(f"a {group.get('class')} has no title")


def descriptions(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if not text.lstrip().startswith("{"):
        yield path, text
        return
    for line in text.splitlines():
        machine = json.loads(line)
        machine = machine.get("machine", machine)
        yield machine.get("name", path), json.dumps(machine) + "\n"


def main(program, *paths):
    pictures = 0
    for path in paths:
        if path.endswith(".svg"):
            check_file(path)
            pictures += 1
            continue
        for name, description in descriptions(path):
            check_picture(program, name, description)
            pictures += 1
    print(f"{pictures} pictures")


main(*sys.argv[1:])
