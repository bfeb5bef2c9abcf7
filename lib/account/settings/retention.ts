import { UNSET_RETENTION } from '../../../domain/account/retention-setting';
import { callTask } from '../../workflow/states';
import { note, type SettingStates } from './setting-states';

const FOUND = '$.retentionWas';
const FAILURES = { 'States.ALL': 'Failed' } as const;

/** States that look at the data retention mode, set it, and set it back to that of an account that was never asked. */
export function retentionStates(partition: string, planned: string): SettingStates {
  const get = (result: string, next: string) =>
    callTask(
      partition,
      'bedrock:getAccountDataRetention',
      { Parameters: {} },
      {
        // The time of the last change is left out: it is no part of the setting.
        ...{ result, next, select: { 'Mode.$': '$.Mode' }, failures: FAILURES },
      },
    );
  const put = (mode: string, next: string) =>
    callTask(
      partition,
      'bedrock:putAccountDataRetention',
      { Parameters: { Mode: mode } },
      {
        ...{ result: null, next, failures: FAILURES },
      },
    );
  return {
    look: 'Look at data retention',
    set: 'Is data retention ours?',
    remove: 'Is data retention ours to remove?',
    found: FOUND,
    states: (after) => ({
      'Look at data retention': get('$.retention', 'Whose is data retention?'),
      'Whose is data retention?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.retention.Mode', StringEquals: UNSET_RETENTION, Next: 'Data retention is absent' },
          { Variable: '$.retention.Mode', StringEquals: planned, Next: 'Data retention is ours' },
        ],
        Default: 'Data retention is of others',
      },
      'Data retention is absent': note(FOUND, 'absent', after.look),
      'Data retention is ours': note(FOUND, 'ours', after.look),
      'Data retention is of others': note(FOUND, 'other', after.look),
      'Is data retention ours?': {
        Type: 'Choice',
        Choices: [{ Variable: FOUND, StringEquals: 'ours', Next: after.set }],
        Default: 'Set data retention',
      },
      'Set data retention': put(planned, 'Look at data retention again'),
      'Look at data retention again': get('$.retentionNow', 'Is data retention as set?'),
      'Is data retention as set?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.retentionNow.Mode', StringEquals: planned, Next: after.set }],
        Default: 'Not as set',
      },
      'Is data retention ours to remove?': {
        Type: 'Choice',
        Choices: [{ Variable: FOUND, StringEquals: 'ours', Next: 'Remove data retention' }],
        Default: after.remove,
      },
      'Remove data retention': put(UNSET_RETENTION, after.remove),
    }),
  };
}
