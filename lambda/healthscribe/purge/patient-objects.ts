import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

/** Objects of one bucket, by their keys: nothing here can read one. */
export class PatientObjects {
  constructor(
    private readonly client: Pick<S3Client, 'send'>,
    private readonly bucket: string,
  ) {}

  /** Lists the keys that begin with a prefix. */
  async list(prefix: string): Promise<string[]> {
    const keys: string[] = [];
    let token: string | undefined;
    do {
      const page: ListObjectsV2CommandOutput = await this.client.send(
        new ListObjectsV2Command({
          ...{ Bucket: this.bucket, Prefix: prefix },
          ...(token !== undefined && { ContinuationToken: token }),
        }),
      );
      keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return keys;
  }

  /** Deletes objects. @throws ObjectsNotDeleted */
  async delete(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += MOST_DELETED) {
      const Objects = keys.slice(at, at + MOST_DELETED).map((Key) => ({ Key }));
      const { Errors = [] } = await this.client.send(
        new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects, Quiet: true } }),
      );
      // S3 answers 200, and lists what it has not deleted.
      if (Errors.length > 0) throw new ObjectsNotDeleted(`${Errors.length} of ${Objects.length}`);
    }
  }

  /**
   * Aborts uploads in parts: their parts are in no list of objects.
   *
   * @param isOfIt true for the keys, of those that begin with the prefix, whose uploads are aborted
   */
  async abortUploads(prefix: string, isOfIt: (key: string) => boolean): Promise<void> {
    let marker: Pick<ListMultipartUploadsCommandOutput, 'NextKeyMarker' | 'NextUploadIdMarker'> | undefined;
    do {
      const page: ListMultipartUploadsCommandOutput = await this.client.send(
        new ListMultipartUploadsCommand({
          ...{ Bucket: this.bucket, Prefix: prefix },
          ...(marker && { KeyMarker: marker.NextKeyMarker, UploadIdMarker: marker.NextUploadIdMarker }),
        }),
      );
      for (const { Key = '', UploadId } of page.Uploads ?? []) {
        if (!isOfIt(Key)) continue;
        await this.abort(Key, UploadId);
      }
      marker = page.IsTruncated ? page : undefined;
    } while (marker);
  }

  /** Aborts one upload. It may have ended since it was listed: the next list of objects has what it has made. */
  private async abort(Key: string, UploadId: string | undefined): Promise<void> {
    try {
      await this.client.send(new AbortMultipartUploadCommand({ Bucket: this.bucket, Key, UploadId }));
    } catch (error) {
      if ((error as Error).name !== 'NoSuchUpload') throw error;
    }
  }
}

/** Most objects of one request. */
const MOST_DELETED = 1_000;

class ObjectsNotDeleted extends Error {
  override readonly name = 'ObjectsNotDeleted';
}
