// Writes domain/template/data/resource-types.json: what CloudFormation replaces, from the registry data in the CDK CLI.
// `node tools/create-only.mjs AWS::SQS::Queue` adds a type; without arguments it reads all types of the file again.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const FILE = join(root, 'domain/template/data/resource-types.json');
const CLI = join(root, 'node_modules/aws-cdk');

/** @returns {Record<string, object>} the facts of every resource type that the CDK CLI knows */
export function registryTypes() {
  const { schema } = JSON.parse(gunzipSync(readFileSync(join(CLI, 'db.json.gz'))).toString());
  return Object.fromEntries(schema.resource.entities.map((type) => [type.cloudFormationType, factsOf(type)]));
}

function factsOf({ cloudFormationType, properties, primaryIdentifier = [], isStateful = false }) {
  // `maybe` is a replacement in cases that the data does not state: it counts as one.
  const createOnly = Object.keys(properties).filter((name) => properties[name].causesReplacement);
  const [id, ...others] = primaryIdentifier;
  const names = [...(others.length === 0 ? [id] : []), 'Name', `${cloudFormationType.split('::')[2]}Name`];
  const name = names.find((one) => createOnly.includes(one));
  return { createOnly: createOnly.sort(), ...(isStateful && { holdsData: true }), ...(name && { name }) };
}

/** @returns {Record<string, object>} the content of the file for these types */
export function resourceTypes(types) {
  const known = registryTypes();
  const unknown = types.filter((type) => !known[type]);
  if (unknown.length > 0) throw new Error(`The CDK CLI does not know ${unknown.join(', ')}.`);
  const sorted = [...new Set(types)].sort().map((type) => [type, known[type]]);
  return Object.fromEntries(sorted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const added = process.argv.slice(2);
  const types = resourceTypes([...Object.keys(JSON.parse(readFileSync(FILE, 'utf8'))), ...added]);
  // `npm run format` brings it into shape.
  writeFileSync(FILE, `${JSON.stringify(types, null, 2)}\n`);
}
