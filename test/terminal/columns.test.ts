import { columns, wrap } from '../../cli/terminal/columns';
import { textWidth, truncate } from '../../cli/terminal/text-width';

describe('wide characters', () => {
  test.each([
    ['ascii', 5],
    ['한국어', 6],
    ['日本語', 6],
    ['ｶﾅ', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['🚀', 2],
    ['👩‍👩‍👧', 2],
    ['\u001b[31mred\u001b[39m', 3],
  ])('%s takes %i cells', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('columns line up in a terminal', () => {
    const lines = columns(
      [{ heading: '名前' }, { heading: '数', align: 'right' }, { heading: 'note' }],
      [
        ['서울-모델', '1,200', 'a'],
        ['tokyo', '7', 'b'],
      ],
    );
    expect(lines).toEqual(['名前          数  note', '서울-모델  1,200  a', 'tokyo          7  b']);
    const starts = lines.map((line) => textWidth(line.slice(0, line.search(/\S+$/))));
    expect(new Set(starts).size).toBe(1);
  });

  test('lines break by cells, and a text is cut between characters', () => {
    expect(wrap(['한국어', '문장', 'ab'], 12, ' ')).toEqual([' 한국어 문장', ' ab']);
    expect([truncate('한국어', 5), truncate('한국어', 0), truncate('ab', 9), truncate('ab', -1)]).toEqual([
      '한국',
      '',
      'ab',
      '',
    ]);
  });
});
