import { ListIngestionJobsCommand } from '@aws-sdk/client-bedrock-agent';
import { CreateStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { KnowledgeStandIn } from '../support/knowledge-stand-in';
import { knowledgeTemplate } from '../support/knowledge-template';

const standIn = new KnowledgeStandIn();
beforeAll(() => standIn.start());
afterAll(() => standIn.stop());

describe('ingestion jobs', () => {
  test('the latest one comes first, with its description', async () => {
    await standIn.sync({ description: 'second' });
    const { ingestionJobSummaries: [latest] = [] } = await standIn.clients.bedrockAgent.send(
      new ListIngestionJobsCommand({
        ...standIn.ids,
        maxResults: 1,
        sortBy: { attribute: 'STARTED_AT', order: 'DESCENDING' },
      }),
    );
    expect(latest).toMatchObject({ description: 'second', status: 'COMPLETE' });
  });

  test('one runs at a time, and the same token is the same job', async () => {
    const clientToken = 'token-'.repeat(7);
    const first = await standIn.startJob({ clientToken });
    expect(await standIn.startJob({ clientToken })).toMatchObject({ ingestionJobId: first.ingestionJobId });
    await expect(standIn.startJob()).rejects.toMatchObject({
      name: 'ConflictException',
      $metadata: { httpStatusCode: 409 },
    });
    expect(await standIn.endOf(first)).toMatchObject({ status: 'COMPLETE' });
  });

  test('only what changed is indexed, what is gone is not found, and a bad document does not stop the rest', async () => {
    await standIn.put('documents/leave.md', 'Employees receive thirty days of paid leave each year.');
    await standIn.put(
      'documents/board.html.metadata.json',
      JSON.stringify({ metadataAttributes: { kind: 'minutes' } }),
    );
    await standIn.put('documents/new.md', 'The canteen opens at noon.');
    await standIn.put('documents/broken.md', 'This document has a broken metadata file.');
    await standIn.put('documents/broken.md.metadata.json', '{');
    await standIn.put('documents/scan.pdf', 'no text');
    await standIn.put('documents/film.mp4', 'no document');
    await standIn.clients.s3.send(new DeleteObjectCommand({ Bucket: 'facts-documents', Key: 'documents/spill.txt' }));
    const { statistics, failureReasons } = await standIn.sync();
    expect(statistics).toEqual({
      numberOfDocumentsScanned: 6,
      numberOfMetadataDocumentsScanned: 2,
      numberOfNewDocumentsIndexed: 1,
      numberOfModifiedDocumentsIndexed: 1,
      numberOfMetadataDocumentsModified: 1,
      numberOfDocumentsDeleted: 1,
      numberOfDocumentsFailed: 2,
      numberOfDocumentsSkipped: 1,
    });
    expect(failureReasons?.join('\n')).toMatch(/broken\.md\][\s\S]*scan\.pdf\]/);
    expect(await standIn.sources('What must I do after a spill of a solvent?')).not.toContain('spill.txt');
    expect((await standIn.retrieve('days of paid leave'))[0]?.content?.text).toContain('thirty');
    expect(await standIn.sources('x', { equals: { key: 'kind', value: 'calendar' } })).toEqual([]);
  });

  test('a long document becomes passages that overlap', async () => {
    const sentences = Array.from({ length: 30 }, (_, index) => `Rule ${index} says that door ${index} stays closed.`);
    await standIn.put('documents/doors.md', sentences.join(' '));
    await standIn.sync();
    const texts = (await standIn.retrieve('doors', undefined, 100))
      .filter(({ location }) => location?.s3Location?.uri?.endsWith('doors.md'))
      .map(({ content }) => content?.text ?? '');
    expect(texts.length).toBeGreaterThan(5);
    for (const sentence of sentences) expect(texts.some((text) => text.includes(sentence.slice(0, 20)))).toBe(true);
    const all = texts.join(' ');
    expect(all.length).toBeGreaterThan(sentences.join(' ').length * 1.1);
  });
});

describe('CloudFormation', () => {
  type Template = ReturnType<typeof knowledgeTemplate>;
  const create = (name: string, template: object) =>
    standIn.clients.cloudformation.send(
      new CreateStackCommand({ StackName: name, TemplateBody: JSON.stringify(template) }),
    );

  test.each<[string, (template: Template) => void, RegExp]>([
    ['an unknown property', ({ Resources }) => Object.assign(Resources.Store.Properties, { Colour: 1 }), /colour/],
    [
      'an unknown value',
      ({ Resources }) => Object.assign(Resources.Index.Properties, { DistanceMetric: 'x' }),
      /cosine/,
    ],
    [
      'a role that is not there',
      ({ Resources }) => Object.assign(Resources.Base.Properties, { RoleArn: 'arn:aws:iam::123456789012:role/none' }),
      /unable to assume/,
    ],
    [
      'another source',
      ({ Resources }) => Object.assign(Resources.Source.Properties.DataSourceConfiguration, { Type: 'WEB' }),
      /only of the type S3/,
    ],
  ])('refuses %s', async (_, spoil, message) => {
    const name = `bad-${message.source.length}-${_.length}`;
    const template = knowledgeTemplate(name);
    spoil(template);
    await expect(create(name, template)).rejects.toThrow(message);
  });

  test('refuses an index whose vectors have another length than the embedding', async () => {
    await expect(create('short', knowledgeTemplate('short', 256))).rejects.toThrow(/256 dimensions, the embedding 512/);
  });

  test('changes a name in place, and makes another data source for other chunks', async () => {
    const template = knowledgeTemplate('facts');
    template.Resources.Base.Properties.Name = 'renamed';
    template.Resources.Source.Properties.Name = 'other';
    const chunks = template.Resources.Source.Properties.VectorIngestionConfiguration.ChunkingConfiguration;
    chunks.FixedSizeChunkingConfiguration.MaxTokens = 90;
    await standIn.clients.cloudformation.send(
      new UpdateStackCommand({ StackName: 'facts', TemplateBody: JSON.stringify(template) }),
    );
    const outputs = await standIn.outputs();
    expect(outputs.knowledgeBaseId).toBe(standIn.ids.knowledgeBaseId);
    expect(outputs.dataSourceId).not.toBe(standIn.ids.dataSourceId);
    // The vectors of a data source go with it.
    expect(await standIn.retrieve('paid leave')).toEqual([]);
  });
});
