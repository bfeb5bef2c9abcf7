import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failsWith, lambdaError, queryError, stack, withAskStandIn } from '../../support/ask-run';
import { SECRET } from '../../support/conversation';

const { standIn, ask } = withAskStandIn();

describe('the function is not found', () => {
  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    [
      'no stack',
      (r) => queryError(r, 400, 'ValidationError', 'Stack with id private-bedrock-sandbox-inference does not exist'),
      /failed for stack private-bedrock-sandbox-inference in us-east-1: .*does not exist.*\nDeploy it \(`npx cdk deploy "sandbox\/\*" --app \S+`\)/,
    ],
    [
      'no output',
      (r) => stack(r, 'Other', 'x'),
      /^PB-ASK-008 .* no output FunctionName. Its status is ROLLBACK_COMPLETE\.\nDeploy it again/,
    ],
    ['expired', (r) => queryError(r, 403, 'ExpiredToken', 'The token is expired'), /ExpiredToken\)\nSign in again/],
    ['throttled', (r) => queryError(r, 400, 'Throttling', 'Rate exceeded'), /Throttling\)\nWait a minute/],
    [
      'wrong keys',
      (r) => queryError(r, 403, 'InvalidClientTokenId', 'bad'),
      /InvalidClientTokenId\)\nCheck which cred/,
    ],
  ])('%s', async (_, stacks, message) => {
    standIn().stacks = stacks;
    expect(await ask([SECRET])).toEqual(failsWith(message));
  });

  test('but whoever may not read stacks asks by the name that the stack gives', async () => {
    standIn().stacks = (response) =>
      queryError(response, 403, 'AccessDenied', 'not authorized to perform DescribeStacks');
    standIn().models.on('by name', (exchange) => {
      exchange.startAnswer('Here.');
      exchange.stopAnswer();
    });
    const { code, stdout, stderr } = await ask(['by name']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Here.\n' });
    expect(stderr).toContain('No permission to read stack private-bedrock-sandbox-inference');
  });

  test('a profile that does not exist is named, with those that do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aws-'));
    const file = join(folder, 'config');
    writeFileSync(file, '[default]\nregion = us-east-1\n[profile dev]\nregion = us-east-1\n[sso-session corp]\n');
    const env = { AWS_PROFILE: 'prod', AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') };
    const named = failsWith(
      /^PB-AWS-010 AWS profile 'prod' does not exist\.\nSet AWS_PROFILE to one of: default, dev\. Or create it: `aws configure sso --profile prod`\.\n$/,
    );
    expect(await ask([SECRET], env)).toEqual(named);
    expect(await ask([SECRET, '--function', 'f'], env)).toEqual(named);
    rmSync(folder, { recursive: true });
  });

  test.each(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])('%s is obeyed, and named', async (setting) => {
    const ignored = failsWith(
      new RegExp(`^PB-AWS-016 ${setting} is 'yes', and the AWS SDK ignores .*\nSet ${setting}`),
    );
    const excluded = failsWith(
      /^PB-AWS-017 .* custom endpoint are not supported \(EndpointError\)\nSet AWS_USE_FIPS_ENDPOINT/,
    );
    for (const words of [[SECRET], [SECRET, '--function', 'f']]) {
      expect(await ask(words, { [setting]: 'yes' })).toEqual(ignored);
      expect(await ask(words, { [setting]: 'true' })).toEqual(excluded);
    }
  });

  test('no credentials, no endpoint, no such Region', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    expect(await ask([SECRET], none)).toEqual(failsWith(/CredentialsProviderError\)\nSign in/));
    const refused = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
    expect(await ask([SECRET], refused)).toEqual(failsWith(/ECONNREFUSED.*\n.*AWS_ENDPOINT_URL/));
    expect(await ask([SECRET, '--function', 'f'], refused)).toEqual(failsWith(/ECONNREFUSED.*\n.*AWS_ENDPOINT_URL/));
    const nowhere = { AWS_ENDPOINT_URL: 'http://nowhere.invalid' };
    expect(await ask([SECRET, '--region', 'mars-1'], nowhere)).toEqual(failsWith(/mars-1.*\n.*the Region/));
  });
});

describe('Lambda refuses', () => {
  test.each([
    ['ResourceNotFoundException', 404, /failed for private-bedrock-sandbox-inference in us-east-1: .*\nDeploy it/],
    ['AccessDeniedException', 403, /AccessDeniedException\)\nAssume the deployment's invoker role/],
    ['ExpiredTokenException', 403, /Sign in again/],
    ['TooManyRequestsException', 429, /Wait a minute/],
    ['RequestTooLargeException', 413, /Lambda accepts 6 MB/],
    ['InvalidRequestContentException', 400, /the request is not valid JSON \(InvalidRequestContentException\)/],
  ])('%s', async (name, status, message) => {
    // Only of the last one the words may be the question's; the others are Lambda's.
    const words = name === 'InvalidRequestContentException' ? SECRET : 'in words of Lambda';
    standIn().lambda = (response) => lambdaError(response, status, name, words);
    expect(await ask([SECRET])).toEqual(failsWith(message));
  });
});

test.each([
  [[], /The question is missing/],
  [['--file', 'request.json', 'words', '--max-tokens', '5'], /Omit a question, --max-tokens/],
  [['--chat', '--file', 'request.json'], /Omit --chat/],
  [['words', '--max-tokens', '0'], /--max-tokens '0' is not a whole number from 1/],
  [['words', '--operation', 'invoke'], /Allowed choices are converse, converseStream/],
  [['words', '--deployment', 'other'], /The assembly has no deployment other\.\nUse one of: sandbox, production\./],
])('wrong usage: %j', async (args, message) => {
  expect(await ask(args)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
});

test.each([
  ['/no/such/file', undefined, /^PB-ASK-009 Cannot read \/no\/such\/file: ENOENT/],
  ['-', `{"${SECRET}`, /^PB-ASK-010 Standard input is not a JSON object/],
  ['-', '["list"]', /is not a JSON object/],
])('a file that is no request: %s', async (file, input, message) => {
  expect(await ask(['--file', file], {}, input)).toEqual(failsWith(message));
});
