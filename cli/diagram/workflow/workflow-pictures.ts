import type { Assembly } from '../../../domain/template/assembly';
import { References } from '../../../domain/template/references';
import type { Picture } from '../picture/picture';
import { kebab } from '../picture/pictures';
import { unitOf } from '../scene';
import { withoutHash } from '../words';
import type { Definition } from './workflow-graph';
import { workflowPicture } from './workflow-picture';

/** Draws every Step Functions workflow of an assembly. */
export function workflowPictures(assembly: Assembly): readonly Picture[] {
  const references = new References(assembly);
  const machines = references.resources.filter(({ resource }) => resource.Type === 'AWS::StepFunctions::StateMachine');
  return machines.map((machine) => {
    const definition = references.text(machine.resource.Properties?.DefinitionString, machine.stack);
    const isOnly = machines.filter((other) => unitOf(other) === unitOf(machine)).length === 1;
    const name = isOnly ? `${unitOf(machine)}-workflow` : `${unitOf(machine)}-${withoutHash(machine.logicalId)}`;
    return workflowPicture(JSON.parse(definition) as Definition, kebab(name));
  });
}
