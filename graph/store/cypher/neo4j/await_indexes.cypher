// title: Wait until all indexes are there
// parameters: timeout_s
// columns:
CALL db.awaitIndexes($timeout_s)
