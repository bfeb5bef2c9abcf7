import { CONTENT_FILTERS, FILTER_STRENGTHS } from '../../../guardrail/content-filters';
import type { ContentFilter } from '../../../guardrail/guardrail-config';
import { all, isObject, objectOf, problem, type Validator, within } from '../../validation';
import { oneOf } from './texts';

/** Validates the strengths of one content filter. */
export const contentFilter: Validator = all(
  objectOf(
    {
      type: oneOf(CONTENT_FILTERS),
      input: oneOf(FILTER_STRENGTHS),
      output: oneOf(FILTER_STRENGTHS),
    } satisfies Record<keyof ContentFilter, Validator>,
    ['type'],
  ),
  (filter, place) => {
    if (!isObject(filter) || filter.type !== 'PROMPT_ATTACK') return [];
    return [
      ...(filter.input === 'NONE'
        ? [
            problem('PB-CONFIG-056', within(place, 'input'), {
              value: filter.input,
              message: 'would let every attack on the system prompt pass',
              remedy: "Use 'LOW', 'MEDIUM' or 'HIGH'.",
            }),
          ]
        : []),
      ...(filter.output !== undefined && filter.output !== 'NONE'
        ? [
            problem('PB-CONFIG-057', within(place, 'output'), {
              value: filter.output,
              message: 'is not a strength that the API accepts for PROMPT_ATTACK: an attack is in a prompt',
              remedy: 'Omit it.',
            }),
          ]
        : []),
    ];
  },
);
