// title: Names of all indexes, those behind constraints included
// parameters:
// columns: names
SHOW INDEXES YIELD name
RETURN collect(name) AS names
