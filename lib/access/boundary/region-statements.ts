import type * as iam from 'aws-cdk-lib/aws-iam';
import type { InvocableModel } from '../../../domain/models/invocable-model';
import { APPLY_GUARDRAIL_ACTIONS, INVOKE_ACTIONS } from '../../bedrock/actions';
import type { AppliedGuardrail } from '../../bedrock/grant-invoke';
import { deny } from './boundary-statements';

export interface RegionLimits {
  readonly region: string;
  readonly models: readonly InvocableModel[];
  readonly guardrail?: AppliedGuardrail | undefined;
  /** Actions of global services, whose requests name no Region of ours. */
  readonly globalActions?: readonly string[];
}

/** Returns the Denies of every other Region, but for the models and the guardrail where their profiles lead. */
export function denyOtherRegions({
  region,
  models,
  guardrail,
  globalActions = [],
}: RegionLimits): iam.PolicyStatement[] {
  const judgingRegions = guardrail?.regions;
  return [
    deny('DenyOtherRegions', {
      notActions: [...INVOKE_ACTIONS, ...globalActions, ...(judgingRegions ? APPLY_GUARDRAIL_ACTIONS : [])],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': region } },
    }),
    deny('DenyInvokingInOtherRegions', {
      actions: [...INVOKE_ACTIONS],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': listInvokeRegions(models, region) } },
    }),
    ...(judgingRegions
      ? [
          deny('DenyJudgingInOtherRegions', {
            actions: [...APPLY_GUARDRAIL_ACTIONS],
            conditions: { StringNotEquals: { 'aws:RequestedRegion': [...judgingRegions] } },
          }),
        ]
      : []),
  ];
}

/** Lists the Region itself, those that a profile may route to, and `unspecified` for a global profile. */
function listInvokeRegions(models: readonly InvocableModel[], region: string): string[] {
  const destinations = models.flatMap((model) => model.targets).map(({ arn }) => arn.split(':')[3] || 'unspecified');
  return [...new Set([region, ...destinations])].sort();
}
