import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { UNITS } from '../../domain/deployment/names/units';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { PrivateBedrock } from '../../lib/private-bedrock';

/** The feature flags that `cdk synth` sees: jest does not read cdk.json by itself. */
export const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };

export function testApp(): App {
  return new App({
    context,
    outdir: mkdtempSync(join(tmpdir(), 'assembly-')),
    analyticsReporting: false,
    stackTraces: false,
    builtinCloudFormationValidation: false,
  });
}

/** A stack for one construct under test, in the Region of the sandbox. */
export const testStack = (): Stack => new Stack(testApp(), 'Test', { env: { region: 'us-east-1' } });

export type Unit = (typeof UNITS)[number];

/** One deployment, composed as `bin/app.ts` does. */
export class Deployment {
  readonly app = testApp();
  readonly stage: PrivateBedrock;

  constructor(
    readonly name: string,
    config: DeploymentConfig,
  ) {
    this.stage = new PrivateBedrock(this.app, name, config);
  }

  get units(): Unit[] {
    return this.stage.node.children.filter(Stack.isStack).map((stack) => stack.node.id as Unit);
  }

  stack(unit: Unit): Stack {
    return this.stage.node.findChild(unit) as Stack;
  }

  /** Synthesizes all stacks once, whichever is asked for. */
  template(unit: Unit): Template {
    return Template.fromStack(this.stack(unit));
  }
}

const known = new Map<string, Deployment>();

/** A row of the table, synthesized once for a test file. Tests that change something make a `Deployment` of their own. */
export function deployment(name: keyof typeof DEPLOYMENTS): Deployment {
  const found = known.get(name) ?? new Deployment(name, DEPLOYMENTS[name]);
  known.set(name, found);
  return found;
}

/** A resource as the template holds it. `P`: those of its properties that the test looks at. */
export interface Resource<P> {
  readonly id: string;
  readonly Type: string;
  readonly Properties: P;
  readonly DeletionPolicy?: string;
}

/** All resources of a type in all stacks of a deployment; `id` is `<unit>/<logical id>`. */
export function resourcesOf<P = Record<string, unknown>>(deployed: Deployment, type: string): Resource<P>[] {
  return deployed.units.flatMap((unit) =>
    Object.entries(deployed.template(unit).findResources(type)).map(
      ([id, resource]) => ({ ...resource, id: `${unit}/${id}` }) as Resource<P>,
    ),
  );
}
