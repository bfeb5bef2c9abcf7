import { WORKBENCH_ACTIONS, WORKBENCH_SERVICES } from '../../../../domain/workbench/services';
import { ACCOUNT } from '../../../model/physical-ids';
import { workbenchOf } from '../../parts/workbench';
import { actions, doors, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

const OTHER_LOGS = ['logs:DeleteLogStream', 'logs:GetLogEvents'];
const OTHER_USES = ['sagemaker:DeleteNotebookInstance', 'sagemaker:UpdateNotebookInstance'];

/** Requests that pass the endpoints of a workbench: of two roles, on one notebook. */
export function workbenchEndpoints(world: World): readonly Sentence[] {
  const workbench = workbenchOf(world);
  if (!workbench) return [];
  const { notebook, stream } = workbench;
  const made = WORKBENCH_SERVICES.filter((service) => world.makes(service));
  const { anybody, cannot, stranger } = world;
  return made.flatMap((service) => {
    const door = doors(`our ${service} endpoint`);
    const resource = service === 'logs' ? stream : notebook;
    const own = each(actions(...WORKBENCH_ACTIONS[service]), on(resource), door);
    const user = world.role(service === 'logs' ? 'notebook role' : 'scientist');
    const given = { ...anybody, words: `whatever the ${user.name} is given, it`, principal: user.arn };
    return [
      world.may(given, `uses the ${service} endpoint for the notebook`, own),
      cannot(given, `cannot use the ${service} endpoint for another notebook, nor for anything else`, [
        ...each(actions(...WORKBENCH_ACTIONS[service]), on(resource.replace('-workbench', '-workbench-2')), door),
        ...each(actions(...(service === 'logs' ? OTHER_LOGS : OTHER_USES)), on(resource), door),
      ]),
      cannot(
        { ...anybody, words: 'another administrator of the account', principal: `arn:aws:iam::${ACCOUNT}:role/Other` },
        `cannot use the ${service} endpoint`,
        own,
      ),
      cannot(stranger, `cannot use our ${service} endpoint`, own),
    ];
  });
}
