// The public audit suite of GraphQL over HTTP: node audit.mjs URL AUTHORIZATION
import { auditServer } from 'graphql-http';

const [url, authorization] = process.argv.slice(2);
const results = await auditServer({
  url,
  fetchFn: (address, init = {}) => fetch(address, { ...init, headers: { ...init.headers, authorization } }),
});
const levels = {};
for (const { name, id, status, reason } of results) {
  const level = (levels[name.split(' ')[0]] ??= { ok: 0, all: 0 });
  level.all++;
  if (status === 'ok') level.ok++;
  else console.log(status, id, name, '-', reason);
}
for (const [level, { ok, all }] of Object.entries(levels)) console.log(level, `${ok}/${all}`);
process.exit(['MUST', 'SHOULD'].every((level) => levels[level].ok === levels[level].all) ? 0 : 1);
