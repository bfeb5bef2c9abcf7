import { devNull } from 'node:os';
import type { Environment } from './process/processes';

/** What every client of the sandbox has for credentials: dummies, which no account knows. */
const DUMMIES = {
  AWS_ACCESS_KEY_ID: 'sandbox',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
} as const;

/** The same without proxies: what is meant for this machine must not leave it. For everything but pip and npx. */
export function withoutProxies(env: Environment): Environment {
  const others = Object.entries(env).filter(([name]) => !/^(https?|all|no)_proxy$/i.test(name));
  return { ...Object.fromEntries(others), NO_PROXY: '*', no_proxy: '*' };
}

/** Of this machine's environment whatever is not about AWS: no real credential, profile or endpoint reaches a child. */
export function withoutAws(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|CDK|BEDROCK|DOCKER)_/.test(name)));
}

/** Environment of a client that is to see the sandbox as AWS. */
export const clientEnvironment = (url: string, region: string): Readonly<Record<string, string>> => ({
  ...DUMMIES,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: url,
});

/** Environment of cdk and of our own commands: nothing of `env` that is about real accounts, and `client` on top. */
export const commandEnvironment = (env: Environment, client: Environment, home: string): Environment => ({
  ...withoutProxies(env),
  ...client,
  // Also where the CDK looks for ~/.cdk.json: whatever a person has there is about real accounts.
  HOME: home,
  CDK_HOME: `${home}/.cdk`,
  NODE_NO_WARNINGS: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/** The same for a person's shell, where something of a real account may be set: it is taken away first. */
export const exportLines = (url: string, region: string): readonly string[] => [
  "unset $(env | grep -o '^AWS_[A-Z0-9_]*')",
  ...Object.entries(clientEnvironment(url, region)).map(([name, value]) => `export ${name}=${value}`),
];
