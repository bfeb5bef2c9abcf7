import type { Assumptions } from '../assumptions';
import { type CostRule, objectProperty } from './cost-context';
import { costLine } from './cost-line';
import { modelUses } from './model-use';

/** Maximum of a text unit. Source: Amazon Bedrock pricing, Guardrails. */
const CHARACTERS_A_TEXT_UNIT = 1000;

/** Kinds of policy by property: with a price, and without charge. Every other kind is unpriced. */
const PRICED = [
  ['ContentPolicyConfig', 'FiltersConfig', 'guardrail-content', 'content filters'],
  ['TopicPolicyConfig', 'TopicsConfig', 'guardrail-topic', 'denied topics'],
  ['SensitiveInformationPolicyConfig', 'PiiEntitiesConfig', 'guardrail-pii', 'personal data'],
] as const;
const FREE = ['WordPolicyConfig'];

/**
 * Prices `AWS::Bedrock::Guardrail`: each kind of policy, per text unit of question and answer. Words and regular
 * expressions are free.
 */
export const guardrailCost: CostRule = (located, context) => {
  const { assumptions, prices } = context;
  const units = textUnits(assumptions, context);
  return {
    lines: PRICED.flatMap(([policy, list, price, what]) =>
      objectProperty(located, policy)[list] === undefined
        ? []
        : [
            costLine(
              {
                located,
                feature: 'guardrail',
                what,
                kind: 'usage',
                factors: [[units, 'text units']],
                price,
                note: `${CHARACTERS_A_TEXT_UNIT} characters or less are one; question and answer count separately`,
              },
              prices,
            ),
          ],
    ),
    unpriced: [
      ...Object.keys(located.resource.Properties ?? {}).filter(isUnpriced),
      ...(judgesImages(located) ? ['ContentPolicyConfig on images'] : []),
    ],
  };
};

const judgesImages = (located: Parameters<CostRule>[0]) =>
  JSON.stringify(objectProperty(located, 'ContentPolicyConfig')).includes('"IMAGE"');

const isUnpriced = (property: string) =>
  property.endsWith('PolicyConfig') && !FREE.includes(property) && !PRICED.some(([policy]) => policy === property);

function textUnits(assumptions: Assumptions, context: Parameters<CostRule>[1]): number {
  const unitsOf = (tokens: number) => Math.ceil((tokens * assumptions.charactersPerToken) / CHARACTERS_A_TEXT_UNIT);
  return modelUses(context).reduce(
    (sum, { requests, input, output }) => sum + requests * (unitsOf(input) + unitsOf(output)),
    0,
  );
}
