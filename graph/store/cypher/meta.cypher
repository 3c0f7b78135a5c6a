// title: State of the graph
// parameters:
// columns: schema, engine, revision, first, last, stale, analysis, store, related_revision, stories_method, clusters_method
MATCH (m:Meta {id: 'meta'})
RETURN m.schema_version AS schema, m.engine AS engine, m.revision AS revision, m.first AS first, m.last AS last,
       m.stale AS stale, m.analysis AS analysis, m.store AS store, m.related_revision AS related_revision,
       m.stories_method AS stories_method, m.clusters_method AS clusters_method
