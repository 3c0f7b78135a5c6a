// title: Hold the writer's lock for longer; nothing comes back when another writer has it
// parameters: token, lease_ms
// columns: user
MATCH (l:StorytrailLock {id: 'writer', token: $token})
SET l.until = timestamp() + $lease_ms
RETURN l.user AS user
