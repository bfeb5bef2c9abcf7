import type { DeploymentConfig } from './deployment';
import { neededEndpoints, reusedEndpoint } from './endpoints';
import { trustOf } from './personas';

/** Returns what the templates do not decide: others own it, or an AWS service does it behind its API. */
export function notProven(
  config: Pick<
    DeploymentConfig,
    'developer' | 'fineTuning' | 'healthScribe' | 'knowledge' | 'network' | 'personas' | 'planes' | 'trustedPrincipals'
  >,
): readonly string[] {
  const reused = neededEndpoints(config).flatMap((service) => {
    const id = reusedEndpoint(config, service);
    return id === undefined ? [] : [`${id} for ${service}`];
  });
  const { retrieveAndGenerate, agentAlias } = config.knowledge ?? {};
  const owner = 'vpcId' in config.network ? config.network.ownerAccount : undefined;
  return [
    ...(reused.length > 0
      ? [
          `endpoints of others (${reused.join(', ')}). Their policies, security groups and DNS names are in no template. The ` +
            'proofs take them for open: what a role cannot do through them, its own policies, the boundary or the bucket ' +
            'deny. Not decided: that nobody else invokes another model through them, and that only principals of this ' +
            'account use them. `private-bedrock preflight` decides both on the real policies.',
        ]
      : []),
    ...(retrieveAndGenerate
      ? [
          'whose documents RetrieveAndGenerate answers from. AWS defines no resource for the action and no condition key: ' +
            'the code of one function names the knowledge base, the filter and the guardrail, and its role has no other ' +
            'right to a knowledge base or a bucket. That Bedrock asks for that right, and that it applies the filter ' +
            'before the model reads a passage, is not in a template. No guardrail evaluates a passage.',
        ]
      : []),
    ...(agentAlias
      ? [
          `what agent ${agentAlias.agentId} reaches. Its role, its action groups and its guardrail are in no template here; ` +
            'everybody who may call the delegated function may ask it, whatever the audience. If somebody connects it to the ' +
            'knowledge base, it searches the documents of every audience.',
        ]
      : []),
    ...(config.developer
      ? [
          'that Amazon Q Developer or Kiro writes its logs. A person turns on each log in the console, with the bucket and the ' +
            'prefix: no template, no API and no command does. `private-bedrock preflight` looks for an object under the prefix.',
        ]
      : []),
    ...(config.healthScribe && comesByIdentityCenter(config)
      ? [
          'that clinicians who come by IAM Identity Center have signed in with MFA. Their sessions carry no mark of it, so that ' +
            'no policy can ask for one: Identity Center must require MFA at every sign-in. For principals that the row names, ' +
            'the trust policy requires it.',
        ]
      : []),
    ...(owner === undefined
      ? []
      : [`the flow logs of the VPC. Account ${owner} owns it, and only the owner can create them.`]),
  ];
}

/** True if a persona with patient data trusts permission sets. Without principals, a persona trusts all of them. */
function comesByIdentityCenter(config: Pick<DeploymentConfig, 'personas' | 'trustedPrincipals'>): boolean {
  const trusts = (['clinician', 'records'] as const).map((persona) => trustOf(config, persona));
  return trusts.some((trust) => trust === undefined || trust.permissionSets !== undefined);
}
