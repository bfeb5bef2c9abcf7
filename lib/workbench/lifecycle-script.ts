import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from '../functions/function-code';

/** Longest script of a lifecycle configuration, in characters of base64. Source: SageMaker API Reference, NotebookInstanceLifecycleHook. */
const MOST_CHARACTERS = 16_384;

/** Line that ends the program in the script. */
const END = 'END_OF_STOP_WHEN_IDLE';

export interface LifecycleScriptProps {
  readonly instanceName: string;
  readonly region: string;
  readonly idleMinutes: number;
}

/**
 * Returns the script that SageMaker runs as root at each start, in base64. It installs nothing: it writes one program of this
 * project, and starts it as a service of its own.
 *
 * @throws Error if it is longer than SageMaker accepts
 */
export function lifecycleScript({ instanceName, region, idleMinutes }: LifecycleScriptProps): string {
  const program = readFileSync(join(findRoot(), 'workbench/stop-when-idle.py'), 'utf8');
  const script = `#!/bin/bash
set -eu
cat > /usr/local/bin/stop-when-idle.py <<'${END}'
${program}${END}
systemctl reset-failed stop-when-idle 2>/dev/null || true
systemd-run --unit=stop-when-idle --property=Restart=on-failure --property=RestartSec=60 \\
  /usr/bin/python3 /usr/local/bin/stop-when-idle.py ${instanceName} ${region} ${idleMinutes}
`;
  const encoded = Buffer.from(script).toString('base64');
  if (encoded.length <= MOST_CHARACTERS) return encoded;
  throw new Error(
    `The lifecycle script has ${encoded.length} characters in base64; SageMaker takes ${MOST_CHARACTERS}.`,
  );
}
