import { ENV } from './contract';

export interface Settings {
  readonly deployment: string;
  readonly bucket: string;
  readonly baseModels: readonly string[];
  readonly roleArn: string;
  readonly keyArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly maxJobsPerMonth: number;
}

/** Reads the environment. @throws Error with the name of a variable that is not set */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const value = (name: string) => {
    const found = environment[name];
    if (!found) throw new Error(`${name} is not set`);
    return found;
  };
  const list = (name: string) => JSON.parse(value(name)) as readonly string[];
  return {
    deployment: value(ENV.deployment),
    bucket: value(ENV.bucket),
    baseModels: list(ENV.baseModels),
    roleArn: value(ENV.roleArn),
    keyArn: value(ENV.keyArn),
    subnetIds: list(ENV.subnetIds),
    securityGroupId: value(ENV.securityGroupId),
    maxJobsPerMonth: Number(value(ENV.maxJobsPerMonth)),
  };
}
