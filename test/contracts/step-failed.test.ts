import { StepFailed } from '../../lambda/shared/step-failed';

test.each<[string, unknown, string]>([
  ['the name', { name: 'NoSuchKey' }, 'NoSuchKey'],
  [
    'the name and the request',
    { name: 'SlowDown', $metadata: { requestId: 'R1' } },
    'SlowDown, request R1 of Amazon S3',
  ],
  ['no name that is a sentence', { name: 'MARKER of a patient' }, 'Unknown error'],
  ['no name that is no text', { name: 5 }, 'Unknown error'],
  ['nothing', undefined, 'Unknown error'],
])('a step that failed says %s', (_, error, message) => {
  const failed = new StepFailed(error);
  expect({ message: failed.message, stack: failed.stack }).toEqual({ message, stack: '' });
});
