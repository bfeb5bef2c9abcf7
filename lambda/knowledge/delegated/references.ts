import type { Citation as BedrockCitation } from '@aws-sdk/client-bedrock-agent-runtime';
import { isVisible } from '../../../domain/knowledge/audience';
import { named } from '../../shared/failures/failures';
import { FoundPassages } from '../agent/found-passages';
import type { GeneratedCitation, Passage } from '../contract';
import { passageOf } from '../retrieve';

const NOTHING = { byAudience: 0, byGuardrail: 0 };

/** Passages that Bedrock says it has used, each with one number, in the order in which it names them. */
export class References {
  private readonly found = new FoundPassages();

  /** @param groups of the caller */
  constructor(private readonly groups: readonly string[]) {}

  get count(): number {
    return this.found.count;
  }

  /**
   * Numbers the passages of a citation.
   *
   * @throws ForeignReferenceError for one that the caller may not see: Bedrock has not applied the filter
   */
  read({ generatedResponsePart, retrievedReferences = [] }: BedrockCitation): {
    readonly fresh: readonly Passage[];
    readonly citation: GeneratedCitation;
  } {
    if (!retrievedReferences.every((one) => isVisible(one, this.groups))) {
      throw named('ForeignReferenceError');
    }
    const passages = retrievedReferences.flatMap((reference) => {
      const passage = passageOf(reference);
      return passage ? [{ ...passage, number: 0 }] : [];
    });
    const { fresh, known } = this.found.add({ passages, removed: NOTHING });
    const { start, end } = generatedResponsePart?.textResponsePart?.span ?? {};
    const numbers = [...known, ...fresh.map(({ number }) => number)].sort((a, b) => a - b);
    return {
      fresh,
      citation: { ...(start !== undefined && { start }), ...(end !== undefined && { end }), passages: numbers },
    };
  }
}
