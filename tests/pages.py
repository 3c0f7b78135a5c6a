"""Small day pages in our own words, for tests that need something to load."""

import datetime as dt
from pathlib import Path

HARBOUR = """{{Current events header|2015|05|04}}

<!-- All news items below this line -->
;Business and economy
*[[Harbour strike of 2015]]
**Dock workers in [[Rotterdam]] lay down their tools over pensions. [http://www.example.org/strike (Example News)]
**The port authority of [[Rotterdam]] asks a judge to end the walkout. [http://www.example.org/judge (Example News)]

;Science and technology
*Botanists describe a new orchid from [[Borneo]]. [http://www.example.net/orchid (Plant Letter)]

<!-- All news items above this line -->{{Current events footer}}
"""

HARBOUR_NEXT = """{{Current events header|2015|05|06}}

<!-- All news items below this line -->
;Business and economy
*[[Harbour strike of 2015]]
**A judge in [[The Hague]] lets the [[Rotterdam]] dock workers carry on. [http://www.example.org/ruling (Example News)]

;Sports
*[[Feyenoord]] wins the cup final in [[Rotterdam]]. [http://www.example.net/cup (''Ball'')]

<!-- All news items above this line -->{{Current events footer}}
"""


def file_name(day: dt.date) -> str:
    """The name portal editors would give the page of a day."""
    return f"{day.year}_{day:%B}_{day.day}.txt"


def write_pages(folder: Path) -> Path:
    """Write the two harbour pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2015_May_4.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "2015_May_6.txt").write_text(HARBOUR_NEXT, encoding="utf-8")
    return folder
