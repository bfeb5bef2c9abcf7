import fc from 'fast-check';
import { GEOGRAPHIES } from '../../../domain/models/catalogue-model';
import { CATALOGUE } from '../../../domain/models/model-catalogue';
import type { ModelReference } from '../../../domain/models/model-reference';
import { BEDROCK_REGIONS, CUSTOM_MODEL_DEPLOYMENT_REGIONS } from '../../../domain/models/regions';
import { ACCOUNT } from '../../model/physical-ids';
import { type PropertyRows, textOf } from '../property';

/** Number of models that fit into the policies of a deployment with a guardrail, by any route. */
const MOST = 12;

/** Each kind of reference that the Region has, with the same probability. */
export const models: PropertyRows<'models'> = (region) =>
  fc
    .uniqueArray(fc.oneof(...kinds(region)), { minLength: 1, maxLength: MOST, selector: nameOf })
    .map(([first, ...others]) => [first as ModelReference, ...others]);

/** Regions with a model that has an id. */
export const REGIONS = BEDROCK_REGIONS.filter((region) => idsIn(region).length > 0);

function kinds(region: string): readonly fc.Arbitrary<ModelReference>[] {
  const ids = idsIn(region);
  const geographic = ids.filter((id) => GEOGRAPHIES.some((geography) => id.startsWith(`${geography}.`)));
  const global = ids.filter((id) => id.startsWith('global.'));
  const inRegion = ids.filter((id) => ![...geographic, ...global].includes(id));
  return [
    ...[inRegion, geographic, global].filter(({ length }) => length > 0).map((some) => fc.constantFrom(...some)),
    fc.record({
      applicationProfileArn: arn(region, 'application-inference-profile'),
      copyFrom: fc.constantFrom(...ids),
    }),
    arn(region, 'provisioned-model'),
    ...(CUSTOM_MODEL_DEPLOYMENT_REGIONS.includes(region) ? [arn(region, 'custom-model-deployment')] : []),
  ];
}

/** Ids of models that the function invokes, without an end: a date must not turn a row invalid. */
function idsIn(region: string): readonly string[] {
  return CATALOGUE.ids().filter((id) => {
    const model = CATALOGUE.parse(id)?.model;
    const isInvoked = model?.lifecycle.status === 'active' && !['speech', 'video'].includes(model.kind);
    return isInvoked && CATALOGUE.isOffered(id, region);
  });
}

/** ARN in the account that the proofs deploy to: a deployment invokes what its own account has. */
const arn = (region: string, type: string) =>
  textOf('abcdefghijklmnopqrstuvwxyz0123456789', 12, 12).map(
    (id) => `arn:aws:bedrock:${region}:${ACCOUNT}:${type}/${id}`,
  );

const nameOf = (reference: ModelReference) =>
  typeof reference === 'string' ? reference : reference.applicationProfileArn;
