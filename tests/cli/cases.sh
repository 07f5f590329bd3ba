#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Cases: what is said of inputs that are as they should not be, each in tests/data/cases/.
#
# NAME.said has a command and what it says (tests/cli/said.inc); its input is NAME.log or what else
# it names. "tests/cli/cases.sh --update [NAME...]", from the root of the tree, writes what it says
# anew; read the difference before you keep it.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
# shellcheck source=tests/cli/said.inc
. tests/cli/said.inc
export LC_ALL=C

cases=tests/data/cases
if [ "${1-}" = --update ]; then
	shift
	said_anew "$cases" "$@"
	exit
fi

said_as_before "$cases"
check "there are cases" test "$count" -ge 60
is "each input is that of a case" "$(cd "$cases" && for input in *; do
	[ "$input" != "${input%.said}" ] || grep -qF -e "$input" ./*.said || echo "$input"
done)" ""

finish
