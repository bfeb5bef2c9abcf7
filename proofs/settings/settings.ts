import { DEFAULT_QUALIFIER } from '../../domain/deployment/deployment-record';
import { Resolver } from '../model/resolver';
import type { Placed, Templates } from '../model/templates';
import { NotModelledError } from '../not-modelled';
import type { Proof, Subject } from '../proof';
import { ALARMS } from './alarms/alarms';
import { BUDGETS } from './alarms/budgets';
import { NOTICES } from './alarms/notices';
import { brokenOfAttributes, refuseUnread } from './attributes';
import { brokenOfWhole } from './deployment';
import { ENCRYPTION } from './encryption';
import { FUNCTIONS } from './functions/functions';
import { GUARDRAILS } from './guardrails';
import { IDENTITY } from './identity';
import { KNOWLEDGE } from './knowledge';
import { LOGS } from './logs';
import { NETWORK } from './network';
import type { Context, Settings } from './setting';
import { STORAGE } from './storage';
import { WORKBENCH } from './workbench';
import { WORKFLOW } from './workflow';

/** Requirements by type, and then by property: the value, the proof that decides it, or the reason why it is free. */
export const SETTINGS: Readonly<Record<string, Settings>> = {
  ...ALARMS,
  ...BUDGETS,
  ...ENCRYPTION,
  ...FUNCTIONS,
  ...GUARDRAILS,
  ...IDENTITY,
  ...KNOWLEDGE,
  ...LOGS,
  ...NETWORK,
  ...NOTICES,
  ...STORAGE,
  ...WORKBENCH,
  ...WORKFLOW,
};

const REMEDY = 'Give it a sentence in proofs/settings/, or say there why it is free.';

/** Settings that no policy decides and no packet sees: encryption, retention, versions, environments. */
export const settings: Proof = {
  name: 'settings',
  // biome-ignore lint/suspicious/useAwait: a proof that throws is one that rejects
  broken: async (subject) => {
    const resolver = new Resolver(subject.templates);
    for (const [stack, { template }] of Object.entries(subject.templates.stacks)) refuseUnread(stack, template);
    return [
      ...brokenOfWhole(subject, resolver),
      ...resolver.resources.flatMap((placed) => [
        ...brokenOfAttributes(placed, subject),
        ...brokenOfProperties(placed, resolver.properties(placed), subject, resolver),
      ]),
    ];
  },
};

const keyIn = (resolver: Resolver, unit: string): Placed | undefined =>
  resolver.resources.find(({ at, resource }) => resource.Type === 'AWS::KMS::Key' && at.includes(unit));

function keyOf(resolver: Resolver, { deployment }: Templates): string {
  const key = keyIn(resolver, '/Foundation/');
  if (!key) throw new NotModelledError(deployment, 'a deployment without a key', REMEDY);
  return resolver.attributeOf(key, 'Arn');
}

/** @param properties of the resource, resolved: as they are, or with a change that shall be noticed */
export function brokenOfProperties(
  placed: Placed,
  properties: Readonly<Record<string, unknown>>,
  { config, bootstrapQualifier, templates }: Subject,
  resolver: Resolver,
): readonly string[] {
  const { at, resource } = placed;
  const table = SETTINGS[resource.Type];
  if (!table) {
    if (resource.Type.startsWith('AWS::EC2::')) return [];
    throw new NotModelledError(at, resource.Type, REMEDY);
  }
  for (const property of Object.keys(properties)) {
    if (!(property in table)) throw new NotModelledError(at, `${property} of ${resource.Type}`, REMEDY);
  }
  const deployment = at.split('/')[0] ?? '';
  const qualifier = bootstrapQualifier ?? DEFAULT_QUALIFIER;
  const key = keyOf(resolver, templates);
  const arnIn = (place: string) => {
    const found = keyIn(resolver, place);
    return found && resolver.attributeOf(found, 'Arn');
  };
  const [patientKey, developerKey] = [arnIn('/Consultations/'), arnIn('/Developer/')];
  const context: Context = {
    ...{ config, qualifier, deployment, resolver, placed, properties, key },
    ...(patientKey !== undefined && { patientKey }),
    ...(developerKey !== undefined && { developerKey }),
  };
  return Object.entries(table).flatMap(([property, setting]) => {
    const value = properties[property];
    if (!('holds' in setting) || setting.holds(value, context)) return [];
    return [`${setting.says}. But: ${at} has ${property} ${JSON.stringify(value) ?? 'not at all'}`];
  });
}
