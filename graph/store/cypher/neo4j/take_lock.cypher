// title: Take the writer's lock unless somebody else holds it; the first SET makes others wait until this is done
// parameters: token, user, host, pid, machine, gone, lease_ms
// columns: taken, token, user, host, pid, machine, since
MERGE (l:StorytrailLock {id: 'writer'})
SET l.asked = timestamp()
WITH l, l.token IS NULL OR l.token IN [$token, $gone] OR l.until < timestamp() AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END |
  SET l.token = $token, l.user = $user, l.host = $host, l.pid = $pid, l.machine = $machine,
      l.since = localdatetime(), l.until = timestamp() + $lease_ms)
RETURN free AS taken, l.token AS token, l.user AS user, l.host AS host, l.pid AS pid, l.machine AS machine,
       l.since AS since
