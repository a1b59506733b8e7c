"""Articles as the exports of press databases write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.newsroom.written import Written


def nexis(articles: Sequence[Written]) -> bytes:
    """Write an export of Nexis."""
    return "".join(
        f"""
{f"{number} of {len(articles)} DOCUMENTS":>50}

{it.outlet:>50}

{it.date:>50}

{it.title}

SECTION: NEWS; Pg. 4

LENGTH: {len(it.text.split())} words

{it.text}

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

{f"Copyright 2031 {it.outlet}":>50}
{"All Rights Reserved":>50}
"""
        for number, it in enumerate(articles, 1)
    ).encode()


def nexis_uni(articles: Sequence[Written]) -> bytes:
    """Write an export of Nexis Uni as text."""
    return "".join(
        f"""{it.title}
{it.outlet}
{it.date}

Copyright 2031 {it.outlet} All Rights Reserved
Section: NEWS; Pg. 4
Length: {len(it.text.split())} words
Body

{it.text}

Load-Date: {it.date}

End of Document
"""
        for it in articles
    ).encode()


def factiva(articles: Sequence[Written]) -> bytes:
    """Write an export of Factiva."""
    return "".join(
        f"""{it.title}

{len(it.text.split())} words
{it.date}
{it.outlet}
EASTM
English
(c) 2031 {it.outlet}

{it.text}

Document EASTM00020310310e73a0000{number}

"""
        for number, it in enumerate(articles, 1)
    ).encode()


def proquest(articles: Sequence[Written]) -> bytes:
    """Write an export of ProQuest."""
    rule = "_" * 60
    return (
        "".join(
            f"""
{rule}

Document {number} of {len(articles)}

{it.title}

Publication info: {it.outlet} ; Port Sellick.

Full text: {it.text}

Title: {it.title}

Publication title: {it.outlet}

Publication date: {it.date}

ProQuest document ID: 20310310{number}

"""
            for number, it in enumerate(articles, 1)
        ).encode()
        + f"{rule}\n".encode()
    )


def wiso(articles: Sequence[Written]) -> bytes:
    """Write an export of wiso."""
    return "".join(
        f"""{it.title}

{it.text}

Quelle: {it.outlet} vom {".".join(reversed(it.date.split("-")))}, S. 4
Ressort: Lokales
Dokumentnummer: EM2031031000{number}

Dauerhafte Adresse des Dokuments: https://www.example.org/document/EM{number}
Alle Rechte vorbehalten: (c) {it.outlet}

"""
        for number, it in enumerate(articles, 1)
    ).encode()
