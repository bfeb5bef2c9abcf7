import childProcess from 'node:child_process';
import { promisify } from 'node:util';
import { recordingOf } from '../../sandbox/consultations/write-consultations';
import { AUDIO_SCENARIOS } from '../healthscribe/workflow/audio-scenarios';
import { definition, purging } from '../healthscribe/workflow/definition';
import { JOB_SCENARIOS } from '../healthscribe/workflow/job-scenarios';
import { PURGE_SCENARIOS } from '../healthscribe/workflow/purge-scenarios';
import { SIGNATURE_SCENARIOS } from '../healthscribe/workflow/signature-scenarios';
import { execute } from '../support/execution';
import { LookedThrough } from '../support/looked-through';
import { MARK, marksIn } from '../support/markers';
import { RECORDS } from '../support/scribing/function-steps';
import { CONSULTATIONS, consultation, markedStandIn, titled } from '../support/scribing/marked-consultation';
import { S3Server } from '../support/scribing/s3-server';
import { ScribingStandIn } from '../support/scribing/scribing-stand-in';

const looked = new LookedThrough();
// After all tests, in whatever order they ran: there was something to look through in each place.
afterAll(() => {
  process.stderr.write(`${looked}\n`);
  const places = ['names of states', 'histories of executions', 'events', 'notices', 'lines of functions'];
  expect(looked.emptyOf(places)).toEqual([]);
});

/** Event of a history without what AWS itself says of a failed call: Step Functions keeps it, under the patient key. */
const withoutCause = (event: unknown): unknown => {
  const { Cause: _, ...others } = event as { readonly Cause?: string };
  return others;
};

/** Runs an execution, and looks through everything that it leaves behind. */
async function lookThrough(standIn: ScribingStandIn, machine = definition, input?: object): Promise<void> {
  const { states, history, ...end } = await execute(machine, standIn, input);
  looked.through('names of states', states);
  looked.through('ends of executions', end);
  looked.through('histories of executions', history.map(withoutCause));
  looked.through('events', standIn.events);
  looked.through('notices', standIn.notices);
  looked.through('records of purges', [standIn.records, standIn.s3.keys(RECORDS)]);
  looked.through('requests to S3 and their keys', standIn.s3.requests);
  looked.through('calls of AWS and of functions', standIn.calls);
}

describe('the name of a patient is nowhere outside of the bucket', () => {
  test.each(CONSULTATIONS.map((one) => [one.name, one] as const))('in the consultation %s', async (_, one) => {
    const standIn = markedStandIn(one);
    let draft = '';
    standIn.clinician = (wait) => {
      draft = standIn.s3.text('patients', standIn.keys.draft);
      standIn.sign(wait);
    };
    await lookThrough(standIn);
    expect(marksIn(draft)).toEqual(['READY', 'NEEDS_REVIEW'].includes(one.outcome) ? ['patient'] : []);
  });

  test.each(
    [...JOB_SCENARIOS, ...AUDIO_SCENARIOS, ...SIGNATURE_SCENARIOS, ...PURGE_SCENARIOS].map(
      (scenario) => [scenario.name, scenario] as const,
    ),
  )('in the execution of %s', async (_, { standIn }) => lookThrough(await standIn()));

  test.each(['ABORTED', 'FAILED', 'SUCCEEDED'])('in the purge of an execution that is %s', async (Status) => {
    const standIn = markedStandIn(consultation('cough'));
    standIn.jobs.start(standIn.jobName);
    standIn.described = { Status, Input: JSON.stringify(standIn.input) };
    const execution = 'arn:aws:states:us-east-1:111122223333:execution:chat-scribing:one';
    await lookThrough(standIn, purging, { execution });
    expect(standIn.left.length).toBe(Status === 'SUCCEEDED' ? 2 : 0);
  });

  test('in what is told of a recording whose key is the name', async () => {
    const key = `audio/c0ffee-0042/${MARK.patient}.wav`;
    const standIn = new ScribingStandIn().record(recordingOf(consultation('ear')).content, { key });
    Object.assign(standIn, { mayKeep: { state: ['patient'], events: [], end: [] } });
    const { states, history, ...end } = await execute(definition, standIn);
    looked.through('names of states', states);
    // The key is the input of the execution, which Step Functions keeps under the patient key.
    expect(marksIn(history.map(withoutCause))).toEqual(['patient']);
    looked.through('ends of executions', end);
    looked.through('events', standIn.events);
    looked.through('notices', standIn.notices);
    looked.through('records of purges', [standIn.records, standIn.s3.keys(RECORDS)]);
    expect([end.end, standIn.left]).toEqual(['AudioRejected', []]);
  });

  test.each(['check-audio', 'make-draft', 'await-signature', 'check-signature', 'purge', 'record-purge'])(
    'when %s fails with it',
    async (step) => {
      const standIn = markedStandIn(consultation('cough'));
      standIn.onCall = (call) => {
        if (call === step) throw Object.assign(new Error(MARK.patient), { name: 'StepFailed' });
      };
      await lookThrough(standIn);
    },
  );
});

const run = promisify(childProcess.execFile);

/** As Lambda's runtime does, and more: all of an error, with its cause and members. */
const RUNTIME = `
  const { inspect } = require('node:util');
  void (async () => {
    for (const [name, request] of JSON.parse(process.env.REQUESTS)) {
      await require(process.cwd() + '/build/lambda/healthscribe-' + name).handler(request).then(
        (answer) => console.log(JSON.stringify(answer ?? null)),
        (error) => console.error(inspect(error, { depth: Infinity, showHidden: true })),
      );
    }
  })();`;

/** Requests of an execution to the functions, each with the name of the function. */
function functionRequests({ input, jobName: job, consultation: { consultation } }: ScribingStandIn) {
  const execution = 'arn:aws:states:us-east-1:111122223333:execution:scribing:one';
  const request = (name: string, step: string, more: object = {}) =>
    [name, { step, ...input, execution, ...more }] as const;
  return [
    request('check', 'check-audio'),
    request('check', 'compare-audio'),
    request('draft', 'make-draft', { seconds: 60, template: 'DAP' }),
    request('draft', 'await-signature', { token: 'token' }),
    request('draft', 'check-signature'),
    request('purge', 'withdraw-signature'),
    request('purge', 'purge'),
    request('purge', 'record-purge', {
      ...{ outcome: { name: 'Signed', reason: null }, jobRecord: 'deleted', signature: null },
      purged: { consultation, job, deleted: { audio: 1, outputs: 2, drafts: 3, signed: 0 } },
    }),
  ];
}

/** Errors of S3 for all objects of a consultation, and files of its job, with the number of requests that fail by them. */
const TROUBLES: readonly { readonly failures: number; readonly error?: string; readonly files?: object }[] = [
  { failures: 0 },
  { failures: 8, error: 'AccessDenied' },
  { failures: 8, error: MARK.patient },
  { failures: 1, files: { transcript: MARK.patient, summary: MARK.patient } },
  { failures: 1, files: { transcript: JSON.stringify({ Conversation: MARK.patient }) } },
];

test('a built function writes it into no line, whatever S3 has or says', async () => {
  const standIn = markedStandIn(consultation('cough'));
  standIn.s3.pageSize = 1_000;
  const errors = new Map<string, string>();
  const requests = TROUBLES.flatMap(({ error, files }) => {
    standIn.record(titled(recordingOf(consultation('cough')).content));
    standIn.jobs.write(standIn.jobName, { ...standIn.jobs.outputs, ...files });
    if (error !== undefined) errors.set(standIn.jobName, error).set(standIn.consultation.consultation, error);
    return functionRequests(standIn);
  });
  standIn.s3.onRequest = (_, key) => {
    const [, name] = [...errors].find(([id]) => key.includes(id)) ?? [];
    if (name !== undefined) throw Object.assign(new Error(MARK.patient), { name });
  };
  const server = await new S3Server(standIn.s3).listen();
  const { stdout, stderr } = await run(process.execPath, ['-e', RUNTIME], {
    env: {
      ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'dummy' },
      ...{ AWS_ENDPOINT_URL_S3: server.url, AWS_MAX_ATTEMPTS: '1', NODE_NO_WARNINGS: '1' },
      ...{ PATIENT_BUCKET: 'patients', PURGE_RECORDS_BUCKET: RECORDS, RETENTION_SECONDS: '3600' },
      ...{ NOTE_TEMPLATE: 'DAP', SPEAKERS: '2', REQUESTS: JSON.stringify(requests) },
    },
  });
  await server.close();
  const lines = [...stdout.split('\n'), ...stderr.split('\n')];
  looked.through('lines of functions', lines);
  // Whatever is counted of consultations, AWS counts: by the names of functions, workflows and rules.
  expect(lines.filter((line) => line.includes('_aws'))).toEqual([]);
  const answered = stdout.split('\n').filter(Boolean).length;
  expect(requests.length - answered).toBe(TROUBLES.reduce((sum, { failures }) => sum + failures, 0));
});
