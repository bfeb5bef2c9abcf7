import type { Construct } from 'constructs';
import { NamedPersona, type NamedPersonaProps } from './named-persona';

export type SignedNotesReaderProps = NamedPersonaProps;

/**
 * Person who reads signed notes, and nothing else.
 *
 * @example
 * const records = new SignedNotesReader(stack, 'Records', { roleName: 'records' });
 * notes.grantReadNotes(records.policy);
 */
export class SignedNotesReader extends NamedPersona {
  constructor(scope: Construct, id: string, props: SignedNotesReaderProps) {
    super(scope, id, 'Reads signed notes', props);
  }
}
