#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds charts of sweeps against the plans of their points.

charts.py PROGRAM ARGUMENT...: plans the sweep twice, as a chart and point by
point, and prints what the chart has wrong, a line each; at last what it has.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

NS = "{http://www.w3.org/2000/svg}"
LEFT, WIDTH = 120, 1032  # of the plot
UNITS = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
SERIES = {
    "low memory free": lambda plan: (plan["bootmem"] or {}).get("free_pages"),
    "left after the mem_maps": lambda plan: (plan["bootmem"] or {}).get("lowmem_left_pages"),
    "KVA": lambda plan: None if plan["stopped_at"] == "placement" else plan["kva"]["pages"],
    "wasted": lambda plan: sum(h.get("pages", 0) for h in plan["hazards"]
                               if h["code"] == "pages-wasted"),
}


def run(program, form, arguments):
    return subprocess.run([program, "-f", form, *arguments], check=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout


def groups(root, name):
    return [g for g in root.iter(NS + "g") if (g.get("class") or "").split()[:1] == [name]]


def size(text):
    """Bytes; None if it is no size."""
    found = re.fullmatch(r"([\d.]+) ([KMG]iB)", text)
    return float(found[1]) * UNITS[found[2]] if found else 0 if text == "0" else None


def texts(root, anchor):
    return [(float(t.get("x")), float(t.get("y")), t.text) for t in root.iter(NS + "text")
            if t.get("text-anchor") == anchor and t.get("class") == "dim"]


class Chart:
    def __init__(self, program, arguments):
        self.root = ET.fromstring(run(program, "svg", arguments))
        self.points = [json.loads(line) for line in
                       run(program, "ndjson", arguments).splitlines()]
        self.keys = list(self.points[0]["sweep"])
        for point in self.points:  # addresses are strings
            point["sweep"] = {key: int(str(value), 0) for key, value in point["sweep"].items()}
        self.wrong = []

    def say(self, what):
        self.wrong.append(what)

    def x_of(self, value):
        first, last = (self.points[i]["sweep"][self.keys[-1]] for i in (0, -1))
        return LEFT + (value - first) / (last - first) * WIDTH

    # --- over one key ---

    def check_bands(self):
        """One for each run of points with a verdict, which together are the plot."""
        runs = [self.points[0]["verdict"]]
        for point in self.points:
            if point["verdict"] != runs[-1]:
                runs.append(point["verdict"])
        bands = groups(self.root, "band")
        if [band.get("data-verdict") for band in bands] != runs:
            self.say("the bands are not the verdicts")
        end = LEFT
        for rect in (band.find(NS + "rect") for band in bands):
            if abs(float(rect.get("x")) - end) > 0.2:
                self.say(f"a band begins at {rect.get('x')}, not at {end}")
            end = float(rect.get("x")) + float(rect.get("width"))
        if abs(end - LEFT - WIDTH) > 0.2:
            self.say(f"the last band ends at {end}")
        return len(bands)

    def scale(self):
        """The plot's bottom, and pixels a byte upwards, of the ticks on the left."""
        ticks = sorted((size(text), y - 4) for _, y, text in texts(self.root, "end")
                       if size(text) is not None)
        if not 3 <= len(ticks) <= 8:
            self.say(f"there are {len(ticks)} ticks on the left")
        step = ticks[1][0]
        if step not in [2.0 ** n for n in range(12, 40)]:
            self.say(f"ticks on the left are {step} apart")
        return ticks[0][1], (ticks[0][1] - ticks[-1][1]) / ticks[-1][0]

    def check_series(self):
        bottom, pixels = self.scale()
        for group in groups(self.root, "series"):
            name = group.find(NS + "title").text
            wanted = [(self.x_of(point["sweep"][self.keys[0]]),
                       bottom - SERIES[name](point) * 4096 * pixels)
                      for point in self.points if SERIES[name](point) is not None]
            path = group.find(NS + "path").get("d")
            drawn = [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)]
            if len(drawn) != len(wanted):
                self.say(f"{name} has {len(drawn)} points of {len(wanted)}")
            for (x, y), (wanted_x, wanted_y) in zip(drawn, wanted):
                if abs(x - wanted_x) > 0.2 or abs(y - wanted_y) > 1.2:
                    self.say(f"{name} is at {x} {y}, not at {wanted_x:.1f} {wanted_y:.1f}")
                    break
        return len(groups(self.root, "series"))

    def check_breaks(self):
        """Where each hazard is met first, be it from the start."""
        begins = {}
        for point in self.points:
            for hazard in point["hazards"]:
                begins.setdefault(hazard["code"], point["sweep"][self.keys[0]])
        wanted = {code: self.x_of(value) for code, value in begins.items()}
        drawn = {group.get("data-hazard"):
                 float(re.match(r"M([\d.]+) ", group.find(NS + "path").get("d"))[1])
                 for group in groups(self.root, "break")}
        if drawn.keys() != wanted.keys():
            self.say(f"breaks are {sorted(drawn)}, not {sorted(wanted)}")
        for code in drawn.keys() & wanted.keys():
            if abs(drawn[code] - wanted[code]) > 0.2:
                self.say(f"{code} begins at {drawn[code]}, not at {wanted[code]:.1f}")
        return len(drawn)

    def check_limits(self):
        bottom, pixels = self.scale()
        for group in groups(self.root, "limit"):
            title = group.find(NS + "title").text
            value = size(re.search(r"[\d.]+ [KMG]iB$", title)[0])
            y = float(re.match(r"M\d+ ([\d.]+)h", group.find(NS + "path").get("d"))[1])
            if abs(y - (bottom - value * pixels)) > 1.5:
                self.say(f"{title} is at {y}, not at {bottom - value * pixels:.1f}")
            if title.removeprefix("limit: ") not in [t.text for t in self.root.iter(NS + "text")]:
                self.say(f"{title} does not say so")
        return len(groups(self.root, "limit"))

    def check_x_ticks(self):
        ticks = [(x, text) for x, _, text in texts(self.root, "middle")]
        if not 2 <= len(ticks) <= 9:
            self.say(f"there are {len(ticks)} ticks below")
        for x, text in ticks:
            if size(text) and abs(x - self.x_of(size(text))) > 1:
                self.say(f"{text} is at {x}, not at {self.x_of(size(text)):.1f}")

    # --- over two keys ---

    def check_cells(self):
        verdicts = {(point["sweep"][self.keys[1]], point["sweep"][self.keys[0]]): point["verdict"]
                    for point in self.points}
        boxes = set()
        cells = groups(self.root, "cell")
        for cell in cells:
            x, y = int(cell.get("data-x")), int(cell.get("data-y"))
            if verdicts.pop((x, y), None) != cell.get("data-verdict"):
                self.say(f"{y}, {x} is not {cell.get('data-verdict')}")
            rect = cell.find(NS + "rect")
            boxes.add((x, y, float(rect.get("x")), -float(rect.get("y"))))
        if verdicts:
            self.say(f"{len(verdicts)} points have no cell")
        for one, other in ((0, 2), (1, 3)):  # greater values lie farther right, and higher
            order = sorted(boxes, key=lambda box, by=one: box[by])
            if any(a[one] < b[one] and a[other] >= b[other] for a, b in zip(order, order[1:])):
                self.say("cells are out of order")
        return len(cells)

    def check(self):
        if len(self.keys) == 2:
            return f"{self.check_cells()} cells"
        found = (f"{self.check_bands()} bands, {self.check_series()} series, "
                 f"{self.check_breaks()} breaks, {self.check_limits()} limits")
        self.check_x_ticks()
        return found


def main(program, *arguments):
    chart = Chart(program, arguments)
    found = chart.check()
    for line in chart.wrong:
        print(line)
    print(found)


main(*sys.argv[1:])
