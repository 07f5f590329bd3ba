#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What makes mutants of the core; make check-mutants tries them.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

export PYTHONDONTWRITEBYTECODE=1

check "mutants are made as they should be, and those explained are there" \
	"${PYTHON:-/usr/bin/python3}" tests/mutants/operators_test.py
finish
