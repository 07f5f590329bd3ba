#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# --jobs: threads do not change the output by a byte.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# A fleet of some batches, with documents that are bad in many ways in between.
tests/bench/machines 300 >"$dir/good.yaml"
{
	tests/bench/machines 30
	printf -- '---\nnumakva: 1\nname: [\n'
	tests/bench/machines 20 31
	printf -- '---\nnumakva: 1\nbogus: 1\ne820: [{start: 1x, end: 5, typ: usable}]\n'
	printf -- '---\nname: \001\n---\n&a b: *a\n'
	tests/bench/machines 40 51
	printf -- '---\nnumakva: 1\nname: twice\nname: twice\ne820: []\n'
} >"$dir/mixed.yaml"
"$plan" -f yaml "$dir/good.yaml" >"$dir/again.yaml"
jq -nc 'range(500) | {numakva: 1, name: "j\(.)", e820: [{start: 0, end: "0x9fc00", type: "usable"},
	{start: "1M", end: "\(. + 60)M", type: "usable"}]}' >"$dir/lines.json"

# same NAME ARGUMENT...: plans, messages and status are the same with any number of threads.
same() {
	local name=$1 want
	shift
	want "$plan" "$@"
	for jobs in 2 5; do
		capture "$plan" --jobs=$jobs "$@"
		if [ "$got" = "$want" ] && cmp -s "$dir/out" "$dir/want.out" &&
			cmp -s "$dir/err" "$dir/want.err"; then
			ok "$name, --jobs=$jobs"
		else
			not_ok "$name, --jobs=$jobs" "status $got, not $want: $(
				cmp "$dir/out" "$dir/want.out"
				cmp "$dir/err" "$dir/want.err")"
		fi
	done
}

for format in $("$plan" --help | sed -n '/^ *Formats:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
	same "$format" -f "$format" "$dir/mixed.yaml" "$dir/lines.json"
done
check "there is something to compare" test "$(wc -l <"$dir/want.out")" -gt 100
like "there are messages to compare" "$(cat "$dir/want.err")" "unknown key 'bogus'"

same "several files and one that is not there" -f ndjson "$dir/lines.json" "$dir/none" \
	"$dir/mixed.yaml" /proc/self/mem configs "$dir/lines.json"
same "a directory" -f text configs
same "sorted rows" -f tsv --sort=-kva_pages "$dir/good.yaml"
same "rows of nodes" -f csv --nodes --no-header "$dir/good.yaml"
same "some of the machines" -f text --where 'verdict != unstable' "$dir/good.yaml"
same "none of the machines" -f text --where 'name = nobody' "$dir/good.yaml"
same "only the last machine" -f text --where 'name = fleet-0000300' "$dir/good.yaml"
same "a summary" -f tsv --summary "$dir/mixed.yaml"
same "--set" -f ndjson --set cmdline=mem=1G --set 'e820[40].end=5' "$dir/lines.json"
same "its own descriptions" -f ndjson "$dir/again.yaml"
same "a recorded SRAT for all" -f ndjson --srat=tests/data/no-such-file "$dir/good.yaml"
same "a given SRAT for all" -f ndjson --srat=tests/data/srat/2n-1g-hotadd.aml "$dir/lines.json"
same "a log to compare with" --compare=tests/data/logs/qemu-A-flat-1G.log -f ndjson "$dir/lines.json"
same "points of a sweep" -f ndjson --sweep=mem=64M:128M:64M "$dir/lines.json"
same "kernels side by side" -f text -k 2.6.18,2.6.23 configs/pc-1n-1g.yaml configs/pc-1n-512m.yaml
same "kernels and points" -f text -k 2.6.18,2.6.23 --sweep=mem=64M:128M:64M configs/pc-1n-1g.yaml
same "two machines, one against the other" --diff configs/pc-1n-1g.yaml configs/pc-1n-512m.yaml
same "no document" -f ndjson /dev/null "$dir/lines.json"
# A document of more than a batch holds, and one of more than a document may have.
{
	tests/bench/machines 3
	printf -- '---\n'
	head -c 700000 /dev/zero | tr '\0' '#'
	echo
	sed 1d configs/pc-1n-1g.yaml
	printf -- '---\n'
	head -c 3000000 /dev/zero | tr '\0' 'x'
	echo
	tests/bench/machines 3 4
} >"$dir/large.yaml"
same "large documents" -f ndjson "$dir/large.yaml"

ends "--jobs alone: as many as there are processors" 0 "$plan" --jobs -f tsv "$dir/good.yaml"
is "all machines" "$(wc -l <"$dir/out")" 301

# A machine on a pipe is planned before the next one comes, whoever plans it.
mkfifo "$dir/in" "$dir/back"
"$plan" --jobs=2 -f ndjson "$dir/in" >"$dir/back" &
exec 3<>"$dir/in" 4<>"$dir/back"
for round in 1 2 3 4 5; do
	head -n "$round" "$dir/lines.json" >&3
	for _ in $(seq "$round"); do
		read -r -t 20 line <&4 || line='{}'
	done
	is "burst $round on a pipe is answered at once" "$(jq -r .machine <<<"$line")" "j$((round - 1))"
done
exec 3>&- 4<&-
wait $!

# Of so many, some are still to be given to threads when the first cannot be written.
tests/bench/machines 1000 >"$dir/many.yaml"
"$plan" --jobs=2 -f ndjson "$dir/many.yaml" 2>"$dir/err" | head -n 1 >"$dir/out"
is "a reader that closes the pipe is no failure" "${PIPESTATUS[0]} $(err)" "0 "
if [ -c /dev/full ]; then
	ends "a full disk" 74 bash -c "'$plan' --jobs=2 -f ndjson '$dir/many.yaml' >/dev/full"
	is "is told once" "$(err)" "numakva-plan: cannot write '<stdout>': No space left on device"
else
	skip "a full disk" "there is no /dev/full"
fi
capture "$plan" --jobs=2 -f ndjson -o "$dir/file" "$dir/good.yaml"
"$plan" -f ndjson "$dir/good.yaml" >"$dir/want.out"
check "--output" cmp "$dir/file" "$dir/want.out"

finish
