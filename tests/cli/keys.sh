#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A description without one of its keys is planned, or the error names the key.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

python=${PYTHON:-/usr/bin/python3}
"$python" tests/cli/keys.py without configs/*.yaml tests/faults/everything.yaml >"$dir/stream"
count=$(wc -l <"$dir/stream")
check "there are many keys to remove" test "$count" -gt 600
ends "some are needed" 65 "$plan" -f ndjson "$dir/stream"
like "and each that is, is named" \
	"$("$python" tests/cli/keys.py judge "$dir/stream" "$dir/out" "$dir/err")" \
	"^$count keys, 0 refusals that do not name them$"
finish
