import fc from 'fast-check';
import { planesIn } from '../../../domain/models/regions';
import { optional, type PropertyRows } from '../property';

/** Every set of planes with the one that the inference function calls. */
export const planes: PropertyRows<'planes'> = (region) =>
  optional(
    fc
      .subarray(planesIn(region).filter((plane) => plane !== 'bedrock-runtime'))
      .map((others) => [...others, 'bedrock-runtime' as const]),
  );
