/** Places of prompt logs and usage reports of Amazon Q Developer and Kiro. A person turns on each log in the console. */
export interface DeveloperConfig {
  /**
   * Days after which prompts and suggestions are deleted.
   *
   * @limits 1 to 3653
   * @default 30
   * @example 90
   */
  readonly promptDays?: number;

  /**
   * Days after which usage reports are deleted. A year and a month of them shows who has not used a seat.
   *
   * @limits 1 to 3653
   * @default 400
   * @example 800
   */
  readonly reportDays?: number;
}

/** Settings with every default. */
export type DeveloperSettings = Required<DeveloperConfig>;

/** Returns the settings of a row, with the defaults of those that it omits. */
export const developerSettings = (config: DeveloperConfig): DeveloperSettings => ({
  promptDays: 30,
  reportDays: 400,
  ...config,
});
