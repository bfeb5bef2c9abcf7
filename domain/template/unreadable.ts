/** Something that a rule has to understand and does not. It becomes a finding of that rule, so that silence means "looked at". */
export class Unreadable extends Error {
  /** @param value as the template has it */
  constructor(value: unknown, options?: ErrorOptions) {
    super(typeof value === 'string' ? value : JSON.stringify(value), options);
    this.name = 'Unreadable';
  }
}
