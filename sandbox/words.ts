import { exportLines } from './environment';

/** How it ended: is everything as said, what was kept, what was left. */
export function ending(same: boolean, left: readonly string[], kept: readonly string[], seconds: number): string {
  return [
    same ? 'What was read back is what the templates say.' : 'Not everything is made as the templates say: see above.',
    ...(kept.length > 0 ? ['Kept, as their DeletionPolicy says:', ...kept.map((resource) => `    ${resource}`)] : []),
    left.length === 0
      ? `Nothing${kept.length > 0 ? ' else' : ''} left. (CDKToolkit stays in an account: it is shared by all that is deployed there.)`
      : ['Left behind:', ...left.map((resource) => `    ${resource}`)].join('\n'),
    `${seconds.toFixed(0)} s in all`,
  ].join('\n');
}

/** What to type in another shell while the sandbox is open. */
export const keepText = (url: string, region: string, deployment: string) =>
  [
    'The sandbox stays open until Ctrl-C. In another shell:',
    '',
    ...exportLines(url, region),
    '',
    'npx cdk diff --method template',
    `npm run ask -- --deployment ${deployment} "What is a VPC endpoint?"`,
    'aws iam list-roles --query "Roles[].RoleName"',
  ].join('\n');
