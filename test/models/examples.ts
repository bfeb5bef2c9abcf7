import { type InvokeEnvironment, invocableModel } from '../../domain/models/invocable-model';
import type { ModelReference } from '../../domain/models/model-reference';
import type { Statement } from '../../proofs/model/policy';

export const ACCOUNT = '111122223333';

export const VIRGINIA: InvokeEnvironment = { region: 'us-east-1', account: ACCOUNT, partition: 'aws' };

const own = (resource: string) => `arn:aws:bedrock:us-east-1:${ACCOUNT}:${resource}`;

/** One reference of every kind, by that kind. The application profile copies what the geographic profile does. */
export const REFERENCES = {
  'foundation-model': 'amazon.nova-lite-v1:0',
  'geographic-profile': 'us.amazon.nova-2-lite-v1:0',
  'global-profile': 'global.amazon.nova-2-lite-v1:0',
  'application-profile': {
    applicationProfileArn: own('application-inference-profile/a1b2c3d4e5f6'),
    copyFrom: 'us.amazon.nova-2-lite-v1:0',
  },
  'custom-model-deployment': own('custom-model-deployment/a1b2c3d4e5f6'),
  'provisioned-throughput': own('provisioned-model/a1b2c3d4e5f6'),
} as const satisfies Record<string, ModelReference>;

export const example = (kind: keyof typeof REFERENCES) => invocableModel(REFERENCES[kind], VIRGINIA);

export const ALL_KINDS = Object.keys(REFERENCES) as (keyof typeof REFERENCES)[];

export const foundationModel = (region: string, id: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;

export const profile = (id: string) => own(`inference-profile/${id}`);

export const applicationProfile = REFERENCES['application-profile'].applicationProfileArn;

export const NOVA_2 = 'amazon.nova-2-lite-v1:0';
export const NOVA_LITE = foundationModel('us-east-1', 'amazon.nova-lite-v1:0');
export const DESTINATIONS = ['us-east-1', 'us-east-2', 'us-west-2'].map((region) => foundationModel(region, NOVA_2));
export const ANYWHERE = `arn:aws:bedrock:::foundation-model/${NOVA_2}`;
export const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
export const GUARDRAIL = { arn: 'arn:aws:bedrock:us-east-1:111122223333:guardrail/abc' };

/** Statements as a template would hold them. */
export const json = (statements: readonly { toStatementJson(): unknown }[]) =>
  statements.map((statement) => statement.toStatementJson() as Statement);

export const everything = ALL_KINDS.map(example);
