// title: Remove what events link, cite and are from
// parameters: ids
// columns:
UNWIND $ids AS id
MATCH (e:Event {id: id})-[r:MENTIONS|PART_OF|CITES|FROM|GIVEN_RELATED]->()
DELETE r
