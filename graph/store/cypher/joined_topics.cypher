// title: Topics with titles that a redirect or a person has put there, and these titles
// parameters:
// columns: id, joined
MATCH (t:Topic)
WHERE size(t.joined) > 0
RETURN t.id AS id, t.joined AS joined
ORDER BY id
