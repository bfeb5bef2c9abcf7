import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { functionNetworkPolicy, functionTelemetryPolicy } from '../access/function-policies';
import { lambdaTrust } from '../access/service-trust';
import { grantInvoke } from '../bedrock/grant-invoke';
import type { Guardrail } from '../bedrock/guardrail';
import { limitSize } from '../checks/policy-size';
import { grantCustomModelKey } from '../encryption/custom-model-key';

export interface InferenceRoleProps {
  readonly functionArn: string;
  readonly logGroup: logs.ILogGroup;
  readonly models: readonly InvocableModel[];
  readonly guardrail?: Guardrail;
  /** Encrypts the custom models of this deployment. */
  readonly encryptionKey: kms.IKey;
}

/** What the function may do: invoke the allowed models, write its own log, send traces. */
export function inferenceRole(scope: Construct, props: InferenceRoleProps): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description: 'Execution role of the inference function',
    assumedBy: lambdaTrust(props.functionArn),
  });
  const models = new iam.ManagedPolicy(role, 'ModelsPolicy', {
    description: 'Invoke the allowed models',
    roles: [role],
  });
  grantInvoke(models, props.models, props.guardrail ? { guardrail: props.guardrail.applied } : {});
  props.guardrail?.grantDecrypt(models);
  grantCustomModelKey(models, props.models, props.encryptionKey);
  limitSize(models, 'take some models out of the row');
  functionNetworkPolicy(role, props.functionArn);
  functionTelemetryPolicy(role, props.logGroup);
  return role;
}
