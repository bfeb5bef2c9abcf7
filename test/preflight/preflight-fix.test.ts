import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { acceptAgreements } from '../../cli/preflight/accept-agreements';
import { clientsIn } from '../../cli/preflight/account/clients';
import { confirm } from '../../cli/terminal/confirm';
import { isScoped, unitOf } from '../../domain/quotas/quota-names';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { access, HAIKU, lacking } from './account/answers';
import { InProcess } from './account/in-process';
import { REGION } from './account/ready-account';
import { answered, refused } from './account/wire';

describe('an agreement that somebody is asked about', () => {
  let aws: InProcess;
  beforeAll(async () => {
    aws = await InProcess.open();
  });
  afterAll(() => aws.account.close());

  const offers = [
    { offerId: 'first', offerToken: 't1' },
    { offerId: 'second', offerToken: 't2' },
  ];
  const account = {
    ...access(HAIKU, lacking),
    'bedrock:ListFoundationModelAgreementOffers': answered({ modelId: HAIKU, offers }),
    'bedrock:CreateFoundationModelAgreement': answered({ modelId: HAIKU }),
  };
  const accept = async (answers: typeof account | object, ...decisions: boolean[]) => {
    aws.account.script({ ...account, ...answers });
    const said: string[] = [];
    const questions: string[] = [];
    const made = await acceptAgreements(clientsIn(REGION).bedrock, DEPLOYMENTS.production, {
      party: 'account 123456789012',
      say: (line) => said.push(line),
      confirm: (question) => {
        questions.push(question);
        return Promise.resolve(decisions.shift() ?? false);
      },
    });
    const created = aws.account.calls.filter(({ action }) => action.includes('Create')).map(({ fields }) => fields);
    return { made, said, questions, created };
  };

  test('a no makes nothing', async () => {
    const { made, said, questions, created } = await accept({});

    expect({ made, created }).toEqual({ made: 0, created: [] });
    expect(questions).toEqual(Array(2).fill(expect.stringContaining('on behalf of account 123456789012?')));
    expect(said).toEqual([
      'For account 123456789012:',
      `${HAIKU}: offer first`,
      `${HAIKU}: not accepted`,
      'For account 123456789012:',
      `${HAIKU}: offer second`,
      `${HAIKU}: not accepted`,
    ]);
  });

  test('a yes takes that very offer, and asks no more about the model', async () => {
    const { made, created, questions } = await accept({}, false, true);

    expect({ made, created }).toEqual({ made: 1, created: [{ modelId: HAIKU, offerToken: 't2' }] });
    expect(questions).toHaveLength(2);
  });

  test('a refusal of AWS is told, by the permission that it is about', async () => {
    const denied = { 'bedrock:ListFoundationModelAgreementOffers': refused('AccessDeniedException', 403) };
    expect(await accept(denied, true)).toMatchObject({
      made: 0,
      said: [`${HAIKU}: not permitted: bedrock:ListFoundationModelAgreementOffers`],
    });
  });

  test('where nothing is lacking, nothing is asked', async () => {
    expect(await accept(access(HAIKU, {}), true)).toMatchObject({ made: 0, said: [], questions: [], created: [] });
  });

  test('there may be no offer', async () => {
    const none = { 'bedrock:ListFoundationModelAgreementOffers': answered({ modelId: HAIKU, offers: [] }) };
    expect(await accept(none, true)).toMatchObject({ made: 0, said: [expect.stringMatching(/no public offer/)] });
  });
});

describe('the question', () => {
  const answerTo = async (typed: string) => {
    const input = new PassThrough();
    const output = new PassThrough();
    const answer = confirm('Really?', input, output);
    input.end(typed);
    const yes = await answer;
    output.end();
    return { yes, shown: await text(output) };
  };

  test.each([
    ['y\n', true],
    ['YES\n', true],
    ['n\n', false],
    ['\n', false],
    ['yesterday\n', false],
    ['', false],
  ])('answered with %j is %s', async (typed, yes) => {
    expect(await answerTo(typed)).toEqual({ yes, shown: expect.stringContaining('Really? [y/N] ') });
  });
});

describe('the name of a quota', () => {
  const nova = { provider: 'Amazon', name: 'Nova Lite' };
  const sonnet = { provider: 'Anthropic', name: 'Claude Sonnet 4.5' };

  test.each([
    ['On-demand InvokeModel tokens per minute for Amazon Nova Lite', 'foundation-model', nova, 'tokens a minute'],
    [
      'On-demand model inference requests per minute for Amazon Nova Lite',
      'foundation-model',
      nova,
      'requests a minute',
    ],
    ['Cross-region model inference tokens per minute for Amazon Nova Lite', 'foundation-model', nova, undefined],
    ['Cross-Region InvokeModel tokens per minute for Amazon Nova Lite', 'geographic-profile', nova, 'tokens a minute'],
    ['On-demand model inference tokens per minute for Amazon Nova Lite 2', 'foundation-model', nova, undefined],
    [
      'On-demand latency-optimized model inference tokens per minute for Amazon Nova Lite',
      'foundation-model',
      nova,
      undefined,
    ],
    [
      'Global cross-region model inference tokens per minute for Anthropic Claude Sonnet 4.5 V1',
      'global-profile',
      sonnet,
      'tokens a minute',
    ],
    [
      'Cross-region model inference tokens per minute for Anthropic Claude Sonnet 4.5 V1 1M Context Length',
      'geographic-profile',
      sonnet,
      undefined,
    ],
    [
      'Model invocation max tokens per day for Anthropic Claude Sonnet 4.5 V1 (doubled for cross-region calls)',
      'global-profile',
      sonnet,
      'tokens a day',
    ],
    [
      '(Model customization) Sum of on demand custom model deployment tokens per minute for Amazon Nova Lite',
      'foundation-model',
      nova,
      undefined,
    ],
  ] as const)('%s, of a %s', (name, kind, model, unit) => {
    expect(unitOf(name, kind, model)).toBe(unit);
  });

  test('is known for ids alone: what is behind an ARN has quotas of other names', () => {
    expect(isScoped('custom-model-deployment')).toBe(false);
    expect(isScoped('application-profile')).toBe(false);
  });
});
