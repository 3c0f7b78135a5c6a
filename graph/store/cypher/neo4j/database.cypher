// title: Name of the database that is asked
// parameters:
// columns: name
CALL db.info() YIELD name
RETURN name
