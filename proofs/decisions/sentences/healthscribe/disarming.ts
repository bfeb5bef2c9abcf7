import { ACCOUNT } from '../../../model/physical-ids';
import { executionOf, patientsOf } from '../../parts/patients';
import { actions, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

/** Every role of the deployment, with its boundary: none can silence the alarms on the purge, or keep the purge from working. */
export function disarmingSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { region, system } = world;
  const { bucket, topic, machine, purging, key: patientKey } = patients;
  const prefix = `private-bedrock-${system.deployment}`;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  const rules = ['scribing', 'purging'].map((name) => arn('events', `rule/${prefix}-${name}`));
  const all = (service: string, names: readonly string[], ...resources: readonly string[]) =>
    each(actions(...names.map((name) => `${service}:${name}`)), on(...resources));
  const questions = [
    ...all('cloudwatch', ALARM_ACTIONS, arn('cloudwatch', `alarm:${prefix}-scribing/purging-failed`)),
    ...all('events', RULE_ACTIONS, ...rules),
    ...all('states', ['DeleteStateMachine', 'UpdateStateMachine'], machine, purging),
    ...all('states', ['StopExecution'], executionOf(machine), executionOf(purging)),
    ...all('sns', ['DeleteTopic', 'RemovePermission', 'SetTopicAttributes'], topic),
    ...all('lambda', FUNCTION_ACTIONS, world.fn('Scribing/Purge')),
    ...all('s3', ['PutLifecycleConfiguration'], bucket.arn),
    ...all('kms', ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'], patientKey, world.key),
  ];
  return system.roles.map(({ name }) =>
    world.cannot(world.role(name), 'cannot silence an alarm on the purge, nor keep the purge from working', questions),
  );
}

const ALARM_ACTIONS = ['DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm', 'SetAlarmState'];
const RULE_ACTIONS = ['DeleteRule', 'DisableRule', 'PutRule', 'PutTargets', 'RemoveTargets'];
const FUNCTION_ACTIONS = [
  'DeleteFunction',
  'PutFunctionConcurrency',
  'UpdateFunctionCode',
  'UpdateFunctionConfiguration',
];
