import { readFileSync } from 'node:fs';
import { preflightReport } from '../../cli/preflight/preflight-report';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { InProcess } from '../preflight/account/in-process';
import { refused } from '../preflight/account/wire';
import { AskStandIn, askIn } from '../support/ask-run';
import { expectShown, LISTINGS, listing } from '../support/listings';
import { runMain } from '../support/run-main';

/** Pages whose listings another test compares, each with that test. */
const COMPARED: Readonly<Record<string, string>> = {
  'adopting.md': 'test/rule-pack/pack.test.ts',
  'changing.md': 'test/e2e/transitions.e2e.ts',
  'commands.md': 'test/docs/commands.test.ts',
  'healthscribe.md': 'test/e2e/sandbox-rows.e2e.ts',
  'hub-and-spoke.md': 'test/network/reused-endpoints.test.ts',
  'knowledge.md': 'test/knowledge/commands/listings.test.ts',
  'runbooks/leftovers.md': 'test/e2e/leftovers.e2e.ts',
  'scaling.md': 'test/capacity/scaling-page.test.ts',
  'sandbox.md': 'test/e2e/sandbox.e2e.ts',
  'spend.md': 'test/spend/breaker-commands.test.ts',
};

/** Listings that no command prints, by their first line. */
const NOT_PRINTED: readonly RegExp[] = [
  /^bin\/ {8}the CDK app/,
  /^bin ─►/,
  /^npx private-bedrock check template\.yaml/,
  /^event: messageStart/,
  /^ +npx cdk · npm run ask · AWS CLI/,
  // Queries of CloudWatch Logs Insights: test/observability/runbooks.test.ts compares their fields.
  /^(filter|stats) /,
];

const HERE: readonly (readonly [page: string, first: string])[] = [
  ['deploying.md', 'sandbox: us-east-1, account'],
  ['deploying.md', '$ npm run ask --'],
  ['fine-tuning.md', '$ npm run validate --'],
  ['fine-tuning.md', '$ npm run tune --'],
];

test('every listing of every page is compared with what is printed, or is no output', () => {
  const unknown = LISTINGS.filter(
    ({ page, first }) =>
      !Object.hasOwn(COMPARED, page) &&
      !NOT_PRINTED.some((form) => form.test(first)) &&
      !HERE.some(([known, beginning]) => page === known && first.startsWith(beginning)),
  );
  expect(unknown.map(({ page, first }) => [page, first])).toEqual([]);
});

test.each([...Object.entries(COMPARED), ['fine-tuning.md', 'test/fine-tuning/tune/tune.test.ts']])(
  'docs/%s is compared by %s',
  (page, file) => expect(readFileSync(file, 'utf8')).toContain(`docs/${page}`),
);

/** The answer of the model of the sandbox. */
const answerTo = (question: string): string => {
  const { fixtures } = JSON.parse(readFileSync('sandbox/model/answers.json', 'utf8'));
  return fixtures.find(({ match }: { match: { userMessage: string } }) => question.includes(match.userMessage)).response
    .content;
};

describe('what is shown is printed today', () => {
  test('preflight, in an account without a bootstrap', async () => {
    const aws = await InProcess.open();
    const report = await aws.report(
      { 'ssm:GetParameter': refused('ParameterNotFound') },
      'sandbox',
      DEPLOYMENTS.sandbox,
    );
    await aws.account.close();
    const printed = preflightReport(report, { width: 100, paint: (_, text) => text });
    expectShown(listing('deploying.md', 'sandbox: us-east-1, account'), printed);
  });

  test('ask', async () => {
    const aws = await AskStandIn.start();
    const [first = '', ...lines] = listing('deploying.md', '$ npm run ask --');
    const [, question = ''] = /"(.*)"/.exec(first) ?? [];
    aws.models.on(question, (exchange) => {
      exchange.startAnswer(answerTo(question));
      exchange.event('messageStop', { stopReason: 'end_turn' });
      exchange.event('metadata', {
        usage: { inputTokens: 9, outputTokens: 34, totalTokens: 43 },
        metrics: { latencyMs: 4 },
      });
      exchange.end();
    });
    const { stdout, stderr } = await askIn(aws, [question]);
    await aws.stop();
    expectShown(lines, `${stdout}${stderr}`);
  });

  test('validate', async () => {
    const [first = '', ...lines] = listing('fine-tuning.md', '$ npm run validate --');
    const { stdout, stderr } = await runMain(['validate', ...(first.split(' -- ')[1] ?? '').split(' ')]);
    expectShown(lines, `${stderr}${stdout}`);
  });
});
