// title: All that is stored of sources, by id, a page at a time
// parameters: after, count
// columns: id, publisher, domain
MATCH (s:Source)
WHERE s.id > $after
RETURN s.id AS id, s.publisher AS publisher, s.domain AS domain
ORDER BY id LIMIT $count
