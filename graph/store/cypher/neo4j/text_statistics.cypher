// title: Number of events, and of all their words
// parameters:
// columns: events, words
MATCH (e:Event)
RETURN count(e) AS events, sum(CASE e.words WHEN '' THEN 0 ELSE size(split(e.words, ' ')) END) AS words
