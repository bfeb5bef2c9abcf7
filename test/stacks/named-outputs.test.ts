import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { sourceFiles } from '../support/import-graph';
import { Deployment } from '../support/synth';

/** Output of a stack, as messages and pages name it: `output invokerRoleArn of the access stack`. */
const OUTPUT = /\boutput `?(\w+)`? of the (\w+) stack/gi;

const texts = [
  ...sourceFiles().filter((file) => /^(cli|sandbox)\//.test(file)),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).flatMap((page) =>
    page.endsWith('.md') ? [join('docs', page)] : [],
  ),
];

const named = texts.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(OUTPUT)].map(([, output = '', stack = '']) => ({ file, output, stack })),
);

const deployment = new Deployment('named', { ...DEPLOYMENTS.production, knowledge: {} });

test('messages and pages name outputs of at least three roles and buckets', () => {
  expect(new Set(named.map(({ output }) => output)).size).toBeGreaterThanOrEqual(3);
});

test.each(named)('$file names an output that the $stack stack has: $output', ({ output, stack }) => {
  const unit = deployment.units.find((one) => one.toLowerCase() === stack.toLowerCase());
  if (!unit) throw new Error(`there is no stack ${stack}`);
  expect(Object.keys(deployment.template(unit).toJSON().Outputs)).toContain(output);
});
