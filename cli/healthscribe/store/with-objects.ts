import type { Io } from '../../io';
import type { PatientObjects } from './patient-objects';
import { findStore, type StoreFlags } from './patient-store';

/** Works on the objects of a clinician while their client is open. Loads the SDK then. @throws OperatorError */
export async function withObjects<T>(
  flags: StoreFlags,
  io: Io,
  signal: AbortSignal,
  work: (objects: PatientObjects) => Promise<T>,
): Promise<T> {
  const store = await findStore(flags, io);
  const { PatientObjects } = await import('./patient-objects');
  const objects = new PatientObjects(store, signal);
  try {
    return await work(objects);
  } finally {
    objects.close();
  }
}
