import { createHash } from 'node:crypto';
import { type Content, ObjectChanged, ObjectMissing, type Objects } from '../../lambda/fine-tuning/objects';

/** A bucket in memory. */
export class MemoryObjects implements Objects {
  constructor(readonly all: Map<string, string | Buffer> = new Map()) {}

  read(key: string): Promise<Content> {
    const object = this.all.get(key);
    if (object === undefined) return Promise.reject(new ObjectMissing(key));
    return Promise.resolve({ chunks: inChunks(Buffer.from(object)), etag: etagOf(object) });
  }

  copy(key: string, etag: string, to: string): Promise<void> {
    const object = this.all.get(key);
    if (object === undefined || etagOf(object) !== etag) return Promise.reject(new ObjectChanged(key));
    this.all.set(to, object);
    return Promise.resolve();
  }

  create(key: string, text: string): Promise<boolean> {
    if (this.all.has(key)) return Promise.resolve(false);
    this.all.set(key, text);
    return Promise.resolve(true);
  }

  write(key: string, text: string): Promise<void> {
    this.all.set(key, text);
    return Promise.resolve();
  }
}

export const etagOf = (object: string | Buffer) => `"${createHash('md5').update(object).digest('hex')}"`;

async function* inChunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000));
}
