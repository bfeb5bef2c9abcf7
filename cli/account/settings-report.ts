import type { JudgedSetting, SettingState } from '../../domain/account/judge-settings';
import { columns } from '../terminal/columns';
import type { Drawing, Style } from '../terminal/terminal';

/** Meaning of each state in the report, and the colour of its line. */
const WORDS: Readonly<Record<SettingState, readonly [words: string, style: Style]>> = {
  unset: ['not set', 'dim'],
  planned: ['as planned', 'green'],
  changed: ['changed since', 'red'],
  foreign: ['set by others', 'red'],
  unmanaged: ['not in the row', 'yellow'],
  leftover: ['left over', 'red'],
};

/** Returns the lines of a table of settings, each with what differs from the plan. */
export function settingLines(settings: readonly JudgedSetting[], { paint }: Drawing): readonly string[] {
  const [heading = '', ...lines] = columns(
    [{ heading: 'setting' }, { heading: 'state' }, { heading: 'value in the account' }],
    settings.map(({ setting, state, found }) => [setting, WORDS[state][0], found]),
  );
  return [
    paint('bold', heading),
    ...lines.flatMap((line, index) => {
      const { state, differences } = settings[index] as JudgedSetting;
      return [paint(WORDS[state][1], line), ...differences.map((one) => `    ${one}`)];
    }),
  ];
}
