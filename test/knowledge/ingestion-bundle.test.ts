import { ENV, type StepRequest } from '../../lambda/ingestion/contract';
import { BuiltFunction } from '../support/built-function';
import { INGESTION_OBJECTS } from '../support/contracts/object-contracts';
import { MARK } from '../support/markers';
import { LAMBDA_NODE, nodes } from '../support/nodes';

const ENVIRONMENT = { [ENV.bucket]: 'documents-bucket', [ENV.groups]: '["board"]' };
const sidecar = (attributes: object) => JSON.stringify({ metadataAttributes: { title: MARK.document, ...attributes } });

describe.each(nodes(LAMBDA_NODE))('the bundle of the ingestion function, $name', ({ path }) => {
  const built = new BuiltFunction('ingestion', 'documents-bucket', INGESTION_OBJECTS, ENVIRONMENT, path);
  const { all } = built;
  const asked = (request: StepRequest) => built.invoke(request);

  beforeAll(() => built.start());
  afterAll(() => built.stop());

  beforeEach(() => {
    all.clear();
    built.objects.pageSize = 2;
    all.set('documents/a b+ä.md', MARK.document);
    all.set('documents/open.md', MARK.document).set('documents/open.md.metadata.json', sidecar({ year: 2026 }));
    all
      .set('documents/board.md', MARK.document)
      .set('documents/board.md.metadata.json', sidecar({ allowedGroups: ['board'] }));
    all.set('documents/broken.md', MARK.document).set('documents/broken.md.metadata.json', `{ ${MARK.document}`);
    all.set('sync-reports/manifest.json', MARK.document);
  });

  test('reads sidecars page by page, writes the missing ones, and no other object', async () => {
    const before = new Map(all);
    expect(await asked({ step: 'check-documents' })).toEqual({
      inventory: expect.stringMatching(/^sha256:/),
      documents: 3,
      rejected: 1,
    });
    const written = [...all]
      .filter(([key, text]) => before.get(key) !== text)
      .map(([key, text]) => [key, String(text)]);
    const everyone = { allowedGroups: ['everyone'] };
    expect(Object.fromEntries(written)).toEqual({
      'documents/a b+ä.md.metadata.json': JSON.stringify({ metadataAttributes: everyone }),
      'documents/broken.md.metadata.json': JSON.stringify({
        metadataAttributes: { allowedGroups: ['no group'], hiddenBecause: 'sidecar-unreadable' },
      }),
      'documents/open.md.metadata.json': sidecar({ year: 2026, ...everyone }),
    });
  });

  test('reports a sync by names and counts', async () => {
    const { inventory } = (await asked({ step: 'check-documents' })) as { inventory: string };
    const job = {
      IngestionJobId: 'JOB1',
      Status: 'COMPLETE',
      Statistics: { NumberOfDocumentsFailed: 1 },
      FailureReasons: [`${MARK.aws}: s3://documents-bucket/documents/open.md has ${MARK.document}`],
      [MARK.stranger]: MARK.stranger,
    };
    expect(await asked({ step: 'report-sync', inventory, job })).toEqual({
      ...{ report: 'sync-reports/JOB1.json', failed: 1, rejected: 1, changed: false },
    });
    const report = String(all.get('sync-reports/JOB1.json'));
    expect(String(all.get('sync-reports/latest.json'))).toBe(report);
    expect(report).not.toMatch(/MARKER/);
    expect(JSON.parse(report)).toMatchObject({ failedDocuments: ['documents/open.md'] });
  });

  test('reports a sidecar that is denied, and checks the rest', async () => {
    built.objects.refuses = (key) => key.endsWith('open.md.metadata.json');
    const job = { IngestionJobId: 'JOB1', Status: 'COMPLETE' };
    await asked({ step: 'report-sync', inventory: `sha256:${'0'.repeat(64)}`, job });
    built.objects.refuses = undefined;
    expect(JSON.parse(String(all.get('sync-reports/JOB1.json'))).findings).toEqual([
      { code: 'sidecar-unreadable', key: 'documents/broken.md.metadata.json' },
      { code: 'sidecar-not-readable', key: 'documents/open.md.metadata.json', about: 'AccessDenied' },
    ]);
  });

  test.each([
    ['the list', (key: string) => key === ''],
    ['the report', (key: string) => key.startsWith('sync-reports/')],
  ])('fails by a name, without what S3 says, if %s is denied', async (_, refuses) => {
    built.objects.refuses = refuses;
    const job = { IngestionJobId: 'JOB1', Status: 'COMPLETE' };
    const failed = await asked({ step: 'report-sync', inventory: `sha256:${'0'.repeat(64)}`, job });
    expect(failed).toEqual({ errorType: 'StepFailed', errorMessage: expect.stringMatching(/^AccessDenied\b/) });
    built.objects.refuses = undefined;
  });
});
