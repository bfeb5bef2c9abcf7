/** Stacks that other stacks stand on. Every other stack is a capability, and has a drawing of its own. */
export const FOUNDATION_STACKS: readonly string[] = ['Foundation', 'Network', 'Storage', 'Endpoints'];
