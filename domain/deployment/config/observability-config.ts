/** Settings of the alarms. */
export interface ObservabilityConfig {
  /**
   * E-mail addresses that the alarms notify. AWS sends each a link: nothing arrives before somebody opens it. Other
   * subscribers, such as a chat or a pager, subscribe to the topic themselves.
   *
   * @limits at most 10, no duplicates
   * @default - nobody; subscribe to the topic yourself
   * @example ['on-call@example.com']
   */
  readonly emails?: readonly string[];
}
