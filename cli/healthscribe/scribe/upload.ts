import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Upload } from '@aws-sdk/lib-storage';
import type { UploadMetadata } from '../../../domain/clinical-note/upload-metadata';
import { AwsCallError } from '../../aws/call-aws';
import { type Note, progressBar } from '../../terminal/progress';
import { MEDIA_TYPES } from '../consultation/consultation';
import { extensionOf } from '../consultation/local-recording';
import type { PatientObjects } from '../store/patient-objects';

interface RecordingUpload {
  readonly path: string;
  readonly key: string;
  readonly metadata: UploadMetadata;
  readonly signal: AbortSignal;
}

/**
 * Uploads a recording, a large one in parts. It is written once: no upload replaces it. An interrupted upload is aborted, so
 * that no part of it stays.
 *
 * @throws OperatorError
 */
export async function uploadRecording(
  objects: PatientObjects,
  { path, key, metadata, signal }: RecordingUpload,
  note: Note,
): Promise<void> {
  const { size } = await stat(path);
  const upload = new Upload({
    client: objects.s3,
    params: {
      ...objects.object(key),
      Body: createReadStream(path),
      ContentType: MEDIA_TYPES[extensionOf(key) ?? 'wav'],
      Metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, String(value)])),
      IfNoneMatch: '*',
    },
  });
  upload.on('httpUploadProgress', ({ loaded = 0 }) => note(progressBar(size > 0 ? Math.min(1, loaded / size) : 1)));
  signal.addEventListener('abort', () => void upload.abort());
  try {
    await objects.call('s3:PutObject', `${objects.store.patients}/${key}`, () => upload.done());
  } catch (error) {
    if (!(await isStored(objects, key, size, error))) throw error;
  }
}

/**
 * Tells whether a recording is stored although S3 did not say so. An answer can be lost, and the SDK then learns only that
 * the object exists. The key is random and of this upload, so that no other can be under it. A workflow that has purged the
 * recording meanwhile leaves none to find.
 */
async function isStored(objects: PatientObjects, key: string, size: number, error: unknown): Promise<boolean> {
  if (error instanceof AwsCallError && error.failure.name === 'PreconditionFailed') return true;
  const found = await objects.list(key).catch(() => []);
  return found.some((object) => object.key === key && object.bytes === size);
}
