import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Clients } from '../clients';

/** Uploads all files of a folder, below a prefix. @returns their keys */
export async function uploadFolder(folder: string, Bucket: string, prefix: string, { s3 }: Clients): Promise<string[]> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const keys: string[] = [];
  for (const file of files) {
    const Key = prefix + relative(folder, file).split(sep).join('/');
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: readFileSync(file) }));
    keys.push(Key);
  }
  return keys;
}
