#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What is written of many machines, each form in a file NAME.said of tests/written/.
#
# machines.ndjson has machines that configs/ lacks: recorded ones that together have every hazard of
# tests/data/, and stop in every step. NAME.said has a command and what it says
# (tests/cli/said.inc). "tests/cli/written.sh --update [NAME...]", from the root of the tree, writes
# what it says anew; read the difference before you keep it.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
# shellcheck source=tests/cli/said.inc
. tests/cli/said.inc
export LC_ALL=C

written=tests/written
if [ "${1-}" = --update ]; then
	shift
	said_anew "$written" "$@"
	exit
fi

said_as_before "$written"
check "there are forms" test "$count" -ge 40
is "no command is wrong" "$(grep -lF 'numakva-plan --usage' "$written"/*.said)" ""

finish
