/** Stacks that other stacks stand on. */
const FOUNDATION_STACKS: readonly string[] = ['Foundation', 'Network', 'Endpoints'];

/** Stacks that hold the data of a capability. */
const DATA_STACKS: Readonly<Record<string, string>> = { Knowledge: 'Knowledge', Storage: 'FineTuning' };

/** Stacks that are not named after their capability. */
const CAPABILITIES: Readonly<Record<string, string>> = { Asking: 'Knowledge', ...DATA_STACKS };

/** Returns the capability that a stack belongs to: undefined for the foundation. A stack that is new is a capability. */
export const capabilityOf = (stack = ''): string | undefined =>
  stack === '' || FOUNDATION_STACKS.includes(stack) ? undefined : (CAPABILITIES[stack] ?? stack);

/** True if callers and functions of a capability are in the stack, and not only its data. */
export const hasActors = (stack = ''): boolean => capabilityOf(stack) !== undefined && !(stack in DATA_STACKS);

/** True if the stack has a drawing of its own. The fine-tuning bucket is in the drawing of its only capability. */
export const hasPicture = (stack: string): boolean => capabilityOf(stack) !== undefined && stack !== 'Storage';
