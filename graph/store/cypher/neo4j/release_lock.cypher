// title: Let go of the writer's lock
// parameters: token
// columns:
MATCH (l:StorytrailLock {id: 'writer', token: $token})
DETACH DELETE l
