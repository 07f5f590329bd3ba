#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Logs as other programs show, store and send them are read like the log itself.
set -u
shopt -s lastpipe # so that tests behind a pipe count
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

plan_of() { "$plan" -q -f ndjson -k 2.6.23 | jq -S 'del(.machine, .file, .line)'; }

# reads WHAT: the log on standard input plans as the one in $dir/plain.
reads() {
	cat >"$dir/in"
	is "$1 is read" "$(plan_of <"$dir/in")" "$want"
}
each() { sed -E "$1" "$dir/plain"; }
numbered() { awk -v form="$1" '{ printf(form "%s\n", NR, $0) }' "$dir/plain"; }
as_html() { sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' "$dir/plain"; }
head_of_mail() {
	printf 'From: a@example.org\nSubject: kernel does not boot\nMIME-Version: 1.0\n'
	printf 'Content-Type: text/plain\nContent-Transfer-Encoding: %s\n\n' "$1"
}

for log in 2n-6g-5.10 2n-6g-2.6.18-x86_64; do
	cp "tests/data/logs/$log.log" "$dir/plain"
	want=$(plan_of <"$dir/plain")

	# --- with something before each line ---

	each 's/^/dmesg.txt:/' | reads "$log, with grep's name of a file,"
	numbered '/var/log/dmesg:%d:' | reads "$log, with that and a number,"
	numbered 'C:\\logs\\dmesg.txt:%d:' | reads "$log, with another system's name,"
	numbered '%6d\t' | reads "$log, with numbers of cat -n,"
	numbered '%7d ' | reads "$log, with those of less -N,"
	each 's/^/[pod\/guest-abc\/compute] /' | reads "$log, with a pod's name,"
	each 's/^/2026-11-25T04:05:58.123456Z 01O /' | reads "$log, of a runner,"
	each 's/^/[2026-11-25T04:05:58.12 CET] [debug] /' | reads "$log, of a test's output,"
	each 's/^/qemu-system-i386: /' | reads "$log, with the name of an emulator,"
	each 's/^/192.168.1.5 /' | reads "$log, with an address,"
	numbered '%02d:05 <joe> ' | reads "$log, of a chat,"
	each 's/^/(d1) /' | reads "$log, with the name of a domain,"

	# --- in quotation marks ---

	each 's/.*/"&"/' | reads "$log, quoted,"
	each "s/.*/'&',/" | reads "$log, as a list,"
	each 's/.*/"&\\n"/' | reads "$log, as strings of C,"
	numbered '%d,"' | sed 's/$/"/' | reads "$log, as CSV,"
	jq -R . "$dir/plain" | jq -s . | reads "$log, as an array of JSON,"
	jq -Rc '{log: (. + "\n"), stream: "stdout"}' "$dir/plain" | reads "$log, of a container,"
	each 's/$/\\/' | reads "$log, of lines that go on,"

	# --- as pages ---

	as_html | sed 's/$/<br>/' | reads "$log, with breaks of HTML,"
	as_html | awk '{ printf "%s<br />", $0 }' | reads "$log, with breaks and no lines,"
	as_html | sed -e 's/\[/\&#91;/g' -e 's/-/\&#x2D;/g' | reads "$log, with signs by their numbers,"
	as_html | awk '{ printf "<span id=\"L%d\"><span class=\"n\">%d</span>%s</span>\n", NR, NR, $0 }' |
		reads "$log, of a page with numbers,"
	{
		printf '{{collapse(log)\n<pre><nowiki>'
		cat "$dir/plain"
		printf '</nowiki></pre>\n}}\n'
	} | reads "$log, of a wiki,"
	{
		printf '{noformat}\n'
		cat "$dir/plain"
		printf '{noformat}\n'
	} | reads "$log, of a tracker,"
	{
		printf -- '---\nlayout: post\ntitle: it boots\n---\n\n{%% highlight text %%}\n'
		cat "$dir/plain"
		printf '{%% endhighlight %%}\n'
	} | reads "$log, of a page with front matter,"

	# --- in mails, among others ---

	{
		head_of_mail base64
		base64 "$dir/plain"
	} | reads "$log, in base64,"
	{
		head_of_mail base64
		sed 's/$/\r/' "$dir/plain" | base64 -w 64 | sed 's/$/\r/'
	} | reads "$log, in that with other ends of lines,"
	{
		cat "$dir/plain"
		# shellcheck disable=SC2016 # a prompt
		printf '\n$ cat /proc/version\nLinux version 2.6.32 (a@b) (gcc version 4) #1 SMP\n'
	} | reads "$log, before what /proc/version has,"
	{
		cat "$dir/plain"
		printf '\nKernel: Linux version 2.6.32 (a@b) (gcc version 4) #1 SMP\n'
	} | reads "$log, before words about a version,"
done

cp tests/data/logs/2n-6g-5.10.log "$dir/plain"
want=$(plan_of <"$dir/plain")
{
	cat "$dir/plain"
	printf '\nLinux version 2.6.32 (a@b) (gcc version 4) #1 SMP\n\nmore\n'
} | reads "a log with times before a version without one"

# --- a map of /proc/iomem, which a log comes before ---

cp tests/data/cases/iomem.txt "$dir/map"
{
	cat "$dir/map" "$dir/plain"
} | reads "a log behind a map"
{
	cat "$dir/plain" "$dir/map"
} | reads "a log before a map"
want=$(plan_of <"$dir/map")
{
	printf 'It has this:\n\n```\n'
	cat "$dir/map"
	printf '```\n\nWhat now?\n'
} | reads "a map in a page of text"
sed 's/^/> /; s/$/\r/' "$dir/map" | reads "a map in a mail"
{
	printf '<pre>\n'
	sed 's/^/    /' "$dir/map"
	printf '</pre>\n'
} | reads "a map that is indented"

# --- tables of the firmware as text ---

# takes WHAT: the text on standard input is the SRAT in $dir/table.
with_srat() { "$plan" -q -f yaml "--srat=$1" configs/qemu-4n-4g.yaml; }
takes() {
	cat >"$dir/in"
	is "$1 is taken" "$(with_srat "$dir/in")" "$want"
}
for table in 2n-1g-hotadd 2n-5g-x2apic; do
	text=tests/data/srat/$table.dsl
	want=$(with_srat "tests/data/srat/$table.aml")
	sed 's/^/> /' "$text" | takes "$table, in a mail,"
	sed 's/^\[[^]]*\] *//; s/$/\r/' "$text" | takes "$table, without offsets,"
	{
		printf 'It has this:\n\n```\n'
		cat "$text"
		printf '```\n'
	} | takes "$table, in a page of text,"
done

finish
