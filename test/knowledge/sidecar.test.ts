import fc from 'fast-check';
import { DOCUMENT_CODES } from '../../domain/knowledge/document-finding';
import { repeatedNames } from '../../domain/knowledge/repeated-names';
import { readSidecar } from '../../domain/knowledge/sidecar';

test('reading any text as a sidecar fails with a code or gives values that can be indexed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.json().map((json) => `{"metadataAttributes":${json}}`),
        fc.string(),
      ),
      (text) => {
        const read = readSidecar(text);
        if ('code' in read) expect(Object.keys(DOCUMENT_CODES)).toContain(read.code);
        else expect(read.attributes).toEqual(JSON.parse(text).metadataAttributes);
      },
    ),
  );
});

describe('names that are repeated in a text', () => {
  const nested = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), fc.array(tie('value')), tie('object')),
    object: fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  })).object;

  test('are none in what JSON.stringify writes', () => {
    fc.assert(
      fc.property(nested, fc.constantFrom(undefined, 2), (value, space) => {
        expect(repeatedNames(JSON.stringify(value, null, space), value)).toEqual([]);
      }),
    );
  });

  test('are found, whatever they are, and wherever they are', () => {
    fc.assert(
      fc.property(nested, fc.string(), nested, nested, fc.nat({ max: 3 }), (around, name, one, other, depth) => {
        const [first, second] = [one, other].map((value) => JSON.stringify(value));
        const key = JSON.stringify(name);
        let text = `{${key}: ${first}, ${key}:${second}}`;
        for (let level = 0; level < depth; level += 1) {
          text = `{"level ${level}":[${JSON.stringify(around)},${text}]}`;
        }
        expect(repeatedNames(text, JSON.parse(text))).toContain(name);
      }),
    );
  });

  test.each([
    ['metadataAttributes', '{"metadataAttributes":{"allowedGroups":["board"]},"metadataAttributes":{}}'],
    ['allowedGroups', '{"metadataAttributes":{"allowedGroups":["board"],"allowedGroups":["everyone"]}}'],
    ['allowedGroups', '{"metadataAttributes":{"allowedGroups":["board"],"allowed\\u0047roups":["everyone"]}}'],
    ['stringValue', '{"metadataAttributes":{"x":{"value":{"type":"STRING","stringValue":"a","stringValue":"b"}}}}'],
    ['__proto__', '{"metadataAttributes":{},"x":{"__proto__":1,"__proto__":2}}'],
  ])('%s in %s is refused', (about, text) => {
    expect(readSidecar(text)).toEqual({ code: 'sidecar-repeated-name', about });
  });
});

describe('columns of a CSV document that are metadata', () => {
  function columns(included: readonly string[], excluded: readonly string[]) {
    const [fieldsToInclude, fieldsToExclude] = [included, excluded].map((names) =>
      names.map((fieldName) => ({ fieldName })),
    );
    return { recordBasedStructureMetadata: { metadataFieldsSpecification: { fieldsToInclude, fieldsToExclude } } };
  }
  const read = (documentStructureConfiguration: unknown) =>
    readSidecar(JSON.stringify({ metadataAttributes: { allowedGroups: ['board'] }, documentStructureConfiguration }));

  test.each([
    {},
    null,
    { recordBasedStructureMetadata: null },
    { recordBasedStructureMetadata: { contentFields: [{ fieldName: 'text' }] } },
    { recordBasedStructureMetadata: { metadataFieldsSpecification: { fieldsToInclude: [null] } } },
    { recordBasedStructureMetadata: { metadataFieldsSpecification: { fieldsToExclude: [null] } } },
    columns([], []),
    columns(['year', 'allowedGroups'], []),
    columns(['allowedGroups'], ['allowedGroups']),
    columns([], ['year']),
  ])('%j is refused', (configuration) => {
    expect(read(configuration)).toEqual({ code: 'sidecar-columns', about: 'allowedGroups' });
  });

  test.each([columns(['year'], []), columns([], ['allowedGroups']), columns(['year'], ['allowedGroups'])])(
    '%j does not say who may see a row',
    (configuration) => expect(read(configuration)).toMatchObject({ groups: ['board'] }),
  );
});
