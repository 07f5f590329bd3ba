# SPDX-License-Identifier: GPL-2.0-or-later
"""What a reader of JUnit XML makes of a report: junit_counts.py FILE

A line for each suite as it says of itself, and for each case as it is.
"""
import sys

import junitparser


def result(case):
    problems = [type(problem).__name__.lower() for problem in case.result]
    return problems[0] if problems else "pass"


for suite in junitparser.JUnitXml.fromfile(sys.argv[1]):
    said = (suite.tests, suite.failures, suite.errors)
    cases = list(suite)
    suite.update_statistics()
    if said != (suite.tests, suite.failures, suite.errors):
        sys.exit(f"{suite.name}: says {said}, has {suite.tests, suite.failures, suite.errors}")
    print(suite.name, *said)
    for case in cases:
        message = " ".join(str(problem.message) for problem in case.result)
        print(f"  {case.classname}|{case.name}|{result(case)}|{message}")
