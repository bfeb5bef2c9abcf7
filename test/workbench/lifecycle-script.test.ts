import { readFileSync } from 'node:fs';
import { lifecycleScript } from '../../lib/workbench/lifecycle-script';

const decode = (text: string) => Buffer.from(text, 'base64').toString('utf8');

/** Names as long as a row allows: 19 characters, and the longest Region. */
const LONGEST = {
  instanceName: `private-bedrock-${'a'.repeat(19)}-workbench`,
  region: 'ap-southeast-1',
  idleMinutes: 1440,
};

test('the script holds the program as it is, and its arguments', () => {
  const script = decode(lifecycleScript(LONGEST));
  expect(script).toMatch(/^#!\/bin\/bash\nset -eu\n/);
  expect(script).toContain(`<<'END_OF_STOP_WHEN_IDLE'\n${readFileSync('workbench/stop-when-idle.py', 'utf8')}END_OF`);
  expect(script).toContain(`stop-when-idle.py ${LONGEST.instanceName} ap-southeast-1 1440\n`);
});

test('the script installs nothing, and fits what SageMaker takes', () => {
  expect(decode(lifecycleScript(LONGEST))).not.toMatch(/\b(pip|conda|dnf|yum|curl|wget|http:\/\/)/);
  expect(lifecycleScript(LONGEST).length).toBeLessThanOrEqual(16_384);
});
