#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Descriptions and plans are valid by the schemas, for another program's validator.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# validate SCHEMA FILE...: what the validator says of each, into $dir/said.
validate() {
	"${PYTHON:-/usr/bin/python3}" tests/cli/validate.py "schemas/$1.schema.json" "${@:2}" >"$dir/said" 2>&1
}

# valid NAME LEAST FILE...: all in them are, and so many there are.
valid() {
	local name=$1 least=$2 file said count=0
	shift 2
	for file; do
		said=$(grep -F -m 1 "$file: " "$dir/said") || said="$file: not told"
		if ! [[ $said =~ ': '([0-9]+)' valid'$ ]]; then
			not_ok "$name" "$said $(tail -n 1 "$dir/said")"
			return
		fi
		count=$((count + BASH_REMATCH[1]))
	done
	check "$name" test "$count" -ge "$least"
}

# bad NAME DESCRIPTION: a file of it that is to be refused, which is the next of $dir/bad-*.yaml.
names=()
bad() {
	printf '%s\n' "$2" >"$dir/bad-${#names[@]}.yaml"
	names+=("$1")
}
e820='e820: [{start: 0, end: 640K, type: usable}]'
bad "no format number" "$e820"
bad "an unknown key" "numakva: 1
bogus: 1
$e820"
bad "a number with a sign" "numakva: 1
ebda: -1
$e820"
bad "both end and size" "numakva: 1
e820: [{start: 0, end: 1, size: 1, type: usable}]"
printf 'numakva: 1\n%s\n' "$e820" >"$dir/good.yaml"

validate machine configs/*.yaml tests/data/*.ndjson* "$dir"/bad-*.yaml "$dir/good.yaml"
valid "configs are descriptions" 13 configs/*.yaml
valid "the vectors' machines are descriptions" 2009 tests/data/*.ndjson*
for ((i = 0; i < ${#names[@]}; i++)); do
	like "refused: ${names[i]}" "$(grep -F "$dir/bad-$i.yaml: " "$dir/said")" ': \$.*: [^ ]'
done
valid "what they have in common is not refused" 1 "$dir/good.yaml"

gzip -dcf tests/data/{plans,full}*.ndjson* | jq -c .machine | "$plan" -f ndjson >"$dir/plans.ndjson"
"$plan" -f ndjson configs/*.yaml >"$dir/configs.ndjson"
"$plan" --check -f ndjson --limit=min_lowmem_free=256M configs/*.yaml >"$dir/checks.ndjson"
initrd=--sweep=initrd.size=2M:2M:1
"$plan" --sweep=mem=512M:2G:64M --sweep=initrd.start=16M:32M:16M "$initrd" -f ndjson configs/*.yaml >"$dir/sweep.ndjson"
"$plan" --fold --sweep=mem=512M:2G:64M --sweep=initrd.start=16M:32M:1M "$initrd" -f ndjson configs/*.yaml >"$dir/fold.ndjson"
validate plan "$dir"/{plans,configs,checks,sweep,fold}.ndjson
valid "their plans are plans" 1700 "$dir/plans.ndjson"
valid "so are those of configs" 13 "$dir/configs.ndjson"
valid "so are those that were checked" 13 "$dir/checks.ndjson"
valid "so are those of a sweep" 600 "$dir/sweep.ndjson"
valid "and of a folded one" 50 "$dir/fold.ndjson"

# The words of the schemas are those of the program.
is "the hazards are those of --list-hazards" \
	"$(jq -r '.properties.limits.properties.allow.items.enum[]' schemas/machine.schema.json)" \
	"$("$plan" --list-hazards | awk '{print $1}')"
is "the profiles are those of --list-profiles" \
	"$(jq -r '.properties.kernel.properties.profile.anyOf[0].enum[]' schemas/machine.schema.json | sort)" \
	"$("$plan" --list-profiles | awk '{print $1; print $2}' | tr , '\n' | grep -v '^-$' | sort)"

finish
