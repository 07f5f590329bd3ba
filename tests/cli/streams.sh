#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Files, standard input, several machines, and the exit status for all of them.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# machine NAME: the smallest description.
machine() {
	printf 'numakva: 1\nname: %s\ne820:\n' "$1"
	printf '  - {start: 0x0, end: 0x9fc00, type: usable}\n'
	printf '  - {start: 0x100000, end: 0x20000000, type: usable}\n'
}

# names: the machines of the plans in $dir/out, or the errors in their place.
names() {
	jq -r 'if .error then "error" else .machine end' "$dir/out" | paste -sd ' '
}

machine one >"$dir/one.yaml"
machine two >"$dir/two.yaml"
{ machine three; echo ---; machine four; } >"$dir/both.yaml"
{ machine five; echo 'bogus: 1'; echo ---; machine six; } >"$dir/mixed.yaml"
machine odd | sed 's/numakva: 1/numakva: [/' >"$dir/broken.yaml"
jq -nc '{numakva: 1, name: "seven", e820: [{start: 0, end: "0x9fc00", type: "usable"},
	{start: "1M", end: "512M", type: "usable"}]}' >"$dir/seven.json"

ends "a file" 0 "$plan" -f ndjson "$dir/one.yaml"
is "a file gives its plan" "$(names)" one
is "a file gives no message" "$(err)" ""

ends "several files and documents" 0 "$plan" -f ndjson "$dir/one.yaml" "$dir/both.yaml" "$dir/two.yaml"
is "plans come in the order of the files" "$(names)" "one three four two"

got=0
"$plan" -f ndjson <"$dir/both.yaml" >"$dir/out" 2>"$dir/err" || got=$?
is "no FILE reads standard input" "$got $(names)" "0 three four"

got=0
"$plan" -f ndjson "$dir/one.yaml" - "$dir/two.yaml" <"$dir/both.yaml" >"$dir/out" || got=$?
is "- is standard input among files" "$got $(names)" "0 one three four two"

got=0
{ cat "$dir/seven.json"; cat "$dir/seven.json"; } | "$plan" -f ndjson >"$dir/out" || got=$?
is "JSON, a line a machine" "$got $(names)" "0 seven seven"

got=0
printf '{"numakva": 1}\n' | "$plan" >"$dir/out" 2>"$dir/err" || got=$?
like "standard input is <stdin> in messages" "$got $(err)" '^65 <stdin>:1:[0-9]+: error: .*e820'

ends "a bad document among good ones" 65 "$plan" -f ndjson "$dir/mixed.yaml" "$dir/one.yaml"
is "the others are planned" "$(names)" "error six one"
is "the message has the place" "$(cut -d: -f1-4 "$dir/err")" "$dir/mixed.yaml:6:1: error"
like "the message names the key" "$(err)" "unknown key 'bogus'"
is "the line in its place says which machine and where" \
	"$(jq -r 'select(.error) | "\(.numakva) \(.machine) \(.error | startswith("'"$dir"'/mixed.yaml:6:1: "))"' \
		"$dir/out")" "1 five true"

# Comments before it may quote a log.
{ echo '# Linux version 2.6.23'; cat "$dir/one.yaml"; } >"$dir/commented.yaml"
for encoding in UTF-16 UTF-16LE UTF-16BE UTF-32 UTF-32LE UTF-32BE; do
	for name in one.yaml seven.json commented.yaml; do
		iconv -f UTF-8 -t "$encoding" "$dir/$name" >"$dir/wide"
		ends "$name in $encoding" 65 "$plan" -f ndjson "$dir/wide"
		is "is told what it is" "$(err)" \
			"$dir/wide:1:1: error: text in UTF-16 or UTF-32, expected UTF-8"
	done
done

ends "syntax error" 65 "$plan" -f ndjson "$dir/broken.yaml" "$dir/one.yaml"
is "syntax error does not stop the next file" "$(names)" "error one"
ends "an empty file" 65 "$plan" /dev/null
is "an empty file gives no plan" "$(out)" ""

ends "a file that is not there" 66 "$plan" -f ndjson "$dir/none.yaml" "$dir/one.yaml"
is "it has its line, and the others are planned" "$(names)" "error one"
is "a file that is not there is named" "$(err)" \
	"numakva-plan: cannot open '$dir/none.yaml': No such file or directory"
ends "a path through a file" 66 "$plan" "$dir/one.yaml/x"

ends "bad input, then a missing file: the greater" 66 "$plan" "$dir/mixed.yaml" "$dir/none.yaml"
ends "a missing file, then bad input: the greater" 66 "$plan" "$dir/none.yaml" "$dir/mixed.yaml"
ends "a failed read" 74 "$plan" -f ndjson /proc/self/mem "$dir/one.yaml"
like "a failed read is named" "$(err)" "^numakva-plan: cannot read '/proc/self/mem': "
is "a failed read does not stop the next file" "$(jq -r .machine "$dir/out" | tail -n 1)" one
ends "a failed read counts above a missing file" 74 "$plan" /proc/self/mem "$dir/none.yaml"

awkward=$dir/$(printf 'a\nb\033[31m\tc').yaml
echo 'numakva: 2' >"$awkward"
ends "a name with a newline" 65 "$plan" "$awkward"
like "control characters are shown as escapes" "$(head -n 1 "$dir/err")" \
	'/a\\nb\\x1b\[31m\\tc\.yaml:1:[0-9]+: error: '
ends "a missing name with a newline" 66 "$plan" "$awkward.not"
is "its message is one line" "$(wc -l <"$dir/err")" 1
capture "$plan" -f ndjson "$awkward"
is "ndjson carries the name as it is" "$(jq -r '.error | contains("/a\nb\u001b[31m\tc.yaml:1:")' "$dir/out")" true

bytes=$dir/$(printf 'x\377y').yaml
if echo 'numakva: 2' 2>/dev/null >"$bytes"; then
	ends "a name that is not UTF-8" 65 "$plan" -f ndjson "$bytes"
	check "ndjson is UTF-8 all the same" iconv -f UTF-8 -t UTF-8 -o /dev/null "$dir/out"
	check "and JSON" jq -e '.error' "$dir/out"
else
	skip "a name that is not UTF-8" "the file system refuses it"
fi

# A machine on a pipe is planned before the next one comes: the writer waits for the plan.
mkfifo "$dir/in" "$dir/back"
for given in none 1 2 alone; do
	case $given in
	none) jobs=0 more=() ;;
	alone) jobs=$(getconf _NPROCESSORS_ONLN) more=(--jobs) ;;
	*) jobs=$given more=("--jobs=$given") ;;
	esac
	"$plan" "${more[@]}" -f ndjson "$dir/in" >"$dir/back" &
	exec 3<>"$dir/in" 4<>"$dir/back"
	cat "$dir/seven.json" >&3
	line='{}'
	read -r -t 20 line <&4
	is "a machine on a pipe is answered at once (--jobs: $given)" "$(jq -r .machine <<<"$line")" seven
	if [ -d /proc/$!/task ]; then
		is "as many threads work as are asked for (--jobs: $given)" "$(find /proc/$!/task -mindepth 1 -maxdepth 1 | wc -l)" \
			$((jobs > 1 ? jobs + 1 : 1))
	fi
	exec 3>&- 4<&-
	wait $!
done

# --- threads ---

# fleet COUNT: lines of JSON, of which the worst is neither the first nor the last.
fleet() {
	jq -nc "range($1)"' | {numakva: 1, name: "j\(.)", e820: [{start: 0, end: "640K", type: "usable"},
		{start: "1M", end: "\((. * 37 + 60) % 150 * 4 + 64)M", type: "usable"}]}'
}
# alike NAME ARGUMENT...: plans, messages and status are the same in two threads.
alike() {
	local name=$1 want
	shift
	want "$plan" "$@"
	ends "$name in two threads" "$want" "$plan" --jobs=2 "$@"
	check "has the same plans" cmp "$dir/out" "$dir/want.out"
	check "has the same messages" cmp "$dir/err" "$dir/want.err"
}
fleet 150 >"$dir/fleet.json"
{ fleet 70; echo '{"numakva": 2}'; fleet 3; } >"$dir/bad.json"
alike "a fleet" -f ndjson --summary "$dir/bad.json" "$dir/seven.json" "$dir/fleet.json" "$dir/bad.json" "$dir/one.yaml" \
	tests/data/logs/qemu-A-flat-1G.log
like "says which is the worst" "$(err)" 'lowmem_free [0-9]+ \(j120\)'
"$plan" -f ndjson "$dir/fleet.json" >"$dir/want.out"
# A batch is more than a pipe holds: a thread waits while the others go on.
"$plan" --jobs=3 -f ndjson "$dir/fleet.json" | { sleep 0.3; cat; } >"$dir/out"
check "a reader that is slow gets each plan once" cmp "$dir/out" "$dir/want.out"
alike "a directory" -f text configs
alike "kernels side by side" -f text -k 2.6.18,2.6.23 "$dir/both.yaml" configs/pc-1n-1g.yaml
alike "a check of it" -f tsv --check --limit=min_lowmem_left=300M --summary --columns=lowmem_left,kva_pages "$dir/fleet.json"
like "counts what fails" "$(err)" ', failed [1-9][0-9]'
like "and has the worst of the first column, too" "$(err)" '^numakva-plan: worst: lowmem_left [0-9]+ \(j120\), kva_pages '
is "to the end of its line" "$(tail -c 1 "$dir/err" | wc -l)" 1
ends "a summary of one" 0 "$plan" --summary -f ndjson "$dir/one.yaml"
like "is of one machine" "$(err)" '^numakva-plan: 1 machine: boots 1,'
ends "a summary of two" 0 "$plan" --summary -f ndjson "$dir/both.yaml"
like "is of two machines" "$(err)" '^numakva-plan: 2 machines: boots 2,'
alike "a fleet and files that are not there" -f ndjson "$dir/none.json" "$dir/fleet.json" "$dir/none.yaml"
for machine in seven j149; do
	alike "$machine alone" -f text --where "name = $machine" "$dir/seven.json" "$dir/fleet.json"
done
for format in text ndjson; do
	alike "nothing of it, as $format" -f $format --where "name = nobody" "$dir/fleet.json"
done

# --- a log to compare with, which is read twice ---

log=tests/data/logs/qemu-A-flat-1G.log
{ sed 's/^/padding /' README README; cat $log; } >"$dir/long.log"
capture "$plan" -q -f ndjson --set name=m --compare="$dir/long.log"
sed 's#"[^"]*long.log"#"LOG"#g' "$dir/out" >"$dir/want.out"
is "without a FILE the machine is that of the log" "$(jq -r '.machine + " " + .verdict' "$dir/out")" "m confirmed"
# compared NAME: what is in $dir/out is what the file gives.
compared() {
	sed -E 's#"(<stdin>|/dev/fd/[0-9]+)"#"LOG"#g' "$dir/out" >"$dir/now"
	check "$1" cmp "$dir/now" "$dir/want.out"
}
got=0
"$plan" -q -f ndjson --set name=m --compare=- <"$dir/long.log" >"$dir/out" 2>"$dir/err" || got=$?
is "a log on standard input" "$got $(err)" "0 "
compared "is compared as a file is"
# shellcheck disable=SC2016 # expanded by the inner shell
ends "a log on a pipe" 0 bash -c '"$0" -q -f ndjson --set name=m --compare=<(cat "$1")' "$plan" "$dir/long.log"
compared "too"
# shellcheck disable=SC2016 # expanded by the inner shell
ends "one for which there is no room" 66 bash -c 'ulimit -f 8; "$0" --compare=- <"$1"' "$plan" "$dir/long.log"
is "is told of" "$(err)" "numakva-plan: cannot open '<stdin>': File too large"
got=0
"$plan" --compare=- <"$dir" 2>"$dir/err" || got=$?
is "a log that cannot be read" "$got $(err)" "66 numakva-plan: cannot open '<stdin>': Is a directory"
grep -m 1 usable $log >"$dir/short.log"
ends "one of a single line" 0 "$plan" --compare="$dir/short.log" configs/pc-1n-1g.yaml
zone='Initializing HighMem for node 0 (00038000:0003ffe0)'
echo "$zone" >>"$dir/short.log"
ends "and of a zone" 0 "$plan" --compare="$dir/short.log" configs/pc-1n-1g.yaml
ends "a log of nothing to compare" 65 "$plan" --compare=README configs/pc-1n-1g.yaml
is "is refused" "$(err)" "numakva-plan: cannot compare with 'README': it has no kernel messages about memory"

# --- what is opened is closed ---

# shellcheck disable=SC2016 # expanded by the inner shell
few='ulimit -n 12; exec "$@"'
mapfile -t many < <(yes tests/cases/firmware-srat1 | head -n 40)
ends "many trees with few descriptors" 0 bash -c "$few" - "$plan" -q --from=firmware -f ndjson "${many[@]}"
is "are planned" "$(wc -l <"$dir/out")" 40
mapfile -t many < <(yes "$dir/one.yaml" | head -n 40)
ends "many files" 0 bash -c "$few" - "$plan" -f ndjson "${many[@]}"
is "are planned, too" "$(wc -l <"$dir/out")" 40
if [ -c /dev/full ]; then
	got=0
	timeout 20 "$plan" -f explain configs >/dev/full 2>"$dir/err" || got=$?
	is "a full disk ends a directory half-way" "$got $(err)" "74 numakva-plan: cannot write '<stdout>': No space left on device"
fi

# What is said of a description is said once, whose SRAT ever it has then.
sed 's/^  profile: .*/  profile: 2.6.18-92.el5/' configs/qemu-2n-1g-hotadd.yaml >"$dir/tailed.yaml"
ends "a note about a machine with another SRAT" 0 "$plan" -f ndjson --srat=tests/data/srat/2n-1g-hotadd.aml "$dir/tailed.yaml"
is "comes once" "$(grep -c "note: kernel '2.6.18-92.el5'" "$dir/err")" 1
printf '%s\n' 'numakva: 1' 'name: warned' 'kernel: {text: 0x100, init_pg_tables_end: 0x569}' \
	'e820: [{start: 0, end: 640K, type: usable}, {start: 1M, end: 1G, type: usable}]' >"$dir/warned.yaml"
ends "a machine that is warned of is planned with another SRAT" 0 "$plan" -f ndjson --srat=tests/data/srat/2n-1g-hotadd.aml \
	"$dir/warned.yaml"
is "and with one warning" "$(names) $(cut -d : -f 1-4 "$dir/err")" "warned $dir/warned.yaml:3:16: warning"
ends "an SRAT that is not there" 66 "$plan" --srat="$dir/none" "$dir/one.yaml"
is "ends all" "$(out)$(err)" "numakva-plan: cannot open '$dir/none': No such file or directory"
ends "one that cannot be read" 74 "$plan" --srat=/proc/self/mem "$dir/one.yaml"
is "too" "$(out)$(err)" "numakva-plan: cannot read '/proc/self/mem': Input/output error"

# However long a stream is, it takes the same memory. Sanitizers want more.
line=$(fleet 1 | sed "s/,/,$(printf '%60000s' '')/")
limit=80000
[ -z "${ASAN_OPTIONS-}" ] || limit=unlimited
# shellcheck disable=SC2016 # expanded by the inner shell
ends "a stream of 60 MB in less memory" 0 env MALLOC_ARENA_MAX=1 \
	bash -c 'ulimit -v "$0"; yes "$1" | head -n 1000 | "$2" --jobs=2 -f tsv -n --columns=name -' "$limit" "$line" "$plan"
is "is planned to its end" "$(sort "$dir/out" | uniq -c | tr -s ' ')" " 1000 j0"

finish
