import type { Shape } from './shape';

/** Contracts by operation, each for what a deployment is given. Every request that a test sees is held against one. */
export class ContractBook<Given> {
  /** Operations that some request was held against, in this process. */
  readonly exercised = new Set<string>();

  constructor(private readonly contracts: Readonly<Record<string, (given: Given) => Shape>>) {}

  get operations(): readonly string[] {
    return Object.keys(this.contracts);
  }

  /** @returns the breaches of the contract; an operation without one is a breach */
  breaches(operation: string, request: unknown, given: Given): readonly string[] {
    const contract = this.contracts[operation];
    if (!contract) return [`${operation} has no contract: write one in test/support/contracts`];
    this.exercised.add(operation);
    return contract(given)(request, '').map((words) => `${operation}: ${words}`);
  }
}
