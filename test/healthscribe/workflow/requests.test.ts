import { randomUUID } from 'node:crypto';
import { OUTPUT_LIMITS } from '../../../domain/clinical-note/outputs/output-error';
import { Recordings } from '../../../lambda/healthscribe/check/recordings';
import { Notes } from '../../../lambda/healthscribe/draft/notes';
import { PatientObjects } from '../../../lambda/healthscribe/purge/patient-objects';
import { purgeStep } from '../../../lambda/healthscribe/purge/purge-step';
import { MemoryS3 } from '../../support/scribing/memory-s3';

const BUCKET = 'patients';
const ANY = /./;
const ALL = {
  ...{ ListObjectsV2: ANY, GetObject: ANY, PutObject: ANY, DeleteObjects: ANY },
  ...{ ListMultipartUploads: ANY, AbortMultipartUpload: ANY },
};
const keyOf = () => `audio/c0ffee-0042/${randomUUID()}.wav`;

describe('requests of the functions to S3', () => {
  test('a read of a recording that was replaced after it was found fails', async () => {
    const [s3, key] = [new MemoryS3(), keyOf()];
    const etag = s3.put(BUCKET, key, 'one');
    const file = new Recordings(s3.client(ALL), BUCKET).open({ key, etag }, 3);
    s3.put(BUCKET, key, 'two');
    await expect(file.read(0, 3)).rejects.toMatchObject({ name: 'RecordingReplaced' });
  });

  test('an object whose key only begins as that of the recording is not the recording', async () => {
    const [s3, key] = [new MemoryS3(), keyOf()];
    const etag = s3.put(BUCKET, `${key}.bak`, 'one');
    expect(await new Recordings(s3.client(ALL), BUCKET).find({ key, etag })).toBeUndefined();
  });

  test('an object that S3 lists as not deleted fails the deletion', async () => {
    const client = { send: () => Promise.resolve({ Errors: [{ Code: 'AccessDenied' }] }) };
    await expect(new PatientObjects(client as never, BUCKET).delete(['a'])).rejects.toMatchObject({
      name: 'ObjectsNotDeleted',
    });
  });

  test('what is written while the purge runs fails it', async () => {
    const [s3, key] = [new MemoryS3(), keyOf()];
    const etag = s3.put(BUCKET, key, 'one');
    s3.onRequest = (operation, of) => {
      if (operation === 'ListObjectsV2' && of.startsWith('signed/')) s3.put(BUCKET, key, 'again');
    };
    const patients = new PatientObjects(s3.client(ALL), BUCKET);
    const request = { step: 'purge', key, etag, execution: 'arn' } as const;
    await expect(purgeStep(request, patients)).rejects.toMatchObject({ name: 'StillThere' });
  });

  test('a file above the limit is not loaded', async () => {
    const read: string[] = [];
    const client = {
      send: ({ constructor: { name } }: { readonly constructor: { readonly name: string } }) => {
        read.push(name);
        return Promise.resolve({ Contents: [{ Key: 'a', Size: OUTPUT_LIMITS.bytes + 1 }] });
      },
    };
    expect((await new Notes(client as never, BUCKET).read('a'))?.bytes).toHaveLength(0);
    expect(read).toEqual(['ListObjectsV2Command']);
  });
});
