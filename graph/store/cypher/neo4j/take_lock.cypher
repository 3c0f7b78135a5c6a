// title: Take the writer's lock unless somebody holds it; the first SET makes others wait until this is done
// parameters: token, holder, lease_ms
// columns: taken, holder, since
MERGE (l:Lock {id: 'writer'})
SET l.asked = timestamp()
WITH l, l.token IS NULL OR l.token = $token OR l.until < timestamp() AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END |
  SET l.token = $token, l.holder = $holder, l.since = localdatetime(), l.until = timestamp() + $lease_ms)
RETURN free AS taken, l.holder AS holder, l.since AS since
