// title: Write the state of the graph
// parameters: schema, engine, revision, first, last, stale, analysis, store, related_revision, stories_method, clusters_method
// columns:
MERGE (m:Meta {id: 'meta'})
SET m.schema_version = $schema, m.engine = $engine, m.revision = $revision, m.first = $first, m.last = $last,
    m.stale = $stale, m.analysis = $analysis, m.store = $store, m.related_revision = $related_revision,
    m.stories_method = $stories_method, m.clusters_method = $clusters_method
