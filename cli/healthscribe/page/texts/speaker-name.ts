import { ENGLISH } from './english';
import { KOREAN } from './korean';

const ROLES = { CLINICIAN: 'speakerClinician', PATIENT: 'speakerPatient' } as const;

/**
 * Returns `Clinician` for `CLINICIAN_0` and `Clinician 2` for `CLINICIAN_1`. A role that is none of these is shown as it
 * is.
 */
export function speakerName(speaker: string, language: 'en' | 'ko'): string {
  const [, role = '', index = '0'] = /^([A-Z]+)(?:_(\d+))?$/.exec(speaker) ?? [];
  const key = ROLES[role as keyof typeof ROLES];
  if (key === undefined) return speaker;
  const name = (language === 'ko' ? KOREAN : ENGLISH)[key];
  return index === '0' ? name : `${name} ${Number(index) + 1}`;
}
