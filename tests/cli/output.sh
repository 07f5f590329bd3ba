#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The destinations of results, and failures to write there.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

config=configs/example-2n-10g.yaml
full="numakva-plan: cannot write '<stdout>': No space left on device"

# full_disk NAME ARGUMENT...: status 74 and a message.
full_disk() {
	local name=$1
	shift
	got=0
	"$plan" "$@" >/dev/full 2>"$dir/err" || got=$?
	is "$name to a full disk ends with 74 and says so" "$got $(err)" "74 $full"
}

if [ -c /dev/full ]; then
	for format in text json ndjson console explain map svg html; do
		full_disk "format $format" -f "$format" "$config"
	done
	for option in --help --help=all --usage --version --list-profiles --list-hazards --example \
		--example=list; do
		full_disk "$option" "$option"
	done
	got=0
	"$plan" configs/none.yaml "$config" >/dev/full 2>"$dir/err" || got=$?
	is "a full disk counts above a missing file" "$got" 74
	got=0
	"$plan" --summary -f tsv "$config" >/dev/full 2>"$dir/err" || got=$?
	is "what is written before a summary fails as it does without" "$got $(tail -n 1 "$dir/err")" "74 $full"
	ends "--output=/dev/full" 74 "$plan" -o /dev/full "$config"
	is "--output=/dev/full says so" "$(err)" \
		"numakva-plan: cannot write '/dev/full': No space left on device"
	check "--output=/dev/full leaves the device" test -c /dev/full
else
	skip "a full disk" "there is no /dev/full"
fi

got=0
"$plan" "$config" >&- 2>"$dir/err" || got=$?
is "a closed standard output ends with 74" "$got $(err)" \
	"74 numakva-plan: cannot write '<stdout>': Bad file descriptor"
got=0
"$plan" -f ndjson -k 2.6.22 -o "$dir/plan" "$config" 2>&- || got=$?
is "a closed standard error does not spoil the output" "$got $(jq -r .machine "$dir/plan")" \
	"0 example-2n-10g"

# --- a reader that goes away ---

# endless: descriptions without end, each on a line.
endless() {
	yes '{"numakva":1,"e820":[{"start":0,"end":"640K","type":"usable"},{"start":"1M","end":"64M","type":"usable"}]}'
}
# A document of pictures begins when all machines are read, and so never here.
for format in text json ndjson console explain map; do
	endless 2>/dev/null | {
		got=0
		timeout 20 "$plan" -f "$format" 2>"$dir/err" || got=$?
		echo "$got" >"$dir/status"
	} | head -n 1 >"$dir/out"
	is "format $format into a closed pipe ends quietly, with endless input" \
		"$(cat "$dir/status") $(err)" "0 "
done
{
	echo 'bad'
	cat configs/*.yaml configs/*.yaml configs/*.yaml
} >"$dir/bad.yaml"
{
	got=0
	"$plan" -f explain "$dir/bad.yaml" "$config" "$config" "$config" 2>/dev/null || got=$?
	echo "$got" >"$dir/status"
} | head -n 1 >"$dir/out"
is "a closed pipe keeps the status so far" "$(cat "$dir/status")" 65
{
	got=0
	"$plan" --help 2>"$dir/err" || got=$?
	echo "$got" >"$dir/status"
} | true
is "--help into a closed pipe is quiet" "$(cat "$dir/status") $(err)" "0 "

# --- --output ---

# beside: the files in the directory of the output.
beside() {
	find "$dir/o" -mindepth 1 -printf '%f\n' | sort
}

capture "$plan" "$config"
cp "$dir/out" "$dir/want"
mkdir "$dir/o"
umask 027
ends "--output" 0 "$plan" -o "$dir/o/new" "$config"
is "--output prints nothing" "$(out)$(err)" ""
check "--output writes what standard output would get" cmp -s "$dir/o/new" "$dir/want"
is "a new file has the permissions that the umask leaves" "$(stat -c %a "$dir/o/new")" 640
umask 022

echo old >"$dir/o/old"
chmod 604 "$dir/o/old"
ln "$dir/o/old" "$dir/o/link"
ends "--output over a file" 0 "$plan" --output="$dir/o/old" "$config"
check "the file is replaced" cmp -s "$dir/o/old" "$dir/want"
is "its permissions stay" "$(stat -c %a "$dir/o/old")" 604
is "it is a new file, not the old one rewritten" "$(cat "$dir/o/link")" old
ln -s old "$dir/o/symlink"
echo old >"$dir/o/old"
ends "--output through a symbolic link" 0 "$plan" -o "$dir/o/symlink" "$config"
check "the link stays" test -L "$dir/o/symlink"
check "what it points to is replaced" cmp -s "$dir/o/old" "$dir/want"
rm "$dir/o/link" "$dir/o/symlink"
# Bytes that no character begins with: nothing is kept of such a name.
odd=$(printf '\200%.0s' {1..250})
ends "--output to a name of 250 bytes that are no text" 0 "$plan" -o "$dir/o/$odd" "$config"
check "it is written" cmp -s "$dir/o/$odd" "$dir/want"
cp "$config" "$dir/o/machine.yaml"
got=0
(cd "$dir/o" && "$plan" -o "$odd" machine.yaml) 2>"$dir/err" || got=$?
is "also in the directory itself" "$got $(err)" "0 "
rm "$dir/o/$odd" "$dir/o/machine.yaml"
mkdir "$dir/o/fd"
ends "--output in a directory that is called fd" 0 "$plan" -o "$dir/o/fd/new" "$config"
check "makes a file" cmp -s "$dir/o/fd/new" "$dir/want"
rm -r "$dir/o/fd"
ends "--output to a path that is too long" 66 "$plan" -o "$dir/$(printf '%05000d' 0)/x" "$config"
like "is refused" "$(err)" ": File name too long$"
is "no temporary file is left" "$(beside)" "$(printf 'new\nold')"

# owned NAME OWNER-BEFORE MODE OWNER-AFTER MODE COMMAND...: of a file that is replaced.
owned() {
	local name=$1 before=$2 mode=$3 after=$4 mode_after=$5
	shift 5
	echo old >"$dir/owned/out"
	chown "$before" "$dir/owned/out"
	chmod "$mode" "$dir/owned/out"
	ends "--output over a file of $name" 0 "$@" -f tsv -o "$dir/owned/out" "$dir/owned/machine.yaml"
	is "whose file it is then ($name)" "$(stat -c '%u:%g %a' "$dir/owned/out")" "$after $mode_after"
	check "the file of $name is replaced" grep -q ^example-2n-10g "$dir/owned/out"
	is "nothing is left beside the file of $name" "$(ls -A "$dir/owned")" \
		"$(printf 'machine.yaml\nout\nplan')"
}
if [ "$(id -u)" -eq 0 ] && chown 65534:65534 "$dir/o/old" 2>/dev/null; then
	chmod 755 "$dir"
	mkdir "$dir/owned"
	chmod 777 "$dir/owned"
	cp "$plan" "$dir/owned/plan"
	cp "$config" "$dir/owned/machine.yaml"
	chmod 755 "$dir/owned/plan"
	chmod 644 "$dir/owned/machine.yaml"
	owned "another owner" 65534:65533 640 65534:65533 640 "$plan"
	user=(setpriv --reuid=65534 --regid=65534 --groups=65532 "$dir/owned/plan")
	if "${user[@]}" --version >/dev/null 2>&1; then
		owned "another owner, not as root" 0:65532 660 65534:65532 660 "${user[@]}"
		owned "another group of one's own" 65534:65532 640 65534:65532 640 "${user[@]}"
		owned "a group of others" 65534:65531 640 65534:65534 600 "${user[@]}"
		owned "a group that may do less than all" 65534:65531 604 65534:65534 600 "${user[@]}"
		owned "a group like all" 65534:65531 644 65534:65534 644 "${user[@]}"
		chmod 755 "$dir/owned"
		chmod 666 "$dir/owned/out"
		echo old >"$dir/owned/out"
		ends "--output in a directory that may not be written" 66 "${user[@]}" \
			-o "$dir/owned/out" "$dir/owned/machine.yaml"
		is "the directory is what it is said to fail for" "$(err)" \
			"numakva-plan: cannot create a file beside '$dir/owned/out': Permission denied"
		is "the file stays" "$(cat "$dir/owned/out")" old
		ends "a new file in it" 66 "${user[@]}" -o "$dir/owned/new" "$dir/owned/machine.yaml"
		is "that cannot be opened" "$(err)" \
			"numakva-plan: cannot open '$dir/owned/new': Permission denied"
		chmod 444 "$dir/owned/out"
		ends "a file that may not be written" 66 "${user[@]}" -o "$dir/owned/out" \
			"$dir/owned/machine.yaml"
		is "nor can that" "$(err)" \
			"numakva-plan: cannot open '$dir/owned/out': Permission denied"
	else
		skip "--output over a file of others" "setpriv is missing, or root cannot be laid off"
	fi
	chown 0:0 "$dir/o/old"
else
	skip "--output over a file of another owner" "only root can give files away"
fi

mkdir "$dir/o/sub"
ln -s sub "$dir/o/door"
ln -s ../made "$dir/o/sub/second"
ln -s door/second "$dir/o/first"
ends "--output through links to a file that is not there" 0 "$plan" -o "$dir/o/first" "$config"
check "it is made" cmp -s "$dir/o/made" "$dir/want"
is "the links stay" "$(readlink "$dir/o/first" "$dir/o/sub/second")" \
	"$(printf 'door/second\n../made')"
is "nothing is left beside any" "$(beside)" "$(printf 'door\nfirst\nmade\nnew\nold\nsecond\nsub')"
rm -r "$dir/o/first" "$dir/o/sub" "$dir/o/door" "$dir/o/made"
ln -s "$dir/absolute" "$dir/o/link"
ends "--output through a link that begins at the root" 0 "$plan" -o "$dir/o/link" "$config"
check "the file is made there" cmp -s "$dir/absolute" "$dir/want"
rm "$dir/absolute"
got=0
(cd "$dir/o" && "$plan" --example -o link) || got=$?
is "also by a path without a directory" "$got $(head -n 1 "$dir/absolute")" "0 $("$plan" --example | head -n 1)"
ln -sf none/made "$dir/o/link"
ends "--output through a link into a directory that is not there" 66 "$plan" -o "$dir/o/link" "$config"
is "the link is named" "$(err)" "numakva-plan: cannot open '$dir/o/link': No such file or directory"
ln -sf link "$dir/o/link"
ends "--output through a link to itself" 66 "$plan" -o "$dir/o/link" "$config"
is "it is named" "$(err)" "numakva-plan: cannot open '$dir/o/link': Too many levels of symbolic links"
is "it stays" "$(readlink "$dir/o/link")" link
rm "$dir/o/link"

# Names that leave no room for more. The program opens its output first, and then its input.
mkdir "$dir/long"
for length in 100 101 248 249 255; do
	name=$(printf '%0*d' "$length" 0)
	ends "--output to a name of $length characters" 0 "$plan" -o "$dir/long/$name" "$config"
	check "it is written" cmp -s "$dir/long/$name" "$dir/want"
	ends "--output over a name of $length characters" 0 "$plan" -f json -o "$dir/long/$name" "$config"
	check "it is replaced" jq -e .machine "$dir/long/$name"
	is "nothing is left beside it" "$(ls -A "$dir/long")" "$name"
	rm -f "$dir/long/$name"
done
name=$(printf '\xe2\x82\xac%.0s' {1..85})
ends "--output to a name of 85 characters of three bytes" 0 "$plan" -o "$dir/long/$name" "$config"
is "it is written, alone" "$(ls -A "$dir/long")" "$name"
if rm "$dir/long/$name"; then
	mkfifo "$dir/slow"
	"$plan" -o "$dir/long/$name" "$dir/slow" &
	exec 3>"$dir/slow"
	ls -A "$dir/long" >"$dir/names"
	like "its temporary name is there, with the beginning of its own" "$(LC_ALL=C sed 's/\xe2\x82\xac/E/g' "$dir/names")" \
		'^E{33}\.[A-Za-z0-9]{6}$'
	check "no character of that is cut in two" iconv -f UTF-8 -t UTF-8 "$dir/names"
	cat "$config" >&3
	exec 3>&-
	wait $!
	rm "$dir/slow" "$dir/long/$name"
fi
ends "--output to a name of 256 characters" 66 "$plan" -o "$dir/long/$(printf '%0256d' 0)" "$config"

# kept NAME STATUS ARGUMENT...: that status; the old file as it was; nothing left beside it.
kept() {
	local name=$1 want=$2
	shift 2
	echo old >"$dir/o/old"
	ends "$name ends with $want" "$want" "$plan" -o "$dir/o/old" "$@"
	is "$name leaves the old file" "$(cat "$dir/o/old")" old
	is "$name leaves nothing beside it" "$(beside)" "$(printf 'new\nold')"
}
kept "a missing input" 66 configs/none.yaml "$config"
kept "a bad machine" 65 "$config" "$dir/bad.yaml"
kept "a failed read" 74 /proc/self/mem
kept "wrong usage" 64 --set=none "$config"
kept "a difference of one machine" 64 --diff "$config"
if [ -c /dev/full ]; then
	got=0
	(ulimit -f 1; env --default-signal=XFSZ "$plan" -f explain -o "$dir/o/old" configs/*.yaml) 2>"$dir/err" || got=$?
	is "a write that fails half-way ends with 74" "$got" 74
	is "a write that fails half-way leaves the old file" "$(cat "$dir/o/old")" old
	is "a write that fails half-way leaves nothing beside it" "$(beside)" "$(printf 'new\nold')"
fi

for signal in INT TERM HUP; do
	mkfifo "$dir/slow"
	env --default-signal="$signal" "$plan" -o "$dir/o/old" "$dir/slow" &
	pid=$!
	exec 3>"$dir/slow"
	for _ in $(seq 200); do
		[ "$(find "$dir/o" -name 'old.*' | wc -l)" -gt 0 ] && break
		sleep 0.02
	done
	is "a temporary file is there while work goes on" "$(find "$dir/o" -name 'old.*' | wc -l)" 1
	kill -s "$signal" "$pid"
	got=0
	wait "$pid" 2>/dev/null || got=$?
	exec 3>&-
	rm "$dir/slow"
	is "SIG$signal ends the program" "$got" "$((128 + $(kill -l "$signal")))"
	is "SIG$signal leaves the old file alone" "$(cat "$dir/o/old") $(beside)" \
		"old $(printf 'new\nold')"
done

ends "--output in a directory that is not there" 66 "$plan" -o "$dir/none/x" "$config"
is "it is named" "$(err)" "numakva-plan: cannot open '$dir/none/x': No such file or directory"
mkfifo "$dir/unread"
got=0
(cd "$dir/o" && timeout 20 "$plan" -o '' "$dir/unread") 2>"$dir/err" || got=$?
is "--output without a name fails before anything is read" "$got $(err)" \
	"66 numakva-plan: cannot open '': No such file or directory"
is "it makes no file" "$(beside)" "$(printf 'new\nold')"
rm "$dir/unread"
ends "--output to a directory" 66 "$plan" -o "$dir/o" "$config"
is "it is named" "$(err)" "numakva-plan: cannot open '$dir/o': Is a directory"
ends "--output=- is standard output" 0 "$plan" -o - "$config"
check "--output=- writes there" cmp -s "$dir/out" "$dir/want"
ends "--output=/dev/null" 0 "$plan" -o /dev/null "$config"
check "--output=/dev/null leaves the device" test -c /dev/null
mkfifo "$dir/pipe"
cat "$dir/pipe" >"$dir/through" &
ends "--output to a named pipe" 0 "$plan" -o "$dir/pipe" "$config"
wait $!
check "--output to a named pipe writes there" cmp -s "$dir/through" "$dir/want"
check "--output to a named pipe leaves the pipe" test -p "$dir/pipe"

# --- a descriptor that has a name ---

if [ -d /proc/self/fd ] && [ -d /dev/fd ] && [ -L /dev/stdout ]; then
	ln -s /dev/stdout "$dir/stdout"
	for name in /dev/stdout /dev/fd/1 /proc/self/fd/1 "$dir/stdout"; do
		echo first >"$dir/log"
		ln "$dir/log" "$dir/same"
		got=0
		"$plan" -o "$name" "$config" >>"$dir/log" 2>"$dir/err" || got=$?
		is "--output=$name into a file is no failure" "$got $(err)" "0 "
		check "--output=$name adds to the file" cmp -s "$dir/log" <(echo first; cat "$dir/want")
		check "--output=$name leaves the file in place" test "$dir/log" -ef "$dir/same"
		rm "$dir/same"
	done
	got=0
	{
		echo first
		"$plan" -o /dev/stdout "$config" || got=$?
		echo last
	} >"$dir/log" 2>"$dir/err"
	is "--output=/dev/stdout between other output" "$got $(err)" "0 "
	check "it is written in its place" cmp -s "$dir/log" <(echo first; cat "$dir/want"; echo last)
	ends "--output=/dev/stderr" 0 "$plan" -o /dev/stderr "$config"
	check "it writes there" cmp -s "$dir/err" "$dir/want"
	got=0
	"$plan" -o /dev/fd/5 "$config" 5>"$dir/log" 2>"$dir/err" || got=$?
	is "--output to a descriptor of the caller" "$got $(err)" "0 "
	check "it writes there" cmp -s "$dir/log" "$dir/want"
	"$plan" -o /dev/stdout "$config" | cat >"$dir/log"
	check "--output=/dev/stdout into a pipe writes there" cmp -s "$dir/log" "$dir/want"
	echo first >"$dir/log"
	exec 3>>"$dir/log"
	ends "--output to a descriptor of another process" 0 "$plan" -o "/proc/$$/fd/3" "$config"
	exec 3>&-
	check "it adds to its file" cmp -s "$dir/log" <(echo first; cat "$dir/want")
	for fd in 3 5 2147483647; do
		got=0
		"$plan" -o /dev/fd/$fd "$config" 3>&- 5>&- 2>"$dir/err" || got=$?
		is "--output to descriptor $fd, which is closed" "$got $(err)" \
			"66 numakva-plan: cannot open '/dev/fd/$fd': Bad file descriptor"
	done
	got=0
	"$plan" -o /dev/stdout "$config" >&- 2>"$dir/err" || got=$?
	is "--output=/dev/stdout, which is closed" "$got $(err)" \
		"66 numakva-plan: cannot open '/dev/stdout': Bad file descriptor"
	for fd in 0 5; do
		got=0
		"$plan" -o /dev/fd/$fd "$config" <"$dir/log" 5<"$dir/log" 2>"$dir/err" || got=$?
		is "--output to descriptor $fd for reading" "$got $(err)" \
			"66 numakva-plan: cannot open '/dev/fd/$fd': Bad file descriptor"
	done
	for name in none 1x '' 99999999999; do
		ends "--output to '$name', which is no descriptor" 66 "$plan" -o "/dev/fd/$name" "$config"
		like "is told as any file" "$(err)" "^numakva-plan: cannot open '/dev/fd/$name': (No such file|Is a)"
	done
else
	skip "a descriptor that has a name" "there is no /proc/self/fd, or no /dev/fd"
fi

cp "$config" "$dir/o/same.yaml"
ends "--output over the input" 0 "$plan" -f json -o "$dir/o/same.yaml" "$dir/o/same.yaml"
is "--output over the input reads it first" "$(jq -r .machine "$dir/o/same.yaml")" example-2n-10g
ends "--output with --example" 0 "$plan" --example=pc-1n-1g -o "$dir/o/machine.yaml"
check "--output with --example writes the description" cmp -s "$dir/o/machine.yaml" configs/pc-1n-1g.yaml
ends "--help with --output" 0 "$plan" -o "$dir/o/help" --help
check "--help with --output goes to standard output" test -s "$dir/out"
check "--help with --output writes no file" test ! -e "$dir/o/help"

finish
