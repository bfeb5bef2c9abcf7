import { decide } from '../proofs/decisions/decisions';
import { SENTENCES } from '../proofs/decisions/sentences/all';
import { World } from '../proofs/decisions/world';
import { names } from '../proofs/names/names';
import { reachability } from '../proofs/reachability/reachability';
import { settings } from '../proofs/settings/settings';

import { subjectOfRow } from '../proofs/rows/subject-of-row';
import { ODD_ROWS } from '../proofs/rows/odd-rows';
import { row } from './deployment/rows';
const spend = { observability: {}, spend: { hourlyUsd: 20, dailyUsd: 100 } };
const ROWS = {
  library: ODD_ROWS.library,
  small: row({ ...spend, network: { cidr: '10.0.0.0/24' } }),
  tuned: row({ ...spend, healthScribe: {}, applications: { principals: ['arn:aws:iam::111122223333:role/web'] }, invokerCallsModels: true, network: { cidr: '10.0.0.0/24' }, fineTuning: { baseModels: ['amazon.nova-micro-v1:0'] } }),
  org: row({ ...spend, network: { cidr: '10.0.0.0/24' }, permissionsBoundary: { name: 'org' } }),
} as never as Record<string, never>;
test.each(Object.keys(ROWS))('%s', async (name) => {
  const subject = subjectOfRow(name, ROWS[name] as never);
  const out: string[] = [];
  for (const proof of [settings, names, reachability]) {
    try { out.push(...(await proof.broken(subject))); } catch (e) { out.push(`${proof.name}: ${e}`); }
  }
  try {
  const world = new World(subject);
  for (const [about, f] of Object.entries(SENTENCES)) {
    try { out.push(...(await decide(await f(world), { simulated: 0 })).map((x: unknown) => `${about}: ${x}`)); } catch (e) { out.push(`${about}: ${(e as Error).stack?.slice(0,500)}`); }
  } } catch (e) { out.push(String(e)); }
  console.log(name, out.length, out.slice(0, 30).join('\n'));
});
