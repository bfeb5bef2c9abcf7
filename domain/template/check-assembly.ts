import { OperatorError } from '../operator-error';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

/** Types as CloudFormation has them. No other name is looked up in a table by resource type. */
const TYPE = /^\w+(?:::[\w@-]+)+$/;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isOptional = (is: (value: unknown) => boolean, value: unknown): boolean => value === undefined || is(value);

/** Fields of an artifact and of its properties that are read as text. */
const TEXTS = ['displayName', 'environment', 'additionalMetadataFile', 'directoryName', 'templateFile', 'stackName'];

/** Checks the parts of a manifest that are read. @throws OperatorError that names the first wrong one */
export function assertManifest(place: string, { artifacts = {} }: Fields): void {
  if (!isObject(artifacts)) throw broken(place, 'artifacts is not an object');
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isObject(artifact)) throw broken(place, `artifacts.${id} is not an object`);
    const { properties, ...fields } = artifact;
    if (!isOptional(isObject, properties)) throw broken(place, `artifacts.${id}.properties is not an object`);
    const texts = { ...fields, ...(properties as Fields | undefined) };
    for (const name of TEXTS) {
      if (!isOptional(isText, texts[name])) throw broken(place, `artifacts.${id}: ${name} is not a text`);
    }
  }
}

/** Checks the resources of a template. @throws OperatorError that names the first wrong one */
export function assertTemplate(place: string, { Resources = {} }: Fields): void {
  if (!isObject(Resources)) throw broken(place, 'Resources is not an object');
  for (const [id, resource] of Object.entries(Resources)) {
    if (!isObject(resource)) throw broken(place, `Resources.${id} is not an object`);
    const { Type, Properties } = resource;
    if (typeof Type !== 'string' || !TYPE.test(Type))
      throw broken(place, `Resources.${id} has no type of CloudFormation`);
    if (!isOptional(isObject, Properties)) {
      throw broken(place, `Resources.${id}.Properties is not an object`);
    }
  }
}

/** Checks the parts of a validation report that are read. @throws OperatorError */
export function assertReport(place: string, { pluginReports = [] }: Fields): void {
  if (!isList(pluginReports)) throw broken(place, 'pluginReports is not a list of objects');
  for (const { violations = [], suppressedViolations = [] } of pluginReports as readonly Fields[]) {
    if (!isList(violations) || !isList(suppressedViolations)) throw broken(place, 'violations are no list of objects');
  }
}

const broken = (place: string, what: string) =>
  new OperatorError(
    'PB-TEMPLATE-004',
    `${place} cannot be read: ${what}.`,
    'Synthesize again: `npx cdk synth --quiet`. It overwrites the folder.',
  );
