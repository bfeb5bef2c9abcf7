import type { Assumptions } from '../assumptions';
import { costLine } from './cost-line';
import { type CostRule, partOf } from './costing';
import { modelUses } from './model-use';

/** What a text unit is: up to so many characters. Amazon Bedrock pricing, Guardrails. */
const CHARACTERS_A_TEXT_UNIT = 1000;

/** Kinds of policy by the property that holds their list: with a price, free, or neither. */
const PRICED = [
  ['ContentPolicyConfig', 'FiltersConfig', 'guardrail-content', 'content filters'],
  ['TopicPolicyConfig', 'TopicsConfig', 'guardrail-topic', 'denied topics'],
  ['SensitiveInformationPolicyConfig', 'PiiEntitiesConfig', 'guardrail-pii', 'personal data'],
] as const;
const UNPRICED = ['ContextualGroundingPolicyConfig', 'AutomatedReasoningPolicyConfig'];

/**
 * `AWS::Bedrock::Guardrail`: each kind of policy is charged for every text unit of question and answer. Words and
 * regular expressions are free.
 */
export const guardrailCost: CostRule = (of, costing) => {
  const { assumptions, prices } = costing;
  const units = textUnits(assumptions, costing);
  return {
    lines: PRICED.flatMap(([policy, list, price, what]) =>
      partOf(of, policy)[list] === undefined
        ? []
        : [
            costLine(
              {
                of,
                feature: 'guardrail',
                what,
                kind: 'usage',
                factors: [[units, 'text units']],
                price,
                note: `${CHARACTERS_A_TEXT_UNIT} characters or less are one; question and answer apart`,
              },
              prices,
            ),
          ],
    ),
    unpriced: UNPRICED.filter((policy) => of.resource.Properties?.[policy] !== undefined),
  };
};

function textUnits(assumptions: Assumptions, costing: Parameters<CostRule>[1]): number {
  const unitsOf = (tokens: number) => Math.ceil((tokens * assumptions.charactersPerToken) / CHARACTERS_A_TEXT_UNIT);
  return modelUses(costing).reduce(
    (sum, { requests, input, output }) => sum + requests * (unitsOf(input) + unitsOf(output)),
    0,
  );
}
