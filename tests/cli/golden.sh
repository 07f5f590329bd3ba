#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The plans of the machines in configs/, as text, explained and as JSON, are those in
# tests/golden/.
#
# "tests/cli/golden.sh --update", from the root of the tree, writes these plans again. Read the
# difference before you commit it.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

golden=tests/golden

# print_plan FORMAT CONFIG: nothing of the environment comes in.
print_plan() {
	"$plan" --color=never -f "$1" "$2" </dev/null
}

update() {
	local config name
	rm -f "$golden"/*.txt "$golden"/*.explain "$golden"/*.json
	for config in configs/*.yaml; do
		name=$(basename "$config" .yaml)
		print_plan text "$config" >"$golden/$name.txt" &&
			print_plan explain "$config" >"$golden/$name.explain" &&
			print_plan json "$config" >"$golden/$name.json" || return 1
	done
}

if [ "${1-}" = --update ]; then
	update
	exit
fi

compared=0
for config in configs/*.yaml; do
	name=$(basename "$config" .yaml)
	for format in text explain json; do
		file=$golden/$name.${format/text/txt}
		print_plan "$format" "$config" >"$dir/plan" 2>&1
		if diff -u "$file" "$dir/plan" >"$dir/diff" 2>&1; then
			ok "$name, $format"
		else
			not_ok "$name, $format" "$(head -n 40 "$dir/diff")"
		fi
		compared=$((compared + 1))
	done
done
is "no plan is left over from a config that is gone" \
	"$(find "$golden" -type f | wc -l)" "$compared"

# What configs/ is to hold.
check "there are at least ten machines" test "$compared" -ge 30
for config in configs/*.yaml; do
	name=$(basename "$config" .yaml)
	is "configs/$name.yaml is called so" "$(jq -r .machine "$golden/$name.json")" "$name"
	like "configs/$name.yaml says what it shows" "$(head -n 1 "$config")" '^# .+'
done
verdicts=$(jq -r .verdict "$golden"/*.json)
for verdict in boots unstable panics; do
	like "a machine: $verdict" "$verdicts" "^$verdict\$"
done
for nodes in 1 2 3 4 8; do
	check "a machine with nodes: $nodes" \
		jq -se "any(.[]; (.nodes | length) == $nodes)" "$golden"/*.json
done
check "a machine without PAE" jq -se 'any(.[]; .kernel.pae | not)' "$golden"/*.json
check "a machine with an initrd" \
	jq -se 'any(.[].bootmem.calls[]; .by == "initrd")' "$golden"/*.json
check "a machine with a node without memory" \
	jq -se 'any(.[].nodes[]; .start_pfn == .end_pfn and .present_end_pfn == 0)' "$golden"/*.json
check "a machine with room for more" \
	jq -se 'any(.[].hazards[]; .code == "srat-chunk-ignored")' "$golden"/*.json

finish
