"""Pages made of every kind of block, for the tests of the renderers: an ordinary one, and one full of any value."""

from __future__ import annotations

from codesign_cli.blocks import (
    Block,
    Bullets,
    Checklist,
    Heading,
    Line,
    Notice,
    Paragraph,
    Part,
    Schedule,
    Slot,
    Table,
    Terms,
)

PAGE: tuple[Block, ...] = (
    Heading("Session 2 · Prototype feedback", 1, "Wed 18 Feb 2026, 16:00–17:30"),
    Notice("The length is assumed.", "Note"),
    Schedule(
        (
            Slot(
                "16:00",
                5,
                "Opening",
                ("Tom Okafor", "Priya Nair"),
                (Line("Only bulk transfer.", "Tom Okafor"),),
            ),
            Slot(
                "16:05",
                40,
                "Walk-through",
                ("Tom Okafor",),
                (Line("“Show us what you do.”"),),
                (Part("Halden", 20, (Line("quietest so far"),)), Part("Corvus", 20)),
            ),
        )
    ),
    Heading("Words"),
    Terms((Line("“That reaches further.”", "If it drifts"), Line("“Where exactly?”", "If it is vague"))),
    Table(("Account", "Records"), (("Halden", "0"), ("Northwind Freight", "12")), numeric=(1,)),
    Bullets((Line("one"), Line("two", "Label"))),
    Checklist((Line("tick me"),)),
    Paragraph("The end."),
)

HOSTILE = (
        "[bold]x[/bold]", "\x1b]8;;http://e.com\x07x", "<script>alert(1)</script>", "a | b", "`code`", "# h", "1. x",
        "- x", "[x](javascript:alert(1))", "![x](y)", "&lt;b&gt;", "*x* _y_ ~~z~~", "https://e.com", "www.e.com",
        "a@b.example", "\ud800", "日本語" * 20,
        "👩‍👩‍👧‍👦 ❤️", "::error::x", "=cmd()", "\u202eabc", "a\\", "    code", "$x$",
        "+ x", "***", "---", "===", "```", "> q", "| --- |", "x #", "\u2028x", "[a]: b", "<!-- x -->", "1) x",
    "</style><script>hit = 1</script>", "</title><img src=x onerror=hit=1>", '" onmouseover="hit=1', "' style='x",
    "javascript:hit=1", "<svg/onload=hit=1>", "<!--", "]]>", "&#60;i>", "a\x00b", "\u2066x\u2069", "שלום <b>",
    "x" * 400,    "@priya", "#12 GH-7", ":tada:", "[[Home]]", "a@b @c", "<https://e.com>", "<a@b.example>", "ftp://e.com",
    "\\|", "| |",
)  # fmt: skip


def all_blocks(value: str) -> tuple[Block, ...]:
    """Every block with the value in every one of its places."""
    line = Line(value, value)
    slot = Slot(
        "16:00", 5, value, (value,), (line, Line(value)), (Part(value, 5, (line,)), Part(value, None))
    )
    return (
        Heading(value, 1, value), Heading(value, 2), Paragraph(value), Notice(value, value),
        Bullets((line, Line(value))),
        Terms((line,)), Checklist((line,)), Table((value, "x"), ((value, value),), numeric=(1,)), Schedule((slot,)),
    )  # fmt: skip
