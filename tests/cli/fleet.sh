#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Fleets: directories, lists of files, progress, summary.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# machine NAME: the smallest description.
machine() {
	printf 'numakva: 1\nname: "%s"\ne820:\n' "$1"
	printf '  - {start: 0x0, end: 0x9fc00, type: usable}\n'
	printf '  - {start: 0x100000, end: 0x20000000, type: usable}\n'
}

# names: the machines of the plans in $dir/out, or the errors in their place.
names() {
	jq -r 'if .error then "error" else .machine end' "$dir/out" | paste -sd ' '
}

python=${PYTHON:-/usr/bin/python3}

# --- directories ---

fleet=$dir/fleet
mkdir -p "$fleet/sub" "$fleet/x.yaml" "$dir/empty" "$dir/-"
for name in b a Z é 10 9; do
	machine "$name" >"$fleet/$name.yaml"
done
machine hidden >"$fleet/.hidden.yaml"
machine below >"$fleet/sub/below.yaml"
machine text >"$fleet/text.txt"
machine old >"$fleet/old.yaml.bak"
jq -nc '{numakva: 1, name: "json", e820: [{start: 0, end: "0x9fc00", type: "usable"},
	{start: "1M", end: "512M", type: "usable"}]}' >"$fleet/c.json"

ends "a directory" 0 "$plan" -f ndjson "$fleet"
is "its inputs come by the bytes of their names" "$(names)" "10 9 Z a b json text é"
left="numakva-plan: ignored in '$fleet': .hidden.yaml, old.yaml.bak, sub (a directory, which -r reads), x.yaml (a directory, which -r reads); 4 in total"
is "what is left out is named" "$(err)" "$left"
ends "and with --quiet is not" 0 "$plan" -q -f ndjson "$fleet"
is "a word" "$(err)" ""
ends "and counted in the summary" 0 "$plan" --summary -f ndjson "$fleet"
like "there" "$(err)" ': 8 machines: boots 8, unstable 0, panics 0, unread 0, ignored 4$'
ends "in any locale" 0 env LC_ALL=en_US.UTF-8 "$plan" -f ndjson "$fleet/"
is "a slash at the end makes no difference" "$(names)" "10 9 Z a b json text é"
is "and none to their paths" "$(jq -r .file "$dir/out" | tail -n 1)" "$fleet/é.yaml"
ends "a directory among files" 0 "$plan" -f ndjson "$fleet/sub/below.yaml" "$fleet" "$fleet/b.yaml"
is "in the order given" "$(names)" "below 10 9 Z a b json text é b"

mkfifo "$fleet/x.log"
machine upper >"$fleet/UP.YML"
ends "a FIFO in a directory, with --recursive" 0 timeout 20 "$plan" -r -f ndjson "$fleet"
is "directories are entered, and the FIFO is not opened" "$(names)" "10 9 upper Z a b json below text é"
is "it is named" "$(err)" "numakva-plan: ignored in '$fleet': .hidden.yaml, old.yaml.bak, x.log (a FIFO); 3 in total"
rm "$fleet/x.log" "$fleet/UP.YML"
mkdir -p "$dir/deep/one/two"
ends "--recursive where there is nothing to read" 65 "$plan" --recursive "$dir/deep"

# What is no input, of each kind; more than there is room to name.
odd=$dir/odd
mkdir "$odd"
machine one >"$odd/one.yaml"
ln -s "$fleet/sub" "$odd/link.yaml"
ln -s /dev/null "$odd/null.log"
touch "$odd/y" "$odd/yaml" "$odd/$(printf 'a\177\nb')"
"$python" -c 'import os, socket, sys; os.chdir(sys.argv[1]); socket.socket(socket.AF_UNIX).bind("s.txt")' "$odd"
ends "a directory of odd files" 0 timeout 20 "$plan" -r -f ndjson "$odd"
is "has one input" "$(names)" one
is "and what the others are is said" "$(err)" "numakva-plan: ignored in '$odd': a??b, \
link.yaml (a link to a directory), null.log (a device), s.txt (a socket), y, yaml; 6 in total"
for letter in a b c d; do
	touch "$odd/$letter$(printf '%099d' 0)"
done
capture "$plan" -q -r --summary "$odd"
like "not all have room, but all are counted" "$(err)" 'unread 0, ignored 10$'
capture "$plan" -r "$odd"
like "as many as there is room for" "$(err)" "odd': a0{99}, a\\?\\?b, b0{99}, link.yaml .*; 10 in total$"
unlike "are named" "$(err)" 'c0000'
ends "- as a tree of the firmware is a directory" 66 "$plan" --from=firmware -
is "of that name" "$(err)" "numakva-plan: cannot open '-': No such file or directory"

ends "a directory without descriptions" 65 "$plan" -f ndjson "$dir/empty" "$fleet/b.yaml"
is "it is named" "$(err)" "numakva-plan: nothing to read in '$dir/empty': expected *.yaml, *.yml, *.json, *.ndjson, *.log, *.txt, *.dmesg, *.eml or *.msg"
is "the others are planned" "$(names)" "b"

echo 'numakva: 2' >"$fleet/aa.yaml"
ends "a bad description in a directory" 65 "$plan" -f ndjson "$fleet"
is "does not stop the others" "$(names)" "10 9 Z a error b json text é"
like "and is told with its path" "$(err)" "^$fleet/aa\.yaml:1:[0-9]+: error: "
rm "$fleet/aa.yaml"
ln -s nowhere "$fleet/dangling.yaml"
ends "a link to nowhere in a directory" 66 "$plan" -f ndjson "$fleet"
like "is told" "$(err)" "^numakva-plan: cannot open '$fleet/dangling.yaml': No such file or directory"
is "and has its line in ndjson" "$(jq -c 'select(.error) | [.machine, .file, .error]' "$dir/out")" \
	"[null,\"$fleet/dangling.yaml\",\"cannot open: No such file or directory\"]"
ends "in the summary" 66 "$plan" --summary -f ndjson "$fleet"
like "it counts" "$(err)" 'unread 1'

rm "$fleet/dangling.yaml"
mkdir -p "$dir/closed/in" && chmod 0 "$dir/closed/in"
machine open >"$dir/closed/open.yaml"
user=("$plan")
if [ "$(id -u)" -eq 0 ]; then
	chmod 755 "$dir"
	cp "$plan" "$dir/plan"
	user=(setpriv --reuid=65534 --regid=65534 --clear-groups "$dir/plan")
fi
if "${user[@]}" --version >/dev/null 2>&1; then
	ends "a directory that cannot be read" 66 "${user[@]}" -r -f ndjson "$dir/closed/in" "$dir/closed" "$dir/closed"
	is "is named" "$(sort -u "$dir/err")" "numakva-plan: cannot open '$dir/closed/in': Permission denied"
	is "and has its line, and the others are planned" "$(names)" "error error open error open"
else
	skip "a directory that cannot be read" "setpriv is missing, or root cannot be laid off"
fi
rm -r "$dir/closed"

# --- lists ---

printf '%s\n' "$fleet/b.yaml" '' "$fleet/sub" "$fleet/a.yaml" >"$dir/list"
ends "--files-from" 0 "$plan" -f ndjson --files-from="$dir/list"
is "the files and directories that it names" "$(names)" "b below a"
ends "--files-from with files" 0 "$plan" -f ndjson --files-from="$dir/list" "$fleet/9.yaml"
is "files of the command line come first" "$(names)" "9 b below a"

got=0
"$plan" -f ndjson --files-from=- <"$dir/list" >"$dir/out" 2>"$dir/err" || got=$?
is "--files-from=- is standard input" "$got $(names)" "0 b below a"

awkward=$dir/$(printf 'a\nb').yaml
machine awkward >"$awkward"
printf '%s\0' "$awkward" "$fleet/b.yaml" >"$dir/list0"
ends "-0" 0 "$plan" -f ndjson -0 --files-from="$dir/list0"
is "names end with a NUL" "$(names)" "awkward b"
ends "--null" 0 "$plan" -f ndjson --null --files-from="$dir/list0"
is "is the same" "$(names)" "awkward b"
printf '%s' "$fleet/b.yaml" >"$dir/unended"
ends "a list without an end of line" 0 "$plan" -f ndjson --files-from="$dir/unended"
is "is read to its end" "$(names)" "b"

ends "a list that is not there" 66 "$plan" -f ndjson "$fleet/b.yaml" --files-from="$dir/none"
is "is named" "$(err)" "numakva-plan: cannot open '$dir/none': No such file or directory"
is "the files are planned, and it has its line" "$(names)" "b error"
ends "a list that cannot be read" 74 "$plan" --files-from=/proc/self/mem
like "is named" "$(err)" "^numakva-plan: cannot read '/proc/self/mem': "
ends "a directory for a list" 66 "$plan" --files-from="$fleet"
is "cannot be opened as one" "$(err)" "numakva-plan: cannot open '$fleet': Is a directory"
printf '%s\n' "$fleet/9.yaml" >"$dir/mixed0"
printf '%s\0' "$fleet/b.yaml" "$fleet/a.yaml" >>"$dir/mixed0"
ends "names that end with a NUL, without -0" 65 "$plan" -f ndjson --files-from="$dir/mixed0"
is "are refused" "$(err)" \
	"numakva-plan: no list of names in '$dir/mixed0': a name contains a NUL character; is -0 missing?"
is "but not those before" "$(names)" "9"
got=0
printf '%s\0' "$fleet/b.yaml" | "$plan" -f ndjson --files-from=- >"$dir/out" 2>"$dir/err" || got=$?
is "also at the end, and of standard input" "$got $(err)$(out)" \
	"65 numakva-plan: no list of names in '<stdin>': a name contains a NUL character; is -0 missing?"
ends "an empty list" 0 "$plan" -f ndjson --files-from=/dev/null
is "is no machine" "$(out)$(err)" ""
machine dash >"$dir/-/-"
printf -- '-' >"$dir/dash"
got=0
(cd "$dir/-" && "$plan" -f ndjson --files-from=../dash) >"$dir/out" 2>"$dir/err" </dev/null || got=$?
is "- in a list is a file of that name" "$got $(names)" "0 dash"

ends "-0 alone" 64 "$plan" -0 "$fleet"
is "is wrong usage" "$(head -n 1 "$dir/err")" "numakva-plan: -0 needs --files-from"
ends "--files-from with an option that prints what there is" 64 "$plan" --files-from="$dir/list" --list-hazards
ends "--jobs=0" 64 "$plan" --jobs=0 "$fleet"
is "is wrong usage" "$(head -n 1 "$dir/err")" "numakva-plan: --jobs takes a number from 1 to 256, not '0'"
ends "--jobs=2x" 64 "$plan" --jobs=2x "$fleet"
ends "--progress=maybe" 64 "$plan" --progress=maybe "$fleet"
is "is wrong usage" "$(head -n 1 "$dir/err")" \
	"numakva-plan: --progress takes auto, always or never, not 'maybe'"

# Many files: as many descriptors at the end as at the beginning.
mkdir "$dir/many"
for i in $(seq 1000 1999); do
	machine "m$i" >"$dir/many/$i.yaml"
done
ends "a thousand files with few descriptors" 0 bash -c "ulimit -n 16 && exec '$plan' -f ndjson '$dir/many'"
is "all of them" "$(jq -r .machine "$dir/out" | md5sum)" "$(seq -f 'm%g' 1000 1999 | md5sum)"
ends "with two threads" 0 "$plan" --jobs=2 -f ndjson "$dir/many"
is "in their order" "$(jq -r .machine "$dir/out" | md5sum)" "$(seq -f 'm%g' 1000 1999 | md5sum)"

# --- progress ---

ends "no progress without a terminal" 0 "$plan" -q -f ndjson "$fleet"
is "nothing is said" "$(err)" ""
{ machine one; echo ---; echo 'bad: 1'; echo ---; machine two; } >"$dir/mixed.yaml"
ends "--progress" 65 "$plan" --progress -f ndjson "$dir/mixed.yaml"
like "ends with a line of what was done" "$(tail -n 1 "$dir/err")" '^3 machines, [0-9]+ a second, 1 failed$'
ends "--progress=always" 0 "$plan" -q --progress=always -f ndjson "$fleet"
like "is the same" "$(err)" '^8 machines, [1-9][0-9]{0,5} a second, 0 failed$'
ends "--progress=never" 0 "$plan" -q --progress=never -f ndjson "$fleet"
is "says nothing" "$(err)" ""
got=0
{ machine one; sleep 1.2; echo ---; machine two; echo ---; machine three; } |
	"$plan" --progress -f ndjson >"$dir/out" 2>"$dir/err" || got=$?
like "after a second a line comes before the end" "$got $(head -n 1 "$dir/err")" \
	'^0 [12] machines, [0-9]+ a second, 0 failed$'

# on_terminal COMMAND: its standard error is a terminal, whose text goes to $dir/err.
on_terminal() {
	"$python" - "$dir/err" "$@" <<'PYTHON'
import os, pty, subprocess, sys
master, slave = pty.openpty()
child = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
os.close(slave)
text = b""
try:
    while True:
        more = os.read(master, 65536)
        if not more:
            break
        text += more
except OSError:
    pass
open(sys.argv[1], "wb").write(text)
sys.exit(child.wait())
PYTHON
}
if has_terminal; then
	mkfifo "$dir/slow"
	{ machine one; sleep 1.2; echo ---; echo 'bad: 1'; echo ---; machine two; echo ---; machine three; sleep 0.6
		echo ---; machine four; } >"$dir/slow" &
	got=0
	on_terminal "$plan" -f ndjson "$dir/slow" || got=$?
	# It has ended, unless nobody opened the other end.
	kill $! 2>/dev/null
	wait $! 2>/dev/null
	is "on a terminal a line is written over" "$got $(grep -c 'a second' <(tr '\r' '\n' <"$dir/err"))" "65 2"
	like "it makes room for messages" "$(tr '\r' '\n' <"$dir/err")" "^$(printf '\033')\[K$dir/slow:[0-9]+:[0-9]+: error: "
	is "and is gone at the end" "$(tail -c 4 "$dir/err")" "$(printf '\r\033[K')"
	got=0
	on_terminal "$plan" -q -f ndjson "$fleet" || got=$?
	is "what takes less than a second shows nothing" "$got $(err)" "0 "
else
	skip "progress on a terminal" "script(1) makes none here"
fi

# --- summary ---

ends "--summary" 0 "$plan" --summary -f tsv --no-header --columns=name,kva_pages,lowmem_free configs
is "goes to standard error" "$(wc -l <"$dir/out")" "$(find configs -name '*.yaml' | wc -l)"
most=$(sort -t "$(printf '\t')" -k2,2nr -s "$dir/out" | head -n 1)
least=$(grep -v "$(printf '\t$')" "$dir/out" | sort -t "$(printf '\t')" -k3,3n -s | head -n 1)
is "the worst of each column, with the machine's name" "$(tail -n 1 "$dir/err")" \
	"numakva-plan: worst: kva_pages $(cut -f2 <<<"$most") ($(cut -f1 <<<"$most")), lowmem_free $(cut -f3 <<<"$least") ($(cut -f1 <<<"$least"))"
capture "$plan" --summary -f tsv --no-header --nodes --columns=name,reserved_pages configs
most=$(sort -t "$(printf '\t')" -k2,2nr -s "$dir/out" | head -n 1)
is "of all nodes, too" "$(tail -n 1 "$dir/err")" \
	"numakva-plan: worst: reserved_pages $(cut -f2 <<<"$most") ($(cut -f1 <<<"$most"))"
"$plan" --summary -f tsv configs/pc-1n-1g.yaml >"$dir/both" 2>&1
is "comes after what was planned, where both go to the same place" "$(grep -n ' machine: ' "$dir/both" | cut -c 1-2)" 3:
capture "$plan" -f ndjson configs
count() { jq -r "select(.verdict == \"$1\") | .machine" "$dir/out" | wc -l; }
wanted="$(jq -r .machine "$dir/out" | wc -l) machines: boots $(count boots), unstable $(count unstable), panics $(count panics), unread 0"
capture "$plan" --summary -f ndjson configs
is "machines by verdict" "$(head -n 1 "$dir/err")" "numakva-plan: $wanted"
capture "$plan" --summary --jobs=3 -f ndjson configs
is "with threads, too" "$(head -n 1 "$dir/err")" "numakva-plan: $wanted"
ends "a machine that cannot be read" 65 "$plan" --summary -f ndjson "$dir/mixed.yaml"
is "is counted" "$(grep machines "$dir/err")" "numakva-plan: 3 machines: boots 2, unstable 0, panics 0, unread 1"
ends "no machine at all" 0 "$plan" --summary --files-from=/dev/null
is "is a summary, too" "$(err)" "numakva-plan: 0 machines: boots 0, unstable 0, panics 0, unread 0"
capture "$plan" --summary -f ndjson --where 'verdict = panics' configs
is "--where chooses what is written, not what is counted" "$(head -n 1 "$dir/err")" "numakva-plan: $wanted"

# --- what fails a check ---

ends "a summary of checks" 1 "$plan" --check --quiet --summary configs
failed=$(grep -c ': FAILS$' "$dir/out")
like "there are some that fail" "$failed" '^[1-9]'
like "says how many fail" "$(head -n 1 "$dir/err")" ", unread 0, failed $failed\$"
ends "with threads" 1 "$plan" --check --quiet --summary --jobs=2 configs
like "it is the same" "$(head -n 1 "$dir/err")" ", unread 0, failed $failed\$"
ends "a progress of checks" 1 "$plan" --check --quiet --progress configs
like "counts those that fail" "$(tail -n 1 "$dir/err")" "^[0-9]+ machines, [0-9]+ a second, $failed failed\$"
ends "with threads, too" 1 "$plan" --check --quiet --progress --jobs=2 configs
like "counts them" "$(tail -n 1 "$dir/err")" "^[0-9]+ machines, [0-9]+ a second, $failed failed\$"
ends "with one that cannot be read" 65 "$plan" --check --quiet --progress --summary "$dir/mixed.yaml" \
	configs/pc-1n-1g.yaml
like "progress counts it, too" "$(cat "$dir/err")" '^4 machines, [0-9]+ a second, 2 failed$'
like "the summary tells them apart" "$(cat "$dir/err")" ', unread 1, failed 1$'
ends "a machine that fails at many points" 1 "$plan" --check --quiet --progress --summary \
	--sweep=mem=512M:2G:512M configs/pc-1n-1g.yaml
like "is one machine" "$(err)" "^1 machines, [0-9]+ a second, 1 failed\$"

finish
