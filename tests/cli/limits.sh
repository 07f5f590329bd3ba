#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The limits in numakva-plan(1): a value at a limit is accepted, a value above it is refused.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

map='"e820":[{"start":0,"end":"640K","type":"usable"},{"start":"1M","end":"1G","type":"usable"}]'

# stated TEXT: the manual has it, on one line.
stated() {
	check "the manual states: $1" grep -qF -- "$1" man/numakva-plan.1
}

# takes WHAT, refuses WHAT MESSAGE: of the description in $dir/in.
takes() {
	ends "$1 is taken" 0 timeout 20 "$plan" -f ndjson "$dir/in"
}
refuses() {
	ends "$1 is refused" 65 timeout 20 "$plan" -f ndjson "$dir/in"
	like "and it is said why" "$(err)" "$2"
}

# padded BYTES: a description of so many.
padded() {
	printf '{"numakva":1,%s' "$map" >"$dir/in"
	printf '%*s}' $(($1 - $(wc -c <"$dir/in") - 1)) '' >>"$dir/in"
}

stated '1 MiB'
padded 1048576
takes 'a document of 1 MiB'
echo >>"$dir/in"
takes 'a line of 1 MiB'
{ echo --- && cat "$dir/in"; } >"$dir/marked"
mv "$dir/marked" "$dir/in"
takes 'a document of 1 MiB in a stream'
padded 1048577
refuses 'a document of a byte more' 'a document of more than 1 MiB'
printf 'numakva: 1\n%*s\n' 1048576 '' >"$dir/in"
refuses 'a document in YAML of more' 'a document of more than 1 MiB'

for opening in '[' '{a: ' '- '; do
	head -c 1000000 < <(yes -- "$opening" | tr -d '\n') >"$dir/in"
	refuses "a document of nothing but '$opening'" ': error: '
done
stated 'nested deeper'
echo '{"numakva":1,"name":[[[[[1]]]]]}' >"$dir/in"
refuses 'what is nested deeper than any key' 'nested too deep|name'

# entries COUNT: a map of so many entries.
entries() {
	local i
	printf 'numakva: 1\ne820:\n' >"$dir/in"
	for ((i = 0; i < $1; i++)); do
		printf -- '- {start: %dM, size: 1M, type: %d}\n' "$i" $((i % 2 + 1)) >>"$dir/in"
	done
}
stated '128 entries'
entries 127
takes 'a map of 127 entries'
entries 128
refuses 'a map of 128 entries' '128' # by kernels to 2.6.23
sed -i '1a kernel: {profile: 2.6.25}' "$dir/in"
takes 'a map of 128 entries by a later kernel'
entries 129
refuses 'a map of 129 entries' '128'

# domains COUNT MAX_NUMNODES: an SRAT with so many domains.
domains() {
	local i
	printf 'numakva: 1\nkernel: {max_numnodes: %d}\ne820:\n' "$2" >"$dir/in"
	printf -- '- {start: 0, end: 640K, type: usable}\n- {start: 1M, end: 4G, type: usable}\n' >>"$dir/in"
	printf 'srat:\n  memory:\n' >>"$dir/in"
	for ((i = 0; i < $1; i++)); do
		printf '  - {pxm: %d, start: %dM, size: 64M}\n' $((i * 15)) $((i * 64)) >>"$dir/in"
	done
}
stated '8 or 16 nodes'
domains 8 8
takes 'a machine of 8 nodes'
domains 9 8
refuses 'a machine of 9 nodes' 'pxm|proximity'
domains 16 16
takes 'a machine of 16 nodes, for a kernel that knows so many'
domains 17 16
refuses 'a machine of 17 nodes' 'pxm|proximity'

# Far more entries than any kernel keeps; what helps is looked for at their borders, which took hours.
{
	printf 'numakva: 1\ne820: [%s, %s]\nsrat:\n  memory:\n' '{start: 0, end: 640K, type: usable}' \
		'{start: 1M, end: 3G, type: usable}'
	seq 0 17999 | awk '{ printf "  - {pxm: %d, start: %dK, size: 64K}\n", $1 % 8, $1 * 64 }'
} >"$dir/in"
ends 'an SRAT of 18000 entries is planned, and what helps is looked for' 0 timeout 60 "$plan" "$dir/in"
like 'in vain' "$(tail -n 2 "$dir/out")" '^Nothing that was tried helps'

# wrongs COUNT: a description with so many errors.
wrongs() {
	local i
	printf 'numakva: 1\n' >"$dir/in"
	for ((i = 0; i < $1; i++)); do printf 'wrong%d: 1\n' "$i" >>"$dir/in"; done
}
stated '20 errors'
wrongs 40
capture "$plan" "$dir/in"
is 'of 40 errors 20 are reported' "$(grep -c ': error: ' "$dir/err")" 20
is 'and then, that there are more' "$(tail -n +21 "$dir/err")" \
	"$dir/in:22:1: note: more than 20 errors, the rest are not reported"
wrongs 19
capture "$plan" "$dir/in"
is 'of 20 errors, of which one is a missing key, no more is said' \
	"$(wc -l <"$dir/err") $(grep -c 'more than' "$dir/err")" '20 0'

# kinds COUNT: a tree with so many entries of a type that is not known.
kinds() {
	local i entry
	rm -rf "$dir/tree"
	for ((i = 0; i < $1 + 2; i++)); do
		entry=$dir/tree/memmap/$i
		mkdir -p "$entry"
		echo "$((i << 20))" >"$entry/start"
		echo "$(((i << 20) + 0x9ffff))" >"$entry/end"
		echo unheard >"$entry/type"
	done
	echo 'System RAM' | tee "$dir/tree/memmap/0/type" >"$dir/tree/memmap/1/type"
}
stated '44 warnings and notes'
kinds 44
ends 'a machine with 44 warnings' 0 "$plan" -f ndjson --from=firmware "$dir/tree"
is 'they are all there' "$(grep -c ': warning: ' "$dir/err") $(grep -c 'more than' "$dir/err")" '44 0'
kinds 50
ends 'one with 50' 0 "$plan" -f ndjson --from=firmware "$dir/tree"
is 'of which 44 are reported' "$(grep -c ': warning: unknown type' "$dir/err")" 44
is 'and then, that there are more' "$(grep 'more than' "$dir/err")" \
	"$dir/tree/memmap/46/type:1:1: warning: more than 44 warnings and notes, the rest are not reported"

stated '1,000,000 points'
ends 'a sweep of 1,000,001 points is refused' 64 "$plan" --sweep=memory=2M:1000002M:1M \
	configs/pc-1n-1g.yaml
like 'and it is said why' "$(err)" 'more than 1000000 points'
ends 'as is one of two keys' 64 "$plan" --sweep=memory=2M:1002M:1M --sweep=vmalloc=1M:1001M:1M \
	configs/pc-1n-1g.yaml

# listed BYTES: a list of two, whose first name has so many.
listed() {
	local name=configs/pc-1n-512m.yaml
	printf '.%*s%s\n' $(($1 - ${#name} - 1)) '' "$name" | tr ' ' /
	echo configs/pc-1n-1g.yaml
}
stated '4095 bytes'
listed 4095 >"$dir/list"
ends 'a name of 4095 bytes is taken' 0 "$plan" -f ndjson --files-from="$dir/list"
is 'and the next one' "$(jq -r .machine "$dir/out" | paste -sd ' ')" 'pc-1n-512m pc-1n-1g'
listed 4096 >"$dir/list"
ends 'one of a byte more is refused' 65 "$plan" --files-from="$dir/list"
is 'and it is said why' "$(err)" \
	"numakva-plan: no list of names in '$dir/list': a name is longer than 4095 bytes"
# Sanitizers want more addresses; with them, the time alone tells.
limit=200000
[ -z "${ASAN_OPTIONS-}" ] || limit=unlimited
for list in '/dev/zero' "<(yes | tr -d '\n')" "<(yes | tr -d '\n') -0"; do
	ends "one without an end is not sought ($list)" 65 \
		bash -c "ulimit -v $limit; timeout 10 '$plan' --files-from=$list"
done

stated '16 MiB'
head -c $((16 << 20)) /dev/zero >"$dir/srat"
capture "$plan" --srat="$dir/srat" configs/pc-1n-1g.yaml
like 'an SRAT of 16 MiB is read, and is none' "$got $(err)" '^65 '
printf '\0' >>"$dir/srat"
capture "$plan" --srat="$dir/srat" configs/pc-1n-1g.yaml
is 'one of a byte more is not' "$got $(err)" \
	"65 $dir/srat: error: a file of more than 16 MiB, expected at most 16777216 bytes"
finish
