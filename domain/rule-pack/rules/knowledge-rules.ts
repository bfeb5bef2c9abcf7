import type { AppResources, Located } from '../../template/app-resources';
import { covers, hasWildcard, said } from '../../template/patterns';
import {
  awsPolicies,
  IDENTITY_TYPES,
  identityStatements,
  resourceStatements,
  statementsOfRole,
  trustStatements,
} from '../../template/policies';
import { allowedOf, type Statement, wideResources } from '../../template/statement';
import { property } from '../../template/value';
import { type Rule, unless } from '../rule';
import { isBound } from './access/resource-policy-rules';
import { isBedrock, servicesOf } from './access/trust-rules';
import { arnsOf, isEveryBucket, S3_READERS } from './bucket-rules';

const SOURCE = ['AWS::Bedrock::DataSource'];
const DATA_SOURCE = 'AWS CloudFormation Template Reference, AWS::Bedrock::DataSource';

/** Actions on the vectors of an index. A vector carries the text of its passage. */
export const VECTOR_ACTIONS = ['Delete', 'Get', 'List', 'Put', 'Query'].map((verb) => `s3vectors:${verb}Vectors`);

/** Actions that find passages and that no resource restricts. Source: Service Authorization Reference, Amazon Bedrock. */
export const UNRESTRICTED_RETRIEVAL = [
  'bedrock:AgenticRetrieveStream',
  'bedrock:GetDocumentContent',
  'bedrock:RetrieveAndGenerate',
] as const;

const RETRIEVE = 'bedrock:Retrieve';

/** Actions that bring documents into a knowledge base without its bucket. Source: Service Authorization Reference, Amazon Bedrock. */
export const DOCUMENT_SOURCES = [
  'bedrock:AssociateThirdPartyKnowledgeBase',
  'bedrock:CreateDataSource',
  'bedrock:IngestKnowledgeBaseDocuments',
  'bedrock:UpdateDataSource',
] as const;

/** Parts of a data source in which a foundation model reads the documents. */
const MODEL_PARTS = [
  ['ParsingConfiguration', 'BedrockFoundationModelConfiguration'],
  ['ContextEnrichmentConfiguration', 'BedrockFoundationModelConfiguration'],
  ['ChunkingConfiguration', 'BedrockFoundationModelConfiguration'],
];

const modelsOf = ({ properties, stack }: Located, app: AppResources): readonly string[] =>
  MODEL_PARTS.flatMap((path) => {
    const arn = property(properties, 'VectorIngestionConfiguration', ...path, 'ModelArn');
    return arn === undefined ? [] : [app.text(arn, stack)];
  });

/** A profile routes to several Regions. An application profile can be a copy of such a profile. */
const isProfile = (arn: string) => /inference-profile\/|^(apac|au|ca|eu|global|in|jp|us|us-gov)\./.test(arn);

const APPLICATION_PROFILE = 'AWS::Bedrock::ApplicationInferenceProfile';

/** `*`, or an ARN whose bucket is not one. */
const isAnyBucket = (arn: string) => hasWildcard(arn.split('/index/')[0] ?? '');
/** `*`, or every knowledge base of an account. */
const isAnyBase = (arn: string) => hasWildcard(arn);

/** One finding for each wildcard action of the statement that covers one of these. */
export const wildcards = (statement: Statement, actions: readonly string[]): readonly string[] =>
  statement.hasNotAction
    ? ['NotAction']
    : statement.actions
        .filter((action) => hasWildcard(action) && actions.some((one) => covers(action, one)))
        .map((action) => `Action::${action}`);

export const allowing = (resource: Located, app: AppResources, actions: readonly string[]): readonly Statement[] =>
  identityStatements(resource, app).filter(
    (statement) => statement.allows && actions.some((action) => statement.speaksOf(action)),
  );

export const KNOWLEDGE_RULES: readonly Rule[] = [
  {
    id: 'DATA1',
    info: 'An S3 data source does not name the account that owns its bucket.',
    why: 'After a bucket is deleted, another account can create one with the same name. The knowledge base would then ingest documents from that account.',
    remedy: 'Set `DataSourceConfiguration.S3Configuration.BucketOwnerAccountId` to the account id of the owner.',
    source:
      'AWS CloudFormation Template Reference, AWS::Bedrock::DataSource S3DataSourceConfiguration; Amazon S3 User Guide, "Verifying bucket ownership with bucket owner condition"',
    types: SOURCE,
    check: ({ properties, stack }, app) => {
      const s3 = property(properties, 'DataSourceConfiguration', 'S3Configuration');
      return s3 === undefined
        ? 'not-applicable'
        : unless(app.given(property(s3, 'BucketOwnerAccountId'), stack) !== undefined);
    },
  },
  {
    id: 'DATA2',
    info: 'A data source takes documents from outside Amazon S3.',
    why: 'A crawler, a connector of another vendor or a custom source brings in documents that no policy of this account has checked, and a person who writes them writes the answers. The credentials of connectors are secrets that somebody has to rotate.',
    remedy: 'Copy the documents to a bucket of this account, and use a data source of type `S3`.',
    source: `${DATA_SOURCE} DataSourceConfiguration`,
    types: SOURCE,
    check: ({ properties, stack }, app) => {
      const type = property(properties, 'DataSourceConfiguration', 'Type');
      const name = type === undefined ? 'none' : app.text(type, stack);
      return name === 'S3' ? [] : [`Type::${name}`];
    },
  },
  {
    id: 'DATA3',
    info: 'An S3 data source reads a bucket that this app does not contain.',
    why: 'Its owner, encryption, policy and writers are not known here. If it belongs to another account, that account decides what the answers say.',
    remedy:
      'Create the bucket in this app, or acknowledge the finding with the name of the team that owns the bucket and reviews its policy.',
    source: 'Amazon Bedrock User Guide, "Connect to Amazon S3 for your knowledge base"',
    types: SOURCE,
    check: ({ properties, stack }, app) => {
      const bucket = property(properties, 'DataSourceConfiguration', 'S3Configuration', 'BucketArn');
      if (bucket === undefined) return 'not-applicable';
      const arn = app.text(bucket, stack);
      return unless(app.ofType('AWS::S3::Bucket').some((own) => arnsOf(own, app).includes(arn)));
    },
  },
  {
    id: 'DATA4',
    info: 'A data source lets a model read its documents through an inference profile.',
    why: 'A profile can process whole pages in another Region. A document that must stay in its Region leaves it during ingestion, and no endpoint or guardrail sees it.',
    remedy: 'Name the ARN of a foundation model in the Region of the knowledge base, or use the default parser.',
    source: `${DATA_SOURCE} VectorIngestionConfiguration; Amazon Bedrock User Guide, "Parsing options for your data source"`,
    types: SOURCE,
    check: (source, app) => {
      const models = modelsOf(source, app);
      if (models.length === 0) return 'not-applicable';
      return models
        .filter((model) => isProfile(model) || app.named(model)?.type === APPLICATION_PROFILE)
        .map((arn) => `Model::${said(arn)}`);
    },
  },
  {
    id: 'DATA5',
    info: 'An identity policy allows bringing documents into a knowledge base around its bucket.',
    why: 'A second data source, a knowledge base of somebody else or documents in the request write the answers, and no bucket policy, key or review has seen them.',
    remedy:
      'Let people upload to the bucket of the data source. Grant these actions only to the deployment pipeline; if a wildcard grants them, add a Deny to the same policy.',
    source: 'Service Authorization Reference, Amazon Bedrock',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app);
      return statements.length === 0
        ? 'not-applicable'
        : allowedOf(statements, DOCUMENT_SOURCES).map((action) => `Action::${action}`);
    },
  },
  {
    id: 'DATA6',
    info: 'A role that Bedrock assumes can read every bucket.',
    why: 'A data source, a batch job or a customization job with this role reads any object of the account, and whoever may ask the result sees it.',
    remedy: 'Name the bucket in Resource, and a prefix. `DocumentsBucket.grantIngest` writes both.',
    source: 'Amazon Bedrock User Guide, "Create a service role for Amazon Bedrock Knowledge Bases"',
    types: ['AWS::IAM::Role'],
    check: (role, app) => {
      const isOfBedrock = trustStatements(role, app).some(
        (statement) => statement.allows && servicesOf(statement).some(isBedrock),
      );
      const reading = isOfBedrock
        ? statementsOfRole(role, app).filter((statement) => statement.allows && statement.speaksOf('s3:GetObject'))
        : [];
      const policies = isOfBedrock ? awsPolicies(role, S3_READERS, app) : [];
      if (reading.length + policies.length === 0) return 'not-applicable';
      return [
        ...reading.flatMap((statement) => wideResources(statement, isEveryBucket)),
        ...policies.map((name) => `Policy::${name}`),
      ];
    },
  },
  {
    id: 'VECTOR1',
    info: 'An identity policy allows the use of vectors through a wildcard action, or in every vector bucket.',
    why: 'A vector carries the text of the passage that it stands for: `s3vectors:GetVectors` and `s3vectors:QueryVectors` read documents around their bucket and its key grants.',
    remedy: 'List the actions, on the ARN of one index. `VectorStore.grantUse` writes both.',
    source: 'Service Authorization Reference, Amazon S3 Vectors',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = allowing(resource, app, VECTOR_ACTIONS);
      if (statements.length === 0) return 'not-applicable';
      return statements.flatMap((statement) => [
        ...wildcards(statement, VECTOR_ACTIONS),
        ...wideResources(statement, isAnyBucket),
      ]);
    },
  },
  {
    id: 'VECTOR2',
    info: 'A vector bucket policy allows a principal that is not in this app.',
    why: 'The statement needs no Allow in this account to take effect for another one, which then reads the passages of your documents.',
    remedy: 'Name a role of this app, or require `aws:PrincipalOrgID`, `aws:PrincipalAccount` or `aws:SourceVpce`.',
    source: 'Amazon S3 User Guide, "Managing vector bucket policies"',
    types: ['AWS::S3Vectors::VectorBucketPolicy'],
    check: (policy, app) =>
      resourceStatements(policy, app)
        .filter((statement) => statement.allows && !isBound(statement))
        .flatMap((statement) =>
          statement.principals
            .filter(({ kind, id }) => kind === 'AWS' && id !== '*' && !isOurs(id, app))
            .map(({ id }) => `AWS::${said(id)}`),
        ),
  },
  {
    id: 'RETRIEVE1',
    info: 'An identity policy allows finding passages in knowledge bases that it does not name.',
    why: 'Whoever has `bedrock:Retrieve` on a knowledge base sees every document in it, whatever the bucket policy says. A wildcard also covers knowledge bases that do not exist yet.',
    remedy: 'Allow `bedrock:Retrieve` on the ARN of each knowledge base. `KnowledgeBase.grantRetrieve` writes it.',
    source: 'Service Authorization Reference, Amazon Bedrock, resource types of Retrieve',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = allowing(resource, app, [RETRIEVE]);
      if (statements.length === 0) return 'not-applicable';
      return statements.flatMap((statement) => [
        ...wildcards(statement, [RETRIEVE]),
        ...wideResources(statement, isAnyBase),
      ]);
    },
  },
  {
    id: 'RETRIEVE2',
    info: 'An identity policy allows finding passages by an action that no resource restricts.',
    why: 'AWS defines no resource and no condition key for these actions: they reach every knowledge base of the account, and `bedrock:RetrieveAndGenerate` any S3 object that the caller may read.',
    remedy:
      'Use `bedrock:Retrieve` on the ARN of the knowledge base, and generate the answer with Converse. Where the action is needed, give it to a role of its own and acknowledge the finding there.',
    source: 'Service Authorization Reference, Amazon Bedrock',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app);
      const found = UNRESTRICTED_RETRIEVAL.filter((action) => statements.some((one) => one.speaksOf(action)));
      if (found.length === 0) return 'not-applicable';
      return allowedOf(statements, UNRESTRICTED_RETRIEVAL).map((action) => `Action::${action}`);
    },
  },
];

/** A resource of the app, or the account of its stack. */
const isOurs = (principal: string, app: AppResources): boolean =>
  app.named(principal) !== undefined || principal.includes('<AWS::AccountId>');
