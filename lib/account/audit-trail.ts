import type { Construct } from 'constructs';
import type { Audited } from '../../domain/account/account-config';
import { acknowledge } from '../checks/acknowledge';
import { DataEventTrail, type DataEventTrailProps } from '../storage/data-event-trail';

/** Resource types of CloudTrail. Source: AWS CloudTrail User Guide, "Logging data events". */
const TYPES: Readonly<Record<Audited, string>> = {
  guardrails: 'AWS::Bedrock::Guardrail',
  knowledgeBases: 'AWS::Bedrock::KnowledgeBase',
};

export interface AuditTrailProps extends Omit<DataEventTrailProps, 'selectors'> {
  readonly audited: readonly Audited[];
}

/**
 * Trail of CloudTrail that says who used which guardrail or knowledge base, when and with which verdict. It has no prompt, no
 * answer and no passage. Invocations of models are management events, which the event history of CloudTrail has already.
 *
 * @example
 * new AuditTrail(stack, 'Audit', { trailName: 'audit', encryptionKey: key, files, accessLogs, audited: ['guardrails'] });
 */
export class AuditTrail extends DataEventTrail {
  constructor(scope: Construct, id: string, { audited, ...props }: AuditTrailProps) {
    const selectors = audited.map((name) => ({
      name: TYPES[name],
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: [TYPES[name]] },
      ],
    }));
    super(scope, id, { ...props, selectors });
    if (audited.includes('guardrails')) return;
    acknowledge(this, {
      rule: 'PrivateBedrock-TRAIL1',
      reason: 'The row of the account deployment does not name guardrails under audit: their events are not wanted.',
    });
  }
}
