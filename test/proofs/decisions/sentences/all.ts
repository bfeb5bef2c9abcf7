import type { Sentence } from '../sentence';
import type { World } from '../world';
import { administratorSentences } from './administrator';
import { boundarySentences } from './boundary';
import { breakGlassSentences } from './break-glass';
import { bucketSentences } from './bucket';
import { customizationRoleSentences } from './customization-role';
import { endpointSentences } from './endpoints';
import { flowLogSentences } from './flow-logs';
import { inferenceFunctionSentences } from './inference-function';
import { invokerSentences } from './invoker';
import { keySentences } from './key';
import { organizationSentences } from './organization';
import { readerSentences } from './reader';
import { trustSentences } from './trust';
import { tunerSentences } from './tuner';
import { tuningFunctionSentences } from './tuning-function';
import { tuningWorkflowSentences } from './tuning-workflow';
import { unboundedSentences } from './unbounded';

/** Every claim about who can do what in one deployment, by what it is about. */
export const SENTENCES: Readonly<Record<string, (world: World) => Promise<readonly Sentence[]> | readonly Sentence[]>> =
  {
    'the permissions boundary': boundarySentences,
    'the administrator': administratorSentences,
    'the reader': readerSentences,
    'the invoker': invokerSentences,
    'the inference function': inferenceFunctionSentences,
    'the tuner': tunerSentences,
    'the customization role': customizationRoleSentences,
    'the tuning function': tuningFunctionSentences,
    'the tuning workflow': tuningWorkflowSentences,
    'the flow-log role': flowLogSentences,
    'the break-glass role': breakGlassSentences,
    'each role without the boundary': unboundedSentences,
    'trust: who becomes which role': trustSentences,
    'the buckets': bucketSentences,
    'the key': keySentences,
    'the VPC endpoints': endpointSentences,
    'an organization around the account': organizationSentences,
  };
