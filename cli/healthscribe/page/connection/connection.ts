import type { Edit } from '../../../../domain/clinical-note/edits';
import type { ReviewData, SavingAnswer, SigningAnswer } from '../../review/review-data';
import { decodeBase64 } from './decode-base64';

/** Source of a page: the review command that serves it, or the file that contains it. */
export interface Connection {
  load(): Promise<ReviewData>;
  /** Returns the address of the recording, if there is one. */
  recording(): Promise<string | undefined>;
  saveLooked(sentences: readonly string[]): Promise<SavingAnswer>;
  /** Changes with the number of those that they were made on. */
  saveEdits(changes: Changes): Promise<SavingAnswer>;
  sign(name: string, revision: number): Promise<SigningAnswer>;
  /** Tells that the page is closed, with the changes that are not saved. */
  leave(changes?: Changes): void;
  /** Tells that somebody works on the page. */
  active(): Promise<void>;
}

export interface Changes {
  readonly edits: readonly Edit[];
  readonly revision: number;
}

/** Returns the connection of this page: a file contains its data, a served page loads it. */
export function connect(): Connection {
  const data = document.getElementById('review-data');
  return data ? fileConnection(data) : serverConnection();
}

const refused = (): Promise<never> => Promise.reject(new Error('A file cannot be signed'));

const fileConnection = (data: Element): Connection => ({
  load: () => Promise.resolve(JSON.parse(data.textContent ?? '') as ReviewData),
  recording: () => {
    const block = document.getElementById('recording');
    if (!block?.textContent) return Promise.resolve(undefined);
    const type = block.getAttribute('data-type') ?? '';
    return Promise.resolve(URL.createObjectURL(new Blob(decodeBase64(block.textContent), { type })));
  },
  saveLooked: () => Promise.resolve({ saved: 0 }),
  saveEdits: () => Promise.resolve({ failed: 'inFile', message: '' }),
  sign: refused,
  leave: () => undefined,
  active: () => Promise.resolve(),
});

function serverConnection(): Connection {
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status === 409) return { failed: 'already_signed', message: '' };
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    load: async () => (await fetch('review')).json() as Promise<ReviewData>,
    recording: () => Promise.resolve('recording'),
    saveLooked: async (sentences) => (await post('looked', { sentences })) as SavingAnswer,
    saveEdits: async (changes) => (await post('edits', changes)) as SavingAnswer,
    sign: async (name, revision) => (await post('sign', { name, revision })) as SigningAnswer,
    leave: (changes) =>
      void navigator.sendBeacon('leave', new Blob([JSON.stringify(changes ?? {})], { type: 'application/json' })),
    active: async () => void (await post('active', {})),
  };
}
