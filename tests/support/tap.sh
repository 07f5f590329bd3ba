# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Test Anything Protocol for shell tests, which source this file.

tap_count=0
tap_failed=0
tap_scratch=

# ok NAME / not_ok NAME [DETAIL]
ok() {
	tap_count=$((tap_count + 1))
	printf 'ok %d - %s\n' "$tap_count" "$1"
}

not_ok() {
	tap_count=$((tap_count + 1))
	tap_failed=$((tap_failed + 1))
	printf 'not ok %d - %s\n' "$tap_count" "$1"
	[ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}

# skip NAME REASON
skip() {
	tap_count=$((tap_count + 1))
	printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

# check NAME COMMAND...: the command succeeds.
check() {
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		ok "$name"
	else
		not_ok "$name" "failed: $* ${said:0:500}"
	fi
}

# is NAME GOT WANT
is() {
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "got '${2:0:1000}', wanted '${3:0:1000}'"
	fi
}

# like NAME GOT ERE: some line matches.
like() {
	if grep -qE -e "$3" <<<"$2"; then
		ok "$1"
	else
		not_ok "$1" "got '${2:0:1000}', wanted like '$3'"
	fi
}

# unlike NAME GOT ERE: no line matches.
unlike() {
	if grep -qE -e "$3" <<<"$2"; then
		not_ok "$1" "got '${2:0:1000}', wanted unlike '$3'"
	else
		ok "$1"
	fi
}

# scratch: prints the path of a directory that is removed after the test.
scratch() {
	[ -n "$tap_scratch" ] || tap_scratch=$(mktemp -d)
	printf '%s\n' "$tap_scratch"
}
# Made here, because scratch is called in subshells.
tap_scratch=$(mktemp -d)
trap 'rm -rf "$tap_scratch"' EXIT

# finish: prints the plan. A test that ends without it fails.
finish() {
	printf '1..%d\n' "$tap_count"
	[ "$tap_failed" -eq 0 ]
}
