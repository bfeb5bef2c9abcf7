/** Origin of the bytes of a dataset. */
export interface Source {
  /** Name as the user wrote it. */
  readonly name: string;
  /** Key in S3, or the name of the file. */
  readonly key: string;
  /** Bucket of an object in S3. */
  readonly bucket?: string;
  /** Path of a file on this machine. */
  readonly path?: string;
  /** Stored bytes. */
  readonly size: number;
  /** Reads the bytes. @param reuse each chunk may be overwritten by the next, which takes less memory. @default false */
  readonly chunks: (reuse?: boolean) => AsyncIterable<Buffer> | Iterable<Buffer>;
}
