/** Where the bytes of a dataset come from. */
export interface Source {
  /** As the user wrote it. */
  readonly name: string;
  /** As it will be called in S3: the key, or the name of the file. */
  readonly key: string;
  /** Of an object in S3. */
  readonly bucket?: string;
  /** The path of a file on this machine, which several threads can read. */
  readonly path?: string;
  /** Bytes, as they are stored. */
  readonly size: number;
  readonly chunks: () => AsyncIterable<Buffer>;
}
