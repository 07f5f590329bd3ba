#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Descriptions and plans are what the schemas say, by a validator that is not ours.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# validates NAME SCHEMA LEAST FILE...
validates() {
	local name=$1 schema=$2 least=$3 said
	shift 3
	said=$("${PYTHON:-/usr/bin/python3}" tests/cli/validate.py "schemas/$schema.schema.json" "$@" 2>&1)
	if [ "${said% valid}" -ge "$least" ] 2>/dev/null; then
		ok "$name"
	else
		not_ok "$name" "$said"
	fi
}

# refuses NAME DESCRIPTION
refuses() {
	printf '%s\n' "$2" >"$dir/bad.yaml"
	if "${PYTHON:-/usr/bin/python3}" tests/cli/validate.py schemas/machine.schema.json \
		"$dir/bad.yaml" >/dev/null 2>&1; then
		not_ok "$1"
	else
		ok "$1"
	fi
}

validates "configs are descriptions" machine 13 configs/*.yaml
validates "the vectors' machines are descriptions" machine 2009 tests/data/*.ndjson*
gzip -dcf tests/data/{plans,full}*.ndjson* | jq -c .machine | "$plan" -f ndjson >"$dir/plans.ndjson"
validates "their plans are plans" plan 1700 "$dir/plans.ndjson"
"$plan" -f ndjson configs/*.yaml >"$dir/configs.ndjson"
validates "so are those of configs" plan 13 "$dir/configs.ndjson"
"$plan" --check -f ndjson --limit=min_lowmem_free=256M configs/*.yaml >"$dir/checks.ndjson"
validates "so are those that were checked" plan 13 "$dir/checks.ndjson"

"$plan" --sweep=mem=512M:2G:64M --sweep=initrd.start=16M:32M:16M -f ndjson configs/*.yaml >"$dir/sweep.ndjson"
validates "so are those of a sweep" plan 600 "$dir/sweep.ndjson"
"$plan" --fold --sweep=mem=512M:2G:64M --sweep=initrd.start=16M:32M:1M -f ndjson configs/*.yaml >"$dir/fold.ndjson"
validates "and of a folded one" plan 50 "$dir/fold.ndjson"

e820='e820: [{start: 0, end: 640K, type: usable}]'
refuses "no format number" "$e820"
refuses "an unknown key" "numakva: 1
bogus: 1
$e820"
refuses "a number with a sign" "numakva: 1
ebda: -1
$e820"
refuses "both end and size" "numakva: 1
e820: [{start: 0, end: 1, size: 1, type: usable}]"

# The words of the schemas are those of the program.
is "the hazards are those of --list-hazards" \
	"$(jq -r '.properties.limits.properties.allow.items.enum[]' schemas/machine.schema.json)" \
	"$("$plan" --list-hazards | awk '{print $1}')"
is "the profiles are those of --list-profiles" \
	"$(jq -r '.properties.kernel.properties.profile.anyOf[0].enum[]' schemas/machine.schema.json | sort)" \
	"$("$plan" --list-profiles | awk '{print $1; print $2}' | tr , '\n' | grep -v '^-$' | sort)"

finish
