"""Pairs of titles that look like spellings of one topic: some are, and many are not."""

from collections import Counter, defaultdict

import pytest

from graph.parse.encoding import decode
from graph.parse.letters import fold
from graph.parse.portal import day_of, parse_day
from graph.parse.topics import normal_form, search_form
from tests.corpus import corpus_folder


def pairs(listed: str) -> list[tuple[str, str]]:
    """Read pairs, one a line, with a bar between the two."""
    found = [tuple(title.strip() for title in line.split(" | ")) for line in listed.strip().splitlines()]
    return [(one, other) for one, other in found]


ACRONYMS = """
WHO | Who
ISIS | Isis
ETA | Eta
AIDS | Aids
MERS | Mers
SARS | Sars
START | Start
SALT | Salt
ACORN | Acorn
PISA | Pisa
DART | Dart
GRAIL | Grail
MAVEN | Maven
LIGO | Ligo
ITER | Iter
iOS | Ios
IRA | Ira
IT | It
LA | La
AI | Ai
CAT | Cat
SWAT | Swat
NICE | Nice
TIME | Time
LIFE | Life
MASH | Mash
SNAP | Snap
HOPE | Hope
WASP | Wasp
RAND | Rand
SANA | Sana
SANAA | Sanaa
WINDS | Winds
MINOS | Minos
IMAGE | Image
EMI | Emi
ANC | Anc
UNITA | Unita
VISA | Visa
KISS | Kiss
EAST | East
AMBER | Amber
MESSENGER | Messenger
STEREO | Stereo
INTEGRAL | Integral
SELENE | Selene
"""
WORKS = """
Ice Cube | Ice cube
Iron Maiden | Iron maiden
Red Meat | Red meat
Foreign Policy | Foreign policy
Foreign Affairs | Foreign affairs
App Store | App store
Prime Time | Prime time
Order of Merit | Order of merit
Private Eye | Private eye
Rolling Stone | Rolling stone
Vanity Fair | Vanity fair
Fight Club | Fight club
Panic Room | Panic room
Blood Diamond | Blood diamond
House of Cards | House of cards
Law and Order | Law and order
Tea Party | Tea party
Whole Foods | Whole foods
Best Buy | Best buy
Heavy Metal | Heavy metal
Too Big to Fail | Too big to fail
Black Swan | Black swan
"""
DIACRITICS = """
Malé | Male
Pelé | Pele
Pará | Para
Fårö | Faro
Fanø | Fano
Bodø | Bodo
Ærø | Aero
Møn | Mon
Lü | Lu
Aš | As
Å | A
Ö | O
Niš | Nis
Šid | Sid
Huế | Hue
Pâté | Pate
Rosé | Rose
Lamé | Lame
Kaká | Kaka
Über | Uber
Tōgō | Togo
Nō | No
RTÉ | RTE
ÖVP | OVP
Çan | Can
Uşak | Usak
Muş | Mus
Ağrı | Agri
Pápa | Papa
Pécs | PECS
Münster | Munster
Åland | Aland
Öland | Oland
Kōchi | Kochi
Hermès | Hermes
Cañada | Canada
Morón | Moron
Colón | Colon
Résumé | Resume
Exposé | Expose
Chloé | Chloe
Löhne | Lohne
Йошкар | Иошкар
"""
OTHERS = """
Barcelona | FC Barcelona
Georgia (country) | Georgia (U.S. state)
Congo | Republic of the Congo
Republic of the Congo | Democratic Republic of the Congo
Guinea | Guinea-Bissau
Guinea | Equatorial Guinea
Niger | Nigeria
Niger | Niger State
Slovakia | Slovenia
Austria | Australia
Iran | Iraq
Mauritius | Mauritania
Dominica | Dominican Republic
Korea | North Korea
Shanxi | Shaanxi
Kosovo | Kosovo War
Washington | Washington, D.C.
New York | New York City
London, Ontario | London
Birmingham | Birmingham, Alabama
Paris, Texas | Paris
Mercury (planet) | Mercury (element)
Turkey | Turkey (bird)
China | Republic of China
Sudan | South Sudan
Samoa | American Samoa
2012 Greek election | 2013 Greek election
May 2012 Greek legislative election | June 2012 Greek legislative election
2016 Irish general election | 2016 Icelandic general election
2016 United States presidential election | 2016 United States Senate elections
2016 United States presidential election in Ohio | 2016 United States presidential election in Iowa
2016 United States Senate election in Ohio | 2016 United States Senate election in Oregon
United States | United Kingdom
United States | United States of America (song)
US Open (tennis) | US Open (golf)
Let us pray | Let US pray
The Us | The US
USSR | US
U.S.A.P. | US
Us (film) | US (film)
George Bush | George W. Bush
George H. W. Bush | George W. Bush
Kim Jong-il | Kim Jong-un
Kim Il-sung | Kim Jong-il
Tom Jones | Tom Jones (singer)
Martin Luther | Martin Luther King
Apple | Apple Inc.
Yahoo | Yahoo!
Amazon | Amazon.com
"Heroes" (album) | Heroes (album)
Time (magazine) | Times (magazine)
The Sun | Sun
The Who | Who
The Times | Times
Hutu | Tutsi
Shia | Sunni
C | C++
AT&T | AT T
Euro | Europe
Boeing 737 | Boeing 747
Flight 370 | Flight 371
Windows 7 | Windows 8
Apollo 11 | Apollo 12
World War I | World War II
G7 | G8
Women's World Cup | World Cup
1000 | 1000s
"""
DIFFERENT = [pair for listed in (ACRONYMS, WORKS, DIACRITICS, OTHERS) for pair in pairs(listed)]

SAME = pairs("""
NATO | Nato
NASA | Nasa
IKEA | Ikea
UNICEF | Unicef
UNESCO | Unesco
INTERPOL | Interpol
NASDAQ | Nasdaq
ASEAN | Asean
MERCOSUR | Mercosur
PSY | Psy
LIBOR | Libor
BBC | Bbc
HIV | Hiv
UN | Un
aids | Aids
eBay | EBay
iPod nano | iPod Nano
Syrian Civil War | Syrian civil war
Arab League | Arab league
Ban Ki-moon | Ban Ki-Moon
Bashar al-Assad | Bashar Al-Assad
WikiLeaks | Wikileaks
World AIDS Day | World Aids Day
TIME Magazine | Time magazine
Anonymous (group) | Anonymous (Group)
2008 South Ossetia war | 2008 South Ossetia War
Recep Tayyip Erdoğan | Recep Tayyip Erdogan
Hugo Chávez | Hugo Chavez
São Paulo | Sao Paulo
Bogotá | Bogota
Zürich | Zurich
İzmir | Izmir
Café | Cafe
Łódź | Lodz
Kōbe | Kobe
Shinzō Abe | Shinzo Abe
Sinn Féin | Sinn Fein
Nguyễn Tấn Dũng | Nguyen Tan Dung
Encyclopædia Britannica | Encyclopaedia Britannica
Coup d'état | Coup d'etat
Israel–Gaza war | Israel-Gaza war
Israel—Gaza war | Israel‐Gaza war
Port‑au‑Prince | Port-au-Prince
2015–16 NBA season | 2015-16 NBA season
Sana’a | Sana'a
Maʼrib | Ma'rib
Standard & Poor’s | Standard & Poor's
“Hope” (ship) | "Hope" (ship)
''Nautilus'' | Nautilus
Standard &amp; Poor's | Standard & Poor's
S%C3%A3o Tom%C3%A9 | São Tomé
South_Sudan | South Sudan
South  Sudan | South Sudan
South Sudan#History | South Sudan
south Sudan | South Sudan
:South Sudan | South Sudan
Irish general election, 2016 | 2016 Irish general election
Scottish independence referendum, 2014 | 2014 Scottish independence referendum
Greek legislative election, May 2012 | May 2012 Greek legislative election
Iowa Republican caucuses, 2012 | 2012 Iowa Republican caucuses
United States Senate election in Ohio, 2016 | 2016 United States Senate election in Ohio
U.S. presidential election, 2008 | 2008 United States Presidential Election
Party presidential primaries, 2007–08 | 2007-08 Party presidential primaries
U.S. | United States
US | United States
U.S | United States
U. S. Navy | United States Navy
US-Mexico border | United States–Mexico border
Georgia (US state) | Georgia (U.S. State)
Democratic Party (U.S.) | Democratic Party (United States)
""")


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_things_stay_apart(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize("title", sorted({title for pair in DIFFERENT for title in pair}))
def test_the_identity_of_each_is_its_own_form(title: str) -> None:
    assert normal_form(normal_form(title)) == normal_form(title)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_thing(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), [pair for listed in (ACRONYMS, WORKS) for pair in pairs(listed)])
def test_a_search_finds_both_whatever_the_case(one: str, other: str) -> None:
    assert search_form(one) == search_form(other) == search_form(other.lower())


def test_the_lists_are_long_and_have_no_pair_twice() -> None:
    assert len({frozenset(pair) for pair in DIFFERENT}) == len(DIFFERENT) >= 130
    assert len({frozenset(pair) for pair in SAME}) == len(SAME) >= 60


@pytest.fixture(scope="module")
def titles() -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in corpus_folder().glob("*_*_*.txt"):
        text = decode(path.read_bytes())
        date = day_of(text, path.name)
        assert date is not None
        for event in parse_day(text, document=path.stem, date=date):
            linked = [*event.mentions, *(mention for heading in event.headings for mention in heading.mentions)]
            counts.update(mention.title for mention in linked)
    return counts


def groups(titles: Counter[str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for title in titles:
        found[normal_form(title)].append(title)
    return found


@pytest.mark.corpus
def test_a_known_share_of_the_archive_is_brought_together(titles: Counter[str]) -> None:
    # a title with and without its first capital is one page for the wiki already
    pages = {title[0].upper() + title[1:] for title in titles}
    assert 0.01 < 1 - len(groups(titles)) / len(pages) < 0.03
    assert 0.03 < 1 - len(groups(titles)) / len(titles) < 0.07


@pytest.mark.corpus
def test_the_largest_groups_differ_in_nothing_but_spelling(titles: Counter[str]) -> None:
    largest = sorted(groups(titles).values(), key=lambda group: (-len(group), group[0]))[:60]
    assert len(largest[0]) >= 6
    for group in largest:
        assert len({_skeleton(title) for title in group}) == 1, group


def _skeleton(title: str) -> tuple[str, ...]:
    """Return the sorted words of a title in small letters, with the United States under their full name."""
    plain = fold(title).casefold().replace("u.s.", "united states").replace("u.s", "united states")
    words = plain.replace("-", " ").replace(",", " ").replace("(", " ").replace(")", " ").split()
    return tuple(sorted(part for word in words for part in ("united states" if word == "us" else word).split()))


@pytest.mark.corpus
def test_no_tempting_pair_is_merged_in_the_archive(titles: Counter[str]) -> None:
    apart = {frozenset(pair) for pair in DIFFERENT}
    merged = [group for group in groups(titles).values() if any(pair <= set(group) for pair in apart)]
    assert merged == []
