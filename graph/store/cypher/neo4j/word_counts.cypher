// title: In how many events each word stands
// parameters: words
// columns: word, events
UNWIND $words AS word
CALL (word) {
  CALL db.index.fulltext.queryNodes('event_words', word) YIELD node AS e
  RETURN count(e) AS events
}
RETURN word, events
