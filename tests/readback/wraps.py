# SPDX-License-Identifier: GPL-2.0-or-later
"""What logs pass through before they are read: marks before each line, and what carries all of it."""

import base64
import html
import json
import quopri
import textwrap


def before(name, text):
    """What puts the same before each line."""
    def mark(_, line):
        return text + line

    mark.__name__ = name
    return mark


# --- what stands before each line: the time is that of the line ---

def stamp(seconds):
    return "[%12.6f] " % seconds


def plain(_, line):
    return line


def stamped(seconds, line):
    return stamp(seconds) + line


def with_level_and_time(seconds, line):
    return "<6>" + stamp(seconds) + line


def with_caller(seconds, line):
    return stamp(seconds).rstrip() + "[    T0] " + line


def with_date(seconds, line):
    return "[Wed Nov 25 04:05:%02d 2026] %s" % (seconds, line)


def as_record(seconds, line):
    return "6,%d,%d,-;%s" % (100 + seconds, seconds * 1000000, line)


def with_facility(seconds, line):
    return "kern  :info  : " + stamp(seconds) + line


FIRST = (plain, plain, stamped, stamped, before("with_level", "<6>"), with_level_and_time,
         with_caller, with_date, as_record, with_facility)


# --- what a program puts before that, with the number of the line ---

def bare(_, line):
    return line


def of_grep(number, line):
    return "%d:%s" % (number, line)


def of_grep_in_files(number, line):
    return "dmesg.txt:%d:%s" % (number, line)


def of_grep_around(number, line):
    return "%d-%s" % (number, line)


def of_docker(_, line):
    return json.dumps({"log": line + "\n", "stream": "stdout", "time": "2026-11-25T04:05:58.1Z"},
                      separators=(",", ":"))


def coloured(_, line):
    return "\x1b[32m" + line[:15] + "\x1b[0m" + line[15:]


def coloured_shown(_, line):
    return "^[[32m" + line[:15] + "^[[0m" + line[15:] + "^M"


def coloured_in_a_syslog(_, line):
    return "#033[32m" + line[:15] + "#033[0m" + line[15:] + "#015"


def colours_left(_, line):
    return "[32m" + line[:15] + "[0;39m" + line[15:] + "[0m"


SECOND = (
    bare, bare, bare,
    before("syslog", "Nov  5 04:05:58 host kernel: "),
    before("new_syslog", "2026-11-25T04:05:58.123456+00:00 host kernel: "),
    before("rfc_5424", "<6>1 2026-11-25T04:05:58.123456Z host kernel - - - "),
    before("tagged", "kernel: "),
    before("quoted", "> "),
    before("quoted_twice", "> > "),
    before("quoted_by_name", "JD> "),
    of_grep, of_grep_in_files, of_grep_around,
    before("of_diff", "+"),
    before("of_old_diff", "-"),
    before("of_container", "2026-11-25T04:05:58.123456789Z stdout F "),
    before("of_compose", "node-1  | "),
    of_docker, coloured, coloured_shown, coloured_in_a_syslog, colours_left,
)


# --- what carries the whole ---

def as_text(text):
    return text.encode()


def with_carriage_returns(text):
    return text.replace("\n", "\r\n").encode()


def with_carriage_returns_alone(text):
    return text.replace("\n", "\r").encode()


HEAD = "From: a@example.org\nSubject: it does not boot\nMIME-Version: 1.0\nContent-Type: text/plain\n"


def as_mail(text):
    return (HEAD + "\nHello,\n\nthis is what it says:\n\n" + text + "\n-- \nA\n").encode()


def as_quoted_printable(text):
    return (HEAD + "Content-Transfer-Encoding: quoted-printable\n\nHello,\n\n").encode() + \
        quopri.encodestring(text.encode())


def as_quoted_printable_quoted(text):
    encoded = as_quoted_printable(text).decode()
    return ("Hello,\n\n" + "".join("> %s\n" % line for line in encoded.split("\n"))).encode()


def as_base64(text):
    encoded = "\n".join(textwrap.wrap(base64.b64encode(("Hello,\n\n" + text).encode()).decode(), 76))
    return (HEAD + "Content-Transfer-Encoding: base64\n\n" + encoded + "\n").encode()


def as_page(text):
    return ("<html><head><title>boot</title></head>\n<body>\n<pre>\n" + html.escape(text) +
            "</pre>\n</body></html>\n").encode()


CARRIERS = (as_text, as_text, as_text, with_carriage_returns, with_carriage_returns_alone, as_mail,
            as_quoted_printable, as_quoted_printable_quoted, as_base64, as_page)


def random_wrap(draw):
    """The three of them. What is JSON stays as it is."""
    first, second, carrier = draw.choice(FIRST), draw.choice(SECOND), draw.choice(CARRIERS)
    return first, second, as_text if second == of_docker else carrier


def wrap(lines, kinds):
    first, second, carrier = kinds
    marked = [second(i + 1, first(i / 1000, line)) for i, line in enumerate(lines)]
    return carrier("".join(line + "\n" for line in marked))


def name_of_wrap(kinds):
    return " ".join(kind.__name__ for kind in kinds)
