import type { LoggingSetting } from '../../../domain/account/logging-setting';
import { callTask } from '../../workflow/states';
import { loggingIs, loggingIsAbsent, pascalSetting } from './choices';
import { note, type SettingStates } from './setting-states';

const FOUND = '$.loggingWas';
const FAILURES = { 'States.ALL': 'Failed' } as const;

/** States that look at model invocation logging, set it and remove it. */
export function loggingStates(partition: string, planned: LoggingSetting): SettingStates {
  const call = (name: string, input: object, result: string | null, next: string) =>
    callTask(
      partition,
      `bedrock:${name}ModelInvocationLoggingConfiguration`,
      { Parameters: input },
      {
        ...{ result, next, failures: FAILURES },
      },
    );
  return {
    look: 'Look at logging',
    set: 'Is logging ours?',
    remove: 'Is logging ours to remove?',
    found: FOUND,
    states: (after) => ({
      'Look at logging': call('get', {}, '$.logging', 'Whose is logging?'),
      'Whose is logging?': {
        Type: 'Choice',
        Choices: [
          { ...loggingIsAbsent('$.logging'), Next: 'Logging is absent' },
          { ...loggingIs(planned, '$.logging'), Next: 'Logging is ours' },
        ],
        Default: 'Logging is of others',
      },
      'Logging is absent': note(FOUND, 'absent', after.look),
      'Logging is ours': note(FOUND, 'ours', after.look),
      'Logging is of others': note(FOUND, 'other', after.look),
      'Is logging ours?': {
        Type: 'Choice',
        Choices: [{ Variable: FOUND, StringEquals: 'ours', Next: after.set }],
        Default: 'Set logging',
      },
      'Set logging': call('put', { LoggingConfig: pascalSetting(planned) }, null, 'Look at logging again'),
      'Look at logging again': call('get', {}, '$.loggingNow', 'Is logging as set?'),
      'Is logging as set?': {
        Type: 'Choice',
        Choices: [{ ...loggingIs(planned, '$.loggingNow'), Next: after.set }],
        Default: 'Not as set',
      },
      'Is logging ours to remove?': {
        Type: 'Choice',
        Choices: [{ Variable: FOUND, StringEquals: 'ours', Next: 'Remove logging' }],
        Default: after.remove,
      },
      'Remove logging': call('delete', {}, null, after.remove),
    }),
  };
}
