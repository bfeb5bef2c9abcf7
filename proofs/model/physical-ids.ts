import { createHash } from 'node:crypto';

/** The account that all proofs take place in, and one that is not ours. */
export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '999988887777';

/** An id as EC2 makes them, always the same for the same place in the templates: `vpc-0a1b…`. */
export const ec2Id = (prefix: string, at: string): string => `${prefix}-0${hashOf(at).slice(0, 16)}`;

/** A key id of KMS, always the same for the same place. */
export const keyId = (at: string): string =>
  hashOf(at).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** Id of a guardrail: lower-case letters and digits. */
export const guardrailId = (at: string): string => hashOf(at).slice(0, 12);

/** Id of an application inference profile: lower-case letters and digits. */
export const profileId = (at: string): string => hashOf(`${at} profile`).slice(0, 12);

/** Id of a knowledge base or data source: ten capital letters and digits. */
export const knowledgeId = (at: string): string => hashOf(at).slice(0, 10).toUpperCase();

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Regions of which a deployment has nothing, unless its models lead there. */
export const ELSEWHERE = ['eu-west-1', 'sa-east-1', 'us-west-2', 'ap-southeast-2', 'ca-central-1', 'af-south-1'];

/** Network of somebody else. */
export const OTHER_NETWORK = {
  'aws:SourceVpc': ec2Id('vpc', 'somebody else'),
  'aws:SourceVpce': ec2Id('vpce', 'somebody else'),
};
