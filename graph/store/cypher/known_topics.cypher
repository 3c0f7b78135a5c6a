// title: Which of these topics there are
// parameters: ids
// columns: ids
UNWIND $ids AS id
MATCH (t:Topic {id: id})
RETURN collect(id) AS ids
