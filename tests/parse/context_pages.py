"""Pages of the Context in our own words, in the shapes that real ones have."""

import datetime as dt

from graph.model import Event, ParsedDocument
from graph.parse.context_page import parse_context

DAY = dt.date(2016, 2, 3)
EVENT = """Formats: [HTML](/news/2016/02/3/miners-leave-the-pit.html)  [JSON](/news/2016/02/3/miners-leave-the-pit.json)

### [2016-02-3](/news/2016/02/3/index.md)

##### Tarn mining strike
# Miners  leave the pit of Tarn &amp; march on the town\u00a0hall. \n
&quot;We are tired,&quot; a miner [of the pit] says.
They want rest.


### Sources:

1. [AP via The Example](https://news.example.org/strike_(tarn)?a=1&amp;b=2)
1. [Radio [Tarn]](//radio.example.com/strike)
1. [Cover Image](https://pictures.example.org/a,b/http://c.example.org/pit.jpg)

### Related:

1. [A mine (the [deepest] one) opens. ](/news/2015/12/31/a-mine-opens.md) _Context: Ore, Tarn, Tarn mining strike_
2. [Tarn's mayor resigns. ](/news/2016/01/9/tarn-s-mayor-resigns.md) _Context: Tarn, Tarn mining strike, Ulm, D.C._
3. [ Rain falls. ](/news/2014/05/1/rain-falls.md)
"""
CHINESE = """### [2016-02-3](/news/2016/02/3/index.md)

##### -{zh-tw:雪梨; zh-cn:悉尼;}-
# -{zh-tw:雪梨; zh-hk:悉尼港; zh-cn:悉尼;}-下了大雨 [http:--news.example.org-rain (晚報)] ，-{渡}-輪停航。 \n
Rain falls on the harbour.


### 信息来源:

1. [晨報](http://news.example.org/rain) [IMG](http://news.example.org/rain.jpg)
2. [晚報](http://evening.example.org/rain) [IMG](http://evening.example.org/ferry.jpg)

### 有关:

1. [ 渡輪重新開航。](/zh/news/2016/02/14/渡輪重新開航.md) _消息: -{zh-tw:雪梨; zh-cn:悉尼;}-, 渡輪_
"""
INDEX = """## [2016-02-3](/news/2016/02/3/index.md)

### [A comet &amp; its tail are seen. ](/news/2016/02/3/a-comet-its-tail-are-seen.md)
##### Tarn mining strike
### [Miners leave the pit. ](/news/2016/02/3/miners-leave-the-pit.md)
They want rest,
and more pay.
### [The mayor answers. ](/news/2016/02/3/the-mayor-answers.md)
_Context: Ore, Tarn mining strike_
## [Previous Day...](/news/2016/02/2/index.md)
"""
FRONT = """Formats: [HTML](/zh/index.html)
## [2016-02-3](/zh/news/2016/02/3/index.md)
##### 天氣
### [小鎮下雪。](/zh/news/2016/02/3/小鎮下雪.md)
## [2016-02-2](/zh/news/2016/02/2/index.md)
### [河水上漲。](/zh/news/2016/02/2/河水上漲.md)
## [前一天...](/zh/news/2016/02/1/index.md)
"""


def parse(text: str) -> ParsedDocument:
    return parse_context(text, document="context/page", date=DAY)


def only(text: str) -> Event:
    """Parse a page that has exactly one event and nothing odd."""
    page = parse(text)
    assert page.issues == ()
    assert len(page.events) == 1
    return page.events[0]


def codes(text: str) -> list[tuple[str, int]]:
    return [(issue.code, issue.line) for issue in parse(text).issues]


def related(entry: str) -> str:
    return f"# Talks open.\n### Related:\n{entry}"


def cited(entry: str) -> str:
    return f"# Talks open.\n### Sources:\n{entry}"
