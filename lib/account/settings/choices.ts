import { type LoggingSetting, membersOf } from '../../../domain/account/logging-setting';

/** Rule of a Choice state. */
type Rule = Readonly<Record<string, unknown>>;

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Returns the setting with the names of Step Functions, whose integrations begin each with a capital. */
export function pascalSetting(setting: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(setting).map(([name, value]: [string, unknown]) => [
      pascal(name),
      typeof value === 'object' && value !== null ? pascalSetting(value) : value,
    ]),
  );
}

/** Rules that tell whether logging at `at` delivers nothing: neither destination is set. */
export const loggingIsAbsent = (at: string): Rule => ({
  And: ['CloudWatchConfig', 'S3Config'].map((name) => ({
    Not: { Variable: `${at}.LoggingConfig.${name}`, IsPresent: true },
  })),
});

/** Rule that is true for the planned setting and no other: each member, and no second destination. */
export function loggingIs(planned: LoggingSetting, at: string): Rule {
  return {
    And: [
      ...membersOf(planned).flatMap(([path, value]) => {
        const Variable = `${at}.LoggingConfig.${path.split('.').map(pascal).join('.')}`;
        return [
          { Variable, IsPresent: true },
          typeof value === 'boolean' ? { Variable, BooleanEquals: value } : { Variable, StringEquals: value },
        ];
      }),
      { Not: { Variable: `${at}.LoggingConfig.S3Config`, IsPresent: true } },
    ],
  };
}
