import fc from 'fast-check';
import { ExactNumber, parseJson, toJson } from '../../../lambda/shared/numbers';

describe('numbers as they are written', () => {
  test('a number that JavaScript writes the same is a number, any other keeps its text', () => {
    expect(parseJson('[1,-2.5,0,1e21,100]')).toEqual([1, -2.5, 0, new ExactNumber('1e21'), 100]);
    for (const text of ['1.0', '-0', '1E5', '1e400', '9007199254740993', '0.10']) {
      expect(parseJson(text)).toEqual(new ExactNumber(text));
      expect(toJson({ n: parseJson(text) })).toBe(`{"n":${text}}`);
    }
  });

  test('any JSON is parsed as JSON.parse does, except for those numbers', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = parseJson(text);
        // fast-check writes numbers as JavaScript does, except for exponents such as 1e+21.
        expect(JSON.parse(toJson(value))).toEqual(JSON.parse(text));
      }),
    );
  });

  test('digits in strings and in names stay text', () => {
    const text = '{"1.0":"1.0","a\\\\":"\\"1.0\\"","b":["\\\\",1.0,"x\\\\\\"2.0"]}';
    expect(toJson(parseJson(text))).toBe(text);
    expect(parseJson(text)).toMatchObject({ '1.0': '1.0', b: ['\\', new ExactNumber('1.0'), 'x\\"2.0'] });
  });

  test.each(['01', '1.', '.5', '1e', '--1', '+1', '1.0.0', '[1.0', '"1.0', '{"a":1.0,}', '1.0 2.0', '', '\\', '"\\'])(
    'no JSON stays none: %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
      const said = () => {
        try {
          parseJson(text);
          return '';
        } catch (error) {
          return (error as Error).message;
        }
      };
      expect(said()).not.toMatch(/number [0-9a-f]{8}-/);
    },
  );
});
