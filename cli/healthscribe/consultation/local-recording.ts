import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import type { AudioFile } from '../../../domain/clinical-note/audio/audio-headers';
import { AUDIO_EXTENSIONS, type AudioExtension } from '../../../domain/clinical-note/layout';

/** Works on a recording of this machine while its file is open. */
export async function withRecording<T>(path: string, work: (file: AudioFile) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await work({
      size,
      read: async (start, end) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}

/** Returns the extension of a recording; undefined for a file that is none. */
export function extensionOf(name: string): AudioExtension | undefined {
  const extension = extname(name).slice(1).toLowerCase();
  return AUDIO_EXTENSIONS.find((known) => known === extension);
}
