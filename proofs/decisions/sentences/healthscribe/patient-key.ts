import { ACCOUNT } from '../../../model/physical-ids';
import { clinical, OF_CONTENT, patientsOf } from '../../parts/patients';
import { actions, carrying, each, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { everybody } from '../storage/bucket';
import { others } from './patient-data';

const MACHINE = 'kms:EncryptionContext:aws:states:stateMachineArn';
export const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Further actions that make a data key. */
const MORE = ['kms:GenerateDataKeyPair', 'kms:GenerateDataKeyWithoutPlaintext'];

/** Limits that the policy of the key of patient data sets, whatever a role is given. */
export function patientKeySentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { key: patientKey, machine, purging } = patients;
  const { may, never, cannot, region, anybody } = world;
  const roles = [
    ...OF_CONTENT.filter((name) => name !== 'records reader' || world.config.healthScribe?.keepSignedNotes),
    'scribing workflow',
  ];
  const ask = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(patientKey), carrying(...contexts));
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const executions = [machine, purging].map((arn) => ({ [MACHINE]: arn }));
  const contexts = [{}, via('s3'), via('transcribe'), via('states'), { [MACHINE]: `${machine}-other` }];
  return [
    ...others(world, roles).map((who) =>
      never(who, 'cannot use the key of patient data, by its policy', ask([...USE, ...MORE], ...contexts)),
    ),
    ...roles.map((name) =>
      may(clinical(world, name), 'is not kept from the key of patient data by its policy', ask(USE, ...contexts)),
    ),
    ...[...everybody(world), ...roles.map((name) => clinical(world, name))].map((who) =>
      never(
        who,
        'cannot grant the key of patient data to others, nor encrypt anew what it encrypted',
        ask(['kms:CreateGrant', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'], ...contexts, ...executions),
      ),
    ),
    may(anybody, 'administers the key of patient data, and creates the state machines with it', [
      ...ask(['kms:PutKeyPolicy', 'kms:EnableKeyRotation', 'kms:DescribeKey'], {}),
      ...ask(['kms:Decrypt', 'kms:GenerateDataKey'], ...executions),
    ]),
    ...[
      'transcribe.amazonaws.com',
      's3.amazonaws.com',
      'states.amazonaws.com',
      'lambda.amazonaws.com',
      `logs.${region}.amazonaws.com`,
    ].map((service) =>
      cannot(
        world.service(service),
        'cannot use the key of patient data in its own name',
        ask([...USE, 'kms:DescribeKey'], { 'aws:SourceAccount': ACCOUNT }, ...executions),
      ),
    ),
    cannot(
      world.stranger,
      'cannot use the key of patient data, not even for the workflows',
      ask([...USE, 'kms:PutKeyPolicy'], {}, ...executions),
    ),
  ];
}
