import type { Operator } from '../mutant';
import { onStatements } from '../statements';

export const STATEMENTS: readonly Operator[] = [
  onStatements('Deny dropped', ({ Effect }) => (Effect === 'Deny' ? [{ statement: undefined }] : [])),
  onStatements('Deny turned into Allow', (statement) =>
    statement.Effect === 'Deny' ? [{ statement: { ...statement, Effect: 'Allow' } }] : [],
  ),
  onStatements('Allow dropped', ({ Effect }) => (Effect === 'Allow' ? [{ statement: undefined }] : [])),
];
