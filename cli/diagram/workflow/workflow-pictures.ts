import { OperatorError } from '../../../domain/operator-error';
import type { Assembly } from '../../../domain/template/assembly';
import { type Located, References } from '../../../domain/template/references';
import { parseJson } from '../../functions/parse-json';
import type { Picture } from '../picture/picture';
import { kebab } from '../picture/pictures';
import { unitOf } from '../scene';
import { withoutHash } from '../words';
import type { Definition } from './workflow-graph';
import { workflowPicture } from './workflow-picture';

function definitionIn(text: string, { stack, logicalId }: Located): Definition {
  const definition = parseJson(text) as Partial<Definition> | null | undefined;
  if (typeof definition?.StartAt === 'string' && typeof (definition.States ?? undefined) === 'object')
    return definition as Definition;
  throw new OperatorError(
    'PB-DIAGRAM-008',
    `${stack.id} ${logicalId}: its definition is not JSON with StartAt and States.`,
    'Correct DefinitionString. Other properties for a definition are not drawn.',
  );
}

/** Draws every Step Functions workflow of an assembly. */
export function workflowPictures(assembly: Assembly): readonly Picture[] {
  const references = new References(assembly);
  const machines = references.resources.filter(({ resource }) => resource.Type === 'AWS::StepFunctions::StateMachine');
  return machines.map((machine) => {
    const definition = references.text(machine.resource.Properties?.DefinitionString, machine.stack);
    const isOnly = machines.filter((other) => unitOf(other) === unitOf(machine)).length === 1;
    const name = isOnly ? `${unitOf(machine)}-workflow` : `${unitOf(machine)}-${withoutHash(machine.logicalId)}`;
    return workflowPicture(definitionIn(definition, machine), kebab(name));
  });
}
