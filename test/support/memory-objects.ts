import { ObjectMissing, type Objects } from '../../lambda/fine-tuning/objects';

/** A bucket in memory. */
export class MemoryObjects implements Objects {
  constructor(readonly all: Map<string, string | Buffer> = new Map()) {}

  read(key: string): Promise<AsyncIterable<Buffer>> {
    const object = this.all.get(key);
    if (object === undefined) return Promise.reject(new ObjectMissing(key));
    return Promise.resolve(inChunks(Buffer.from(object)));
  }

  write(key: string, text: string): Promise<void> {
    this.all.set(key, text);
    return Promise.resolve();
  }
}

async function* inChunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000));
}
