import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../domain/template/template';

/** Writes a cloud assembly by hand: templates by the id of their stack. Returns its folder. */
export function handMadeAssembly(
  templates: Readonly<Record<string, Template | Template['Resources']>>,
  region = 'us-east-1',
): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const artifacts = Object.entries(templates).map(([displayName, content]) => {
    const templateFile = `${displayName.replaceAll('/', '-')}.json`;
    const template = 'Resources' in content ? content : { Resources: content };
    writeFileSync(join(folder, templateFile), JSON.stringify(template));
    const properties = { templateFile, stackName: displayName };
    return [
      templateFile,
      { type: 'aws:cloudformation:stack', environment: `aws://unknown-account/${region}`, displayName, properties },
    ];
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: Object.fromEntries(artifacts) }));
  return folder;
}
