import { readFileSync } from 'node:fs';
import { AwsActions } from '../../../proofs/actions/aws-actions';
import { classifiedActions, DATA_CLASSES, type DataClass } from '../../../proofs/actions/data-classes';
import { boundOfRole } from '../../../proofs/bounds/upper-bound';
import { DECIDED, RIGHTS, rightsOf } from '../../../proofs/decisions/sentences/access/data-classes';
import { EVERYTHING } from '../../../proofs/decisions/who';
import { systemOf } from '../../../proofs/model/system';
import { subjects } from '../../../proofs/subjects';

test('every action of Amazon Bedrock that AWS documents is of one class, and each is an action', async () => {
  const all = [...(await AwsActions.load()).like('bedrock:*')].sort();
  const classified = classifiedActions();
  expect(all.filter((action) => !classified.includes(action))).toEqual([]);
  expect(classified.filter((action) => !all.includes(action))).toEqual([]);
  expect(classified.filter((action, index) => action === classified[index + 1])).toEqual([]);
});

test('the boundary alone admits reads, the classes that some role has a right to, and no other action of Bedrock', async () => {
  const aws = await AwsActions.load();
  const { settings, models } = DATA_CLASSES;
  const reads = [...aws.like('bedrock:Get*'), ...aws.like('bedrock:List*')];
  const documented = models.write.filter((action) => aws.isReferenced(action));
  const admitted = [...reads, ...settings.write, ...documented, 'bedrock:CreateModelCustomizationJob'].sort();
  for (const { templates } of subjects()) {
    const {
      roles: [role],
      knowledgeBases,
    } = systemOf(templates);
    const bound = boundOfRole({ identity: [EVERYTHING], ...(role?.boundary && { boundary: role.boundary }) }, aws);
    expect(bound.allowed.filter((action) => action.startsWith('bedrock'))).toEqual(
      [...admitted, ...(knowledgeBases.length > 0 ? ['bedrock:Retrieve', 'bedrock:StartIngestionJob'] : [])].sort(),
    );
  }
});

test('nobody reads conversations, documents or prompts, and nobody changes the model behind an ARN', () => {
  const classes = ['conversations', 'documents', 'prompts', 'routes', 'capacity', 'weights', 'controls'] as const;
  const holders = Object.keys(RIGHTS).flatMap((persona) =>
    classes.flatMap((data) => [...rightsOf(persona, data, 'read'), ...rightsOf(persona, data, 'write')]),
  );
  expect(holders).toEqual([]);
});

test('docs/access.md has the table', () => {
  const personas = Object.keys(RIGHTS);
  const cell = (data: DataClass, access: 'read' | 'write') => {
    const all = DATA_CLASSES[data][access];
    const held = personas.flatMap((persona) => {
      const rights = rightsOf(persona, data, access);
      return rights.length === 0 ? [] : [rights.length === all.length ? persona : `${persona} (some)`];
    });
    return held.join(', ') || 'nobody';
  };
  const table = [
    '| data | read | change |',
    '|---|---|---|',
    ...DECIDED.map((data) => `| ${DATA_CLASSES[data].words} | ${cell(data, 'read')} | ${cell(data, 'write')} |`),
  ].join('\n');
  const [, page] = readFileSync('docs/access.md', 'utf8').split(/<!-- data by persona: .* -->\n/);
  expect(page?.split('\n<!-- end of data by persona -->')[0]).toBe(table);
});
