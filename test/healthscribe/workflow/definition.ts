import { definePurging } from '../../../lib/healthscribe/purging/definition';
import { defineScribing } from '../../../lib/healthscribe/workflow/definition';
import type { MachineDefinition } from '../../../sandbox/workflow/interpreter';
import { SCRIBING } from '../../support/contracts/scribing-contracts';

export const definition = defineScribing(SCRIBING) as MachineDefinition;
export const purging = definePurging(SCRIBING) as MachineDefinition;
