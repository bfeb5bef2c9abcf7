import { readFileSync } from 'node:fs';
import { OperatorError } from '../../domain/operator-error';

/**
 * Returns the certificate authorities that replace those of Node, if AWS_CA_BUNDLE names a file, as in the AWS CLI and
 * the CDK CLI. Node itself adds those of NODE_EXTRA_CA_CERTS, but not to a list that replaces its own.
 *
 * @throws OperatorError
 */
export function trustedCertificates(env: NodeJS.ProcessEnv): { readonly ca?: string[] } {
  const { AWS_CA_BUNDLE: bundle, NODE_EXTRA_CA_CERTS: extra } = env;
  if (!bundle) return {};
  return { ca: [bundle, ...(extra ? [extra] : [])].map(readCertificates) };
}

function readCertificates(file: string): string {
  let problem = 'contains no certificate';
  try {
    const text = readFileSync(file, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch (error) {
    problem = `cannot be read: ${(error as NodeJS.ErrnoException).code}`;
  }
  throw new OperatorError(
    'PB-AWS-015',
    `Certificate bundle '${file}' ${problem}.`,
    'Set AWS_CA_BUNDLE, and NODE_EXTRA_CA_CERTS if you use it, to a PEM file with the certificate authority.',
  );
}
