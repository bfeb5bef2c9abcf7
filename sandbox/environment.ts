import { devNull } from 'node:os';
import type { Environment } from './process/processes';

/** Dummy credentials of every client of the sandbox. No account knows them. */
const DUMMIES = {
  AWS_ACCESS_KEY_ID: 'sandbox',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
} as const;

/** Returns `env` without proxies, so that local requests stay on this machine. Only pip and npx keep them. */
export function withoutProxies(env: Environment): Environment {
  const others = Object.entries(env).filter(([name]) => !/^(https?|all|no)_proxy$/i.test(name));
  return { ...Object.fromEntries(others), NO_PROXY: '*', no_proxy: '*' };
}

/** Returns `env` without AWS variables: no real credential, profile or endpoint reaches a child process. */
export function withoutAws(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|CDK|BEDROCK|DOCKER)_/.test(name)));
}

/** Environment of a client for which the sandbox is AWS. */
export const clientEnvironment = (url: string, region: string): Readonly<Record<string, string>> => ({
  ...DUMMIES,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: url,
});

/** Environment of cdk and of our own commands: `env` without real accounts, then `client`. */
export const commandEnvironment = (env: Environment, client: Environment, home: string): Environment => ({
  ...withoutProxies(env),
  ...client,
  // The CDK reads ~/.cdk.json from here; a person's own file is about real accounts.
  HOME: home,
  CDK_HOME: `${home}/.cdk`,
  NODE_NO_WARNINGS: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/** Shell commands that set this environment. They first unset every AWS variable of a real account. */
export const exportLines = (url: string, region: string): readonly string[] => [
  "unset $(env | grep -o '^AWS_[A-Z0-9_]*')",
  ...Object.entries(clientEnvironment(url, region)).map(([name, value]) => `export ${name}=${value}`),
];
