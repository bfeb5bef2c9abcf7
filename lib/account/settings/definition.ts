import type { LoggingSetting } from '../../../domain/account/logging-setting';
import { MINUTE, type State, type States } from '../../workflow/states';
import { loggingStates } from './logging';
import { retentionStates } from './retention';

export interface SettingsProps {
  readonly partition: string;
  /** @default - logging is not touched */
  readonly logging?: LoggingSetting | undefined;
  /** @default - data retention is not touched */
  readonly dataRetention?: 'none' | undefined;
}

/** Actions of an execution: `{ "action": "apply" }`. */
export const ACTIONS = ['apply', 'adopt', 'remove'] as const;

export type SettingsAction = (typeof ACTIONS)[number];

/**
 * Defines the state machine that changes the settings of the account. It looks at all settings before it changes one. `apply`
 * fails on a value that others set; `adopt` replaces it, and the output has the old value; `remove` removes only values that
 * equal ours. Each value that was set is read again.
 *
 * AWS offers no condition on the old value: whoever changes a setting between the look and the change is overwritten.
 */
export function defineSettings({ partition, logging, dataRetention }: SettingsProps): object {
  const settings = [
    ...(logging ? [loggingStates(partition, logging)] : []),
    ...(dataRetention ? [retentionStates(partition, dataRetention)] : []),
  ];
  const nth = (name: 'look' | 'remove' | 'set', index: number, end: string) => settings[index]?.[name] ?? end;
  return {
    Comment: 'Settings of Amazon Bedrock in one account and Region: look first, then change',
    StartAt: 'Is the action known?',
    TimeoutSeconds: 60 * MINUTE,
    States: {
      'Is the action known?': known(),
      'Unknown action': {
        Type: 'Fail',
        Error: 'UnknownAction',
        Cause: `The input has no action of ${ACTIONS.join(', ')}.`,
      },
      // Nothing else of the input is kept.
      Begin: { Type: 'Pass', Parameters: { 'action.$': '$.action' }, Next: nth('look', 0, 'Which action?') },
      ...Object.assign(
        {},
        ...settings.map((setting, index) =>
          setting.states({
            look: nth('look', index + 1, 'Which action?'),
            set: nth('set', index + 1, 'Done'),
            remove: nth('remove', index + 1, 'Done'),
          }),
        ),
      ),
      'Which action?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.action', StringEquals: 'remove', Next: nth('remove', 0, 'Done') },
          { Variable: '$.action', StringEquals: 'adopt', Next: nth('set', 0, 'Done') },
          ...settings.map(({ found }) => ({ Variable: found, StringEquals: 'other', Next: 'Foreign value' })),
        ],
        Default: nth('set', 0, 'Done'),
      },
      'Foreign value': {
        Type: 'Fail',
        Error: 'ForeignValue',
        Cause: 'A setting has a value that this deployment did not set. Nothing was changed.',
      },
      'Not as set': {
        Type: 'Fail',
        Error: 'NotAsSet',
        Cause: 'A setting was changed, and has another value now.',
      },
      Failed: { Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' },
      Done: { Type: 'Succeed' },
    } satisfies States,
  };
}

const known = (): State => ({
  Type: 'Choice',
  Choices: ACTIONS.map((action) => ({
    And: [
      { Variable: '$.action', IsPresent: true },
      { Variable: '$.action', IsString: true },
      { Variable: '$.action', StringEquals: action },
    ],
    Next: 'Begin',
  })),
  Default: 'Unknown action',
});
