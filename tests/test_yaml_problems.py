"""Mistakes that people make in YAML: each gets one plain sentence at the right place, and a way out."""

from __future__ import annotations

import pytest

from codesign_cli import source as source_module
from codesign_cli import yaml_problems
from codesign_cli.finding import Finding
from codesign_cli.source import read
from codesign_cli.yaml_problems import Complaint, explain, shown

# The file; the line of the finding and the text under it there; the sentence; the way out.
MISTAKES = [
    (
        '{\n  "codesign": 1,\n  "title": "x"\n  "feature": {}\n}\n',
        3, '"title": "x"',
        'Behind `"title": "x"` the comma is missing before the next item.',
        'Put a comma at the end of the line.',
    ),
    (
        'a: [\n  "b, [",\n  "c"\n  "d"\n]\n',
        3, '"c"',
        'Behind `"c"` the comma is missing before the next item.',
        'Put a comma at the end of the line.',
    ),
    (
        'a: {\n  b: 1\n  c: 2\n}\n',
        2, 'b: 1',
        'Behind `b: 1` the comma is missing before the next item.',
        'Put a comma at the end of the line.',
    ),
    (
        '# Plan\n\n**Problem:** slow\n',
        3, '**Problem:** slow',
        'A line cannot begin with `*`.',
        'Delete it, or put a `#` before the line if it is a note.',
    ),
    (
        'codesign: 1\nfeature:\n\tname: x\n',
        3, '\t',
        'The line is indented with a tab; YAML takes spaces only.',
        'Replace it by spaces, as many as the lines beside it have.',
    ),
    (
        'codesign: 1\nfeature:\n  name: x\n\tproblem: y\n',
        4, '\t',
        'The line is indented with a tab; YAML takes spaces only.',
        'Replace it by spaces, as many as the lines beside it have.',
    ),
    (
        'codesign: 1\nfeature:\n  name: x\n  \tproblem: y\n',
        4, '\t',
        'The line is indented with a tab; YAML takes spaces only.',
        'Replace it by spaces, as many as the lines beside it have.',
    ),
    (
        'codesign: 1\ntitle Foo\nfeature:\n  name: x\n',
        2, 'title Foo',
        '`title Foo` has no colon, so it is no key with a value.',
        'Write `title: Foo`, or indent the line if it continues the text above.',
    ),
    (
        'codesign: 1\ntitle:Foo\nfeature:\n  name: x\n',
        2, 'title:',
        'After `title:` the space is missing.',
        'Write `title: Foo`.',
    ),
    (
        'codesign: 1\ntitle:Foo\n',
        2, 'title:',
        'After `title:` the space is missing.',
        'Write `title: Foo`.',
    ),
    (
        'codesign: 1\nfeature:\n  name: x\n  problem y\n  question: z\n',
        4, 'problem y',
        '`problem y` has no colon, so it is no key with a value.',
        'Write `problem: y`, or indent the line if it continues the text above.',
    ),
    (
        'codesign: 1\nfeature\n  name: x\n  problem: y\n',
        2, 'feature',
        '`feature` has no colon, so it is no key with a value.',
        'Write `feature:`, or indent the line if it continues the text above.',
    ),
    (
        'codesign: 1\ntitle: Foo: the bar\nfeature: x\n',
        2, 'Foo: the bar',
        'A colon and a space inside the value of `title` look like a second key.',
        'Put the value in quotes: `title: "Foo: the bar"`.',
    ),
    (
        'accounts:\n  - name: Foo: bar\n',
        2, 'Foo: bar',
        'A colon and a space inside the value of `name` look like a second key.',
        'Put the value in quotes: `name: "Foo: bar"`.',
    ),
    (
        'codesign: 1\ntitle: "Foo\nfeature:\n  name: x\n',
        2, '"Foo',
        'The quote " that opens here is never closed.',
        'Put " at the end of the text, too; inside the text it is written \\".',
    ),
    (
        'codesign: 1\ntitle: "Foo\nfeature:\n  name: "x"\n  problem: y\n',
        2, '"Foo',
        'The quote " that opens here is never closed.',
        'Put " at the end of the text, too; inside the text it is written \\".',
    ),
    (
        "codesign: 1\ntitle: 'It's here'\nfeature: x\n",
        2, "'It's here'",
        "The quoted text ends at the second ', and more text follows.",
        """Put the whole value in double quotes ("), or write each ' inside it twice ('').""",
    ),
    (
        'codesign: 1\ntitle: "a" and "b"\nfeature: x\n',
        2, '"a" and "b"',
        'The quoted text ends at the second ", and more text follows.',
        """Put the whole value in single quotes ('), or write each " inside it as \\\".""",
    ),
    (
        'codesign: 1\nin_scope: [a, b\nfeature: x\ntitle: y\n',
        2, '[a, b',
        'The bracket `[` that opens here is never closed.',
        'Put `]` after the last item.',
    ),
    (
        'codesign: 1\nin_scope: [a, b\n',
        2, '[a, b',
        'The bracket `[` that opens here is never closed.',
        'Put `]` after the last item.',
    ),
    (
        'codesign: 1\nin_scope: [a, b}\ntitle: y\n',
        2, '}',
        '`[` opens here or above and `}` closes it.',
        'Close it with `]`.',
    ),
    (
        'codesign: 1\nteam: {name: a, email: b\ntitle: y\n',
        2, '{name: a, email: b',
        'The bracket `{` that opens here is never closed.',
        'Put `}` after the last item.',
    ),
    (
        'codesign: 1\nin_scope: ["a" "b"]\n',
        2, '"a" "b"',
        'Between `[` and `]` this is no single item.',
        'Put a comma between two items, and quotes around a text that holds commas, colons or brackets.',
    ),
    (
        'codesign: 1\nin_scope: ]\n',
        2, ']',
        'The `]` does not belong to anything here.',
        'Delete it, or put the value in quotes if it is meant as text.',
    ),
    (
        'feature:\n    name: x\n  problem: y\n',
        3, 'problem: y',
        'The line is indented by 2 spaces, unlike every line above that it could belong to.',
        'Indent it by 4 as `name: x` or 0 as `feature:` is.',
    ),
    (
        'feature:\n  name: x\n   problem: y\n',
        3, 'problem: y',
        'The line is indented further than the key above it, and `name` has its value already.',
        'Indent it as `name` is, or put the value of `name` in quotes on one line if this line belongs to it.',
    ),
    (
        'accounts:\n  - id: a\n - id: b\n',
        3, '- id: b',
        'The line is indented by 1 space, unlike every line above that it could belong to.',
        'Indent it by 2 as `- id: a` or 0 as `accounts:` is.',
    ),
    (
        'accounts:\n  - id: a\n   - id: b\n',
        3, '- id: b',
        'The line is indented by 3 spaces, unlike every line above that it could belong to.',
        'Indent it by 4 as `id: a` or 2 as `- id: a` is.',
    ),
    (
        'accounts:\n  - id: a\n   name: b\n',
        3, 'name: b',
        'The line is indented by 3 spaces, unlike every line above that it could belong to.',
        'Indent it by 4 as `id: a` or 2 as `- id: a` is.',
    ),
    (
        'accounts:\n  - id: a\n     name: b\n',
        3, 'name: b',
        'The line is indented further than the key above it, and `id` has its value already.',
        'Indent it as `id` is, or put the value of `id` in quotes on one line if this line belongs to it.',
    ),
    (
        'title: x\n- foo\n',
        2, '- foo',
        'A list item stands among keys.',
        'Write the key that the list belongs to in a line above it, or delete the dash.',
    ),
    (
        'title: - foo\n',
        1, '- foo',
        'A list begins in the line of its key `title`.',
        'Put each item on a line of its own below the key, or the value in quotes if the dash belongs to it.',
    ),
    (
        'accounts:\n  - a\n  b: c\n',
        3, 'b: c',
        'A key stands among list items.',
        'Begin the line with a dash if it is an item, or indent it as the keys of the item above.',
    ),
    (
        'title: @foo bar\n',
        1, '@foo bar',
        'A value cannot begin with `@`.',
        'Put the value in quotes: "@foo bar".',
    ),
    (
        'title: `foo`\n',
        1, '`foo`',
        'A value cannot begin with a backtick.',
        'Put the value in quotes: "`foo`".',
    ),
    (
        'title: %foo\n',
        1, '%foo',
        'A value cannot begin with `%`.',
        'Put the value in quotes: "%foo".',
    ),
    (
        'title: *bold*\n',
        1, '*bold*',
        'A value cannot begin with `*`.',
        'Put the value in quotes: "*bold*".',
    ),
    (
        'title: *bold\n',
        1, '*bold',
        '`*bold` refers to a part marked with `&bold`, and there is none.',
        'Put the value in quotes: "*bold".',
    ),
    (
        'title: **bold** text\n',
        1, '**bold** text',
        'A value cannot begin with `*`.',
        'Put the value in quotes: "**bold** text".',
    ),
    (
        'title: & more\n',
        1, '& more',
        'A value cannot begin with `&`.',
        'Put the value in quotes: "& more".',
    ),
    (
        'title: !important\n',
        1, '!important',
        'An exclamation mark before a value marks it as a special type, and a program file has none.',
        'Put the value in quotes if the `!` belongs to it; otherwise delete the mark.',
    ),
    (
        'text: > Hello there\nx: y\n',
        1, '> Hello there',
        'After `>` the text begins on the next line, and here it goes on in the same one.',
        'Move the text to the next line and indent it, or delete `>`, or put the value in quotes.',
    ),
    (
        'text: | Hello\n  there\n',
        1, '| Hello',
        'After `|` the text begins on the next line, and here it goes on in the same one.',
        'Move the text to the next line and indent it, or delete `|`, or put the value in quotes.',
    ),
    (
        'title: "foo\\qbar"\n',
        1, '\\q',
        'In double quotes `\\q` is no character that YAML knows.',
        'Write \\\\ for a backslash, or use single quotes.',
    ),
    (
        'title: "C:\\Users\\x"\n',
        1, '\\U',
        'In double quotes `\\U` is no character that YAML knows.',
        'Write \\\\ for a backslash, or use single quotes.',
    ),
    (
        'title: {{ name }}\n',
        1, '{',
        'A list or a group in brackets stands where a key belongs.',
        'Put the text in quotes if it is meant as text (`"{{ name }}"`); a key is a plain word.',
    ),
    (
        'title： Foo\nx: 1\n',
        1, '：',
        'The colon here is the wide one (：) that YAML does not know.',
        'Write a plain colon and a space.',
    ),
    (
        'title = Foo\nx: 1\n',
        1, 'title = Foo',
        '`title = Foo` has an equals sign where the colon belongs.',
        'Write a colon instead of the equals sign: `title: Foo`.',
    ),
    (
        '<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n',
        1, '<<<<<<< HEAD',
        "A merge was not finished: git's conflict mark stands in this line.",
        'Keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>.',
    ),
    (
        'title: a\n<<<<<<< HEAD\nx: b\n=======\nx: c\n>>>>>>> x\n',
        2, '<<<<<<< HEAD',
        "A merge was not finished: git's conflict mark stands in this line.",
        'Keep one of the two versions and delete the lines with <<<<<<<, ======= and >>>>>>>.',
    ),
    (
        'codesign: 1\n---\ntitle: x\n',
        2, '---',
        'A second document begins here; a file holds one program.',
        'Put it into a file of its own, or delete the line of `---` or `...`.',
    ),
    (
        'text: |\n  Hello\nWorld is\nnext: x\n',
        3, 'World is',
        '`World is` has no colon, so it is no key with a value.',
        'Write `key: value`, or indent the line if it continues the text above.',
    ),
    (
        'feature:\n\xa0\xa0name: x\n\xa0\xa0problem: y\n',
        2, '\xa0\xa0',
        'A blank stands before the key that is no plain space, so it is read as a letter.',
        'Replace it by spaces, as many as the lines beside it have.',
    ),
    (
        '{"codesign": 1, "title": "x",\n "a": [1,2}\n',
        2, '}',
        '`[` opens here or above and `}` closes it.',
        'Close it with `]`.',
    ),
    (
        'a: [x]y\n',
        1, '[x]y',
        'The value begins with `[` and goes on after the closing `]`.',
        'Put the whole value in quotes if it is a text; otherwise delete what follows the bracket.',
    ),
    (
        'a: "x"y\n',
        1, '"x"y',
        'The quoted text ends at the second ", and more text follows.',
        """Put the whole value in single quotes ('), or write each " inside it as \\\".""",
    ),
    (
        "a: 'x\n",
        1, "'x",
        "The quote ' that opens here is never closed.",
        "Put ' at the end of the text, too; inside the text it is written twice ('').",
    ),
    (
        'a: b\n b: c\nd: e\n',
        2, 'b: c',
        'The line is indented further than the key above it, and `a` has its value already.',
        'Indent it as `a` is, or put the value of `a` in quotes on one line if this line belongs to it.',
    ),
    (
        'Dear all,\n\nthis is: a letter\n',
        1, 'Dear all,',
        '`Dear all,` is no key with a value, and a program file begins with one.',
        'Begin with `codesign: 1`, then write `title:` and `feature:`; notes take a `#` before them.',
    ),
    (
        '- a\n-b\n- c\n',
        2, '-',
        'After the dash of a list item the space is missing.',
        'Write `- b`.',
    ),
    (
        'accounts:\n- id: a\n  name: b\n-id: c\n  name: d\n',
        4, '-',
        'After the dash of a list item the space is missing.',
        'Write `- id: c`.',
    ),
    (
        'key: [a, b]]\n',
        1, ']',
        'The `]` does not belong to anything here.',
        'Delete it, or put the value in quotes if it is meant as text.',
    ),
    (
        'a: !!binary xx\n',
        1, '!!binary',
        'An exclamation mark before a value marks it as a special type, and a program file has none.',
        'Put the value in quotes if the `!` belongs to it; otherwise delete the mark.',
    ),
    (
        'a: 1\n...\nfoo\n',
        3, 'foo',
        'A second document begins here; a file holds one program.',
        'Put it into a file of its own, or delete the line of `---` or `...`.',
    ),
    (
        'a: &x [*x]\n',
        1, '&x',
        'The part that is marked with `&` here contains itself through an alias (`*`).',
        'Write the inner part out instead of referring to the whole.',
    ),
    (
        '%YAML 2.0\n---\na: 1\n',
        1, '%YAML 2.0',
        'A line that begins with `%` is an instruction to YAML readers, and this one is not valid.',
        'Delete the line; a program file needs none.',
    ),
    (
        'a: {b: c}}\n',
        1, '}',
        'The `}` does not belong to anything here.',
        'Delete it, or put the value in quotes if it is meant as text.',
    ),
    (
        "a: 'b' 'c'\n",
        1, "'b' 'c'",
        "The quoted text ends at the second ', and more text follows.",
        """Put the whole value in double quotes ("), or write each ' inside it twice ('').""",
    ),
    (
        'title: [draft] Foo\n',
        1, '[draft] Foo',
        'The value begins with `[` and goes on after the closing `]`.',
        'Put the whole value in quotes if it is a text; otherwise delete what follows the bracket.',
    ),
    (
        'title: "Foo" # ok\nx: "y"z # c\n',
        2, '"y"z # c',
        'The quoted text ends at the second ", and more text follows.',
        """Put the whole value in single quotes ('), or write each " inside it as \\\".""",
    ),
    (
        'a: -\n',
        1, '-',
        'A list begins in the line of its key `a`.',
        'Put each item on a line of its own below the key, or the value in quotes if the dash belongs to it.',
    ),
    (
        'a:\n  - b\n  c\n  - d\n',
        3, 'c',
        '`c` stands among list items without a dash.',
        'Write `- c`, or indent the line further if it continues the item above.',
    ),
    (
        'question: Why? Because: x\n',
        1, 'Why? Because: x',
        'A colon and a space inside the value of `question` look like a second key.',
        'Put the value in quotes: `question: "Why? Because: x"`.',
    ),
    (
        'a: |\n    x\n  y\nb: c\n',
        3, 'y',
        'The line is indented by 2 spaces, unlike every line above that it could belong to.',
        'Indent it by 4 as `x` or 0 as `a: |` is.',
    ),
    (
        'feature:\n  name: x\nproblem: y\n  question: z\n',
        4, 'question: z',
        'The line is indented further than the key above it, and `problem` has its value already.',
        'Indent it as `problem` is, or put the value of `problem` in quotes on one line if this line belongs to it.',
    ),
    (
        "a: 'don't do: this'\n",
        1, "'don't do: this'",
        "The quoted text ends at the second ', and more text follows.",
        """Put the whole value in double quotes ("), or write each ' inside it twice ('').""",
    ),
    (
        'words: "I said "no" to it"\n',
        1, '"I said "no" to it"',
        'The quoted text ends at the second ", and more text follows.',
        """Put the whole value in single quotes ('), or write each " inside it as \\\".""",
    ),
    (
        'a: b: c: d\n',
        1, 'b: c: d',
        'A colon and a space inside the value of `a` look like a second key.',
        'Put the value in quotes: `a: "b: c: d"`.',
    ),
    (
        '    codesign: 1\ntitle: x\n',
        2, 'title: x',
        'The line is indented by 0 spaces, unlike every line above that it could belong to.',
        'Indent it by 4 as `codesign: 1` is.',
    ),
    (
        'a: ,b\n',
        1, ',',
        'The `,` does not belong to anything here.',
        'Delete it, or put the value in quotes if it is meant as text.',
    ),
    (
        'a: [b,,c]\n',
        1, ',',
        'The `,` does not belong to anything here.',
        'Delete it, or put the value in quotes if it is meant as text.',
    ),
    (
        'a: {b: c, , d}\n',
        1, ',',
        'The `,` does not belong to anything here.',
        'Delete it, or put the value in quotes if it is meant as text.',
    ),
    (
        'title: "x""\n',
        1, '"',
        'The quote " that opens here is never closed.',
        'Put " at the end of the text, too; inside the text it is written \\".',
    ),
    (
        '"title: x\n',
        1, '"title: x',
        'The quote " that opens here is never closed.',
        'Put " at the end of the text, too; inside the text it is written \\".',
    ),
    (
        'a: {b: c, "d"\n',
        1, '{b: c, "d"',
        'The bracket `{` that opens here is never closed.',
        'Put `}` after the last item.',
    ),
    (
        'feature:\n  name: x\n\xa0 problem: y\n z: q\n',
        4, 'z: q',
        'The line is indented further than the key above it, and `problem` has its value already.',
        'Indent it as `problem` is, or put the value of `problem` in quotes on one line if this line belongs to it.',
    ),
    (
        'a: "\\xg"\n',
        1, '\\x',
        'In double quotes `\\x` is no character that YAML knows.',
        'Write \\\\ for a backslash, or use single quotes.',
    ),
    (
        'a:\tb\n\t- c\n',
        1, '\t',
        'A tab stands here; between the parts of a line YAML takes spaces only.',
        'Replace it by a space, or delete it at the end of a line.',
    ),
    (
        'a: 1\n%TAG x\n---\n',
        2, '%TAG x',
        'A line that begins with `%` is an instruction to YAML readers, and this one is not valid.',
        'Delete the line; a program file needs none.',
    ),
    (
        'a: >#x\n  b\n',
        1, '#x',
        'A comment needs a space before its `#`.',
        'Put a space before the `#`, or the value in quotes if the `#` belongs to it.',
    ),
    (
        'a: [b]#c\n',
        1, '#c',
        'A comment needs a space before its `#`.',
        'Put a space before the `#`, or the value in quotes if the `#` belongs to it.',
    ),
    (
        'a: [b,#c\n]\n',
        1, '#c',
        'A comment needs a space before its `#`.',
        'Put a space before the `#`, or the value in quotes if the `#` belongs to it.',
    ),
    (
        '%YAML 1.3\n---\na: 1\n',
        1, '%YAML 1.3',
        'A line that begins with `%` is an instruction to YAML readers, and this one is not valid.',
        'Delete the line; a program file needs none.',
    ),
    (
        'a: !e!x b\n',
        1, '!e!x b',
        'A value cannot begin with `!`.',
        'Put the value in quotes: "!e!x b".',
    ),
    (
        'a: !<x b\n',
        1, '!<x b',
        'A value cannot begin with `!`.',
        'Put the value in quotes: "!<x b".',
    ),
    (
        '- a\n b: c\n',
        2, 'b: c',
        'The line is indented further than the list item above it, which has its text already.',
        'Give the key a place of its own: begin it with a dash too, or indent it as the keys around the list.',
    ),
    (
        'codesign: 1\n  title: x\n',
        2, 'title: x',
        'The line is indented further than the key above it, and `codesign` has its value already.',
        'Indent it as `codesign` is, or put the value of `codesign` in quotes on one line if this line belongs to it.',
    ),
    (
        'a: b\n? [c]\n: d\n',
        2, '[',
        'A list or a group in brackets stands where a key belongs.',
        'Put the text in quotes if it is meant as text (`"{{ name }}"`); a key is a plain word.',
    ),
    (
        'a: [-, b]\n',
        1, '-',
        'A single `-` stands where a value belongs.',
        'Write the value, or put the dash in quotes if it is meant as text.',
    ),
    (
        'a: !!int x\n',
        1, '!!int x',
        'The mark `!!int` says that this value is a whole number, and it is not.',
        'Delete `!!int` or correct the value.',
    ),
    (
        "a: 'it''s' ok\n",
        1, "'it''s' ok",
        "The quoted text ends at the second ', and more text follows.",
        """Put the whole value in double quotes ("), or write each ' inside it twice ('').""",
    ),
    (
        'a: {x: 1 y: 2}\n',
        1, 'x: 1 y: 2',
        'Between `{` and `}` this is no single item.',
        'Put a comma between two items, and quotes around a text that holds commas, colons or brackets.',
    ),
    (
        'key with: colon: x\n',
        1, 'colon: x',
        'A colon and a space inside the value of `key with` look like a second key.',
        'Put the value in quotes: `key with: "colon: x"`.',
    ),
    (
        'text: >\nHello\nthere\n',
        2, 'Hello',
        '`Hello` has no colon, so it is no key with a value.',
        'Write `key: value`, or indent the line if it continues the text above.',
    ),
    (
        'a:\n  - b: c\n  d: e\n',
        3, 'd: e',
        'A key stands among list items.',
        'Begin the line with a dash if it is an item, or indent it as the keys of the item above.',
    ),
    (
        'notes: 5:30: call\n',
        1, '5:30: call',
        'A colon and a space inside the value of `notes` look like a second key.',
        'Put the value in quotes: `notes: "5:30: call"`.',
    ),
    (
        'url: http://x.example: the page\n',
        1, 'http://x.example: the page',
        'A colon and a space inside the value of `url` look like a second key.',
        'Put the value in quotes: `url: "http://x.example: the page"`.',
    ),
    (
        'a: [b,\n',
        1, '[b,',
        'The bracket `[` that opens here is never closed.',
        'Put `]` after the last item.',
    ),
    (
        'in_scope: [a]\nout_of_scope: {b: [c],\n  d: e,\n',
        2, '{b: [c],',
        'The bracket `{` that opens here is never closed.',
        'Put `}` after the last item.',
    ),
    (
        'a: {b: "c: d"\n',
        1, '{b: "c: d"',
        'The bracket `{` that opens here is never closed.',
        'Put `}` after the last item.',
    ),
]  # fmt: skip

LIBRARY_WORDS = (
    "mapping", "scalar", "token", "block end", "simple key", "stream", "expected", "node", "anchor", "parsing",
    "scanning", "flow ", "ruamel", "libyaml", "sequence",
)  # fmt: skip


def one(text: str) -> Finding:
    """The one finding of a text that cannot be read."""
    found = read("program.yaml", text.encode())
    assert not found.readable
    assert found.data is None
    (finding,) = found.findings
    return finding


def under(text: str, finding: Finding) -> str:
    """The text under a finding that stands on one line."""
    span = finding.span
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(("text", "line", "place", "message", "help"), MISTAKES)
def test_a_mistake_gets_one_sentence_at_its_place(
    text: str, line: int, place: str, message: str, help: str
) -> None:
    finding = one(text)
    assert (finding.span.line, under(text, finding)) == (line, place)
    assert (finding.message, finding.help) == (message, help)


@pytest.mark.parametrize("text", [row[0] for row in MISTAKES])
def test_no_sentence_uses_a_library_s_words(text: str) -> None:
    finding = one(text)
    for word in LIBRARY_WORDS:
        assert word not in finding.message
        assert word not in finding.help
    assert finding.message.endswith(".")
    assert finding.help.endswith(".")


@pytest.mark.parametrize("text", [row[0] for row in MISTAKES])
def test_large_files_get_the_same_line_from_the_fast_parser_alone(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = one(text)
    monkeypatch.setattr(source_module, "SECOND_OPINION", 0)
    found = one(text)
    assert found.span.line == expected.span.line or "tab" in expected.message
    assert "cannot be read" not in found.message


def test_a_mistake_late_in_a_long_file_is_found_in_its_line() -> None:
    text = "title: a\naccounts:\n" + "  - id: x\n    name: y\n" * 15_000 + "  - id: x: y\n"
    assert len(text) > source_module.SECOND_OPINION
    finding = one(text)
    assert (finding.span.line, under(text, finding)) == (30_003, "x: y")


def test_mistakes_are_found_behind_every_kind_of_line_end() -> None:
    for end in ("\r\n", "\r"):
        finding = one(f"title: x{end}feature: a: b{end}last: y{end}")
        assert (finding.span.line, finding.span.column, finding.span.end_column) == (2, 10, 14)


def test_an_unknown_complaint_still_shows_the_line() -> None:
    broken = explain("a: 1\nb: 2 # c\n", Complaint("while dreaming", None, "found nothing", 5))
    assert (broken.start, broken.end, broken.message) == (5, 9, "This line cannot be read as YAML.")


def test_excerpts_are_short_and_hold_no_backticks() -> None:
    assert shown("a  `b`\tc") == "a 'b' c"
    assert shown("x" * 60) == "x" * 39 + "…"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_line_is_the_same_however_far_its_ends_are(end: str) -> None:
    lines = ["a", "b" * 300, "", "c" * 5_000, "", "", "d" * 20_000, "e"]
    text = end.join(lines)
    start = 0
    for line in lines:
        for at in {start, start + len(line) // 2, start + len(line)}:
            assert yaml_problems._line_at(text, at) == (start, line)
        start += len(line) + len(end)


@pytest.mark.parametrize("blank", ["\n", "\r", "\r\n", "  \n", "# why\n"])
@pytest.mark.parametrize("mistake", [" x: y", "x: a: b", "hello", "\tx: y", "] z"])
def test_a_mistake_behind_very_many_blank_lines_looks_at_some_of_them(
    blank: str, mistake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, real = 0, yaml_problems._line_at

    def counted(text: str, at: int) -> yaml_problems._Line:
        nonlocal looked
        looked += 1
        return real(text, at)

    monkeypatch.setattr(yaml_problems, "_line_at", counted)
    end = "\r" if blank == "\r" else "\n"
    count = 60_000
    finding = one(f"codesign: 1{end}title: x{end}{blank * count}{mistake}{end}")
    assert finding.span.line == count + 3
    assert looked < yaml_problems._MOST_ABOVE + 100
