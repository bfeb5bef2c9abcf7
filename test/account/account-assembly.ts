import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readAssembly } from '../../cli/app/assembly-folder';
import type { AccountConfig } from '../../domain/account/account-config';
import type { Template } from '../../domain/template/template';
import { addRulePacks } from '../../lib/checks/rule-packs';
import { PrivateBedrockAccount } from '../../lib/private-bedrock-account';
import { context } from '../support/synth';

/** Id of the account of the tests. */
export const ACCOUNT = '111122223333';

/** Synthesizes an account deployment, with the rule packs. @returns the folder of the assembly */
export function accountAssembly(name: string, row: AccountConfig): string {
  const outdir = resolve('.sandbox/accounts', name);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(join(outdir, '..'), { recursive: true });
  const app = new App({
    ...{ context, outdir, analyticsReporting: false, stackTraces: false, builtinCloudFormationValidation: false },
  });
  new PrivateBedrockAccount(app, name, row);
  addRulePacks(app);
  app.synth();
  return outdir;
}

/** Returns the template of the only stack of an assembly. */
export const templateIn = (folder: string): Template =>
  readAssembly(folder, '/').stacks[0]?.template ?? { Resources: {} };

/** Returns the definition of the state machine of a template, as AWS makes it of the pseudo parameters. */
export function definitionIn({ Resources }: Template): object {
  const machine = Object.values(Resources).find(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
  const text = machine?.Properties?.DefinitionString;
  const [, parts] = typeof text === 'string' ? ['', [text]] : (text as Join)['Fn::Join'];
  return JSON.parse(
    parts.map((part) => (typeof part === 'string' ? part : PSEUDO[(part as { Ref: string }).Ref])).join(''),
  ) as object;
}

interface Join {
  readonly 'Fn::Join': readonly [string, readonly unknown[]];
}

const PSEUDO: Readonly<Record<string, string>> = { 'AWS::AccountId': ACCOUNT, 'AWS::Partition': 'aws' };
