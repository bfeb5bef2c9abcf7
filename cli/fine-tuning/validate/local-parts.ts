import type { Part } from '../../../domain/fine-tuning/dataset/reading/part';
import { PartReader } from '../../../domain/fine-tuning/dataset/reading/part-reader';
import type { RecordReader } from '../../../domain/fine-tuning/dataset/reading/record-reader';
import { LineFile } from './line-file';

/** Reads a plain file by this thread alone. @param onRead is told how many bytes have been read */
export function* localParts(path: string, reader: RecordReader, onRead: (bytes: number) => void): Generator<Part> {
  const file = new LineFile(path);
  const parts = new PartReader(reader, true);
  let read = 0;
  try {
    for (const chunk of file.bytes()) {
      yield* parts.take(chunk);
      if (parts.ended) return;
      read += chunk.length;
      onRead(read);
    }
    yield* parts.end();
  } finally {
    file.close();
  }
}
