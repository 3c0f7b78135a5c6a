// title: Name and identity of the database that is asked; one that was put back from a copy has another identity
// parameters:
// columns: name, id
CALL db.info() YIELD name, id
RETURN name, id
