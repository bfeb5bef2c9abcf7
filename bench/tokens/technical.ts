import { createHash } from 'node:crypto';

/** Pseudo-random bytes that are the same in every run. */
const bytes = (seed: string, length: number) => {
  let all = Buffer.alloc(0);
  for (let block = 0; all.length < length; block++) {
    all = Buffer.concat([all, createHash('sha256').update(`${seed} ${block}`).digest()]);
  }
  return all.subarray(0, length);
};

const numbers = (seed: string, count: number, below: number) =>
  Array.from({ length: count }, (_, index) => bytes(seed, 4 * count).readUInt32LE(4 * index) % below);

const NAMES = ['Order', 'Invoice', 'Session', 'Customer', 'Payment', 'Warehouse', 'Ticket', 'Region'];

const TYPESCRIPT = `import { readFile } from 'node:fs/promises';

/** Returns the total of all open invoices of a customer. */
export async function openTotal(customerId: string, path = 'invoices.json'): Promise<number> {
  const invoices = JSON.parse(await readFile(path, 'utf8')) as Invoice[];
  let total = 0;
  for (const { customer, amount, paidAt } of invoices) {
    if (customer !== customerId || paidAt !== undefined) continue;
    total += Math.round(amount * 100) / 100;
  }
  return total > 0 ? total : Number.NaN;
}

interface Invoice {
  readonly customer: string;
  readonly amount: number;
  readonly paidAt?: Date;
}
`;

const PYTHON = `class RateLimiter:
    def __init__(self, rate: float, burst: int = 10) -> None:
        self.rate = rate
        self.tokens = burst
        self.updated_at = time.monotonic()

    def try_acquire(self, cost: int = 1) -> bool:
        now = time.monotonic()
        elapsed = now - self.updated_at
        self.tokens = min(self.burst, self.tokens + elapsed * self.rate)
        self.updated_at = now
        if self.tokens < cost:
            return False
        self.tokens -= cost
        return True
`;

const JAVA = `public final class RetryPolicy {
    private static final int MAX_ATTEMPTS = 5;
    private final Duration initialDelay;

    public Duration delayBefore(int attempt) {
        if (attempt < 1 || attempt > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("attempt " + attempt + " is out of range");
        }
        return initialDelay.multipliedBy(1L << (attempt - 1));
    }
}
`;

const HTML = `<table class="invoice" id="invoice-2231">
  <thead><tr><th scope="col">Item</th><th>Quantity</th><th>Price</th></tr></thead>
  <tbody><tr><td>Keyboard</td><td>2</td><td>&euro;&nbsp;39.90</td></tr></tbody>
</table>
<a href="/orders/2231" onclick="openOrder(2231)">Open the order</a>
`;

const SHELL = `for file in "$BUCKET"/*.jsonl; do
  lines=$(wc -l < "$file")
  if [ "$lines" -lt 100 ]; then echo "$file: only $lines examples" >&2; exit 1; fi
  aws s3 cp "$file" "s3://$BUCKET/datasets/$(basename "$file")" --sse aws:kms --quiet
done
`;

const SQL = `SELECT c.customer_id, c.name, SUM(i.amount) AS total_amount, COUNT(*) AS invoice_count
FROM customers AS c
LEFT JOIN invoices AS i ON i.customer_id = c.customer_id AND i.paid_at IS NULL
WHERE c.region IN ('eu-west-1', 'ap-northeast-2') AND i.created_at >= '2026-01-01'
GROUP BY c.customer_id, c.name
HAVING SUM(i.amount) > 1000
ORDER BY total_amount DESC
LIMIT 50;
`;

const YAML = `service:
  name: order-processor
  replicas: 3
  resources:
    limits: { cpu: 500m, memory: 512Mi }
  env:
    - name: LOG_LEVEL
      value: info
    - name: QUEUE_URL
      value: https://sqs.eu-west-1.amazonaws.com/123456789012/orders
`;

const MARKDOWN = `# Refunds

1. Open the **ticket** and check the order number.
2. Compare it with the \`invoices\` table; see [the runbook](../runbooks/refunds.md).

| amount | approval | days |
|---|---|---|
| up to 50 EUR | none | 1 |
| up to 500 EUR | team lead | 2 |

> Never refund to another card than the one that was charged.
`;

const record = (seed: string, index: number) => {
  const [id = 0, amount = 0, quantity = 0] = numbers(`${seed} ${index}`, 3, 1_000_000);
  const type = NAMES[id % NAMES.length];
  return {
    id,
    type,
    amount: amount / 100,
    isOpen: id % 2 === 0,
    tags: ['new', type?.toLowerCase()],
    quantity: quantity % 90,
  };
};

const rows = (seed: string, count: number) => Array.from({ length: count }, (_, index) => record(seed, index));

const dateOf = (index: number) => new Date(1_700_000_000_000 + index * 7_777_777).toISOString();

const uuidOf = (index: number) =>
  bytes(`uuid ${index}`, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const EMOJI = [...'😀🎉🚀✅❤️👍🏽🔥🤖📦💡🙏😂🥳🌍⚠️👩‍💻'];

/** Technical text by kind. Generated text is the same in every run. */
export const TECHNICAL: Readonly<Record<string, string>> = {
  TypeScript: TYPESCRIPT,
  Python: PYTHON,
  Java: JAVA,
  HTML,
  shell: SHELL,
  SQL,
  YAML,
  Markdown: MARKDOWN,
  JSON: JSON.stringify(rows('json', 12)),
  'JSON, indented': JSON.stringify(rows('indented', 8), null, 2),
  CSV: rows('csv', 30)
    .map((row) => `${row.id},${row.type},${row.amount},${row.isOpen},${row.quantity}`)
    .join('\n'),
  TSV: rows('tsv', 30)
    .map((row) => [row.id, row.type, row.amount, row.isOpen, row.quantity].join('\t'))
    .join('\n'),
  'CSV, numbers': range(30)
    .map((row) =>
      numbers(`csv ${row}`, 8, 100_000)
        .map((value) => value / 100)
        .join(','),
    )
    .join('\n'),
  'log lines': range(20)
    .map(
      (index) =>
        `${dateOf(index)} INFO [worker-${index % 4}] request_id=${bytes(`log ${index}`, 6).toString('hex')} status=${index % 5 ? 200 : 503} duration=${index * 37}ms`,
    )
    .join('\n'),
  URLs: range(20)
    .map(
      (index) =>
        `https://shop.example.com/${NAMES[index % 8]?.toLowerCase()}/${numbers(`url ${index}`, 1, 99_999)}?page=${index}&sort=price_desc#top`,
    )
    .join('\n'),
  hex: bytes('hex', 600).toString('hex'),
  'hex, upper case': bytes('HEX', 600).toString('hex').toUpperCase(),
  base64: bytes('base64', 900).toString('base64'),
  base64url: bytes('base64url', 900).toString('base64url'),
  UUIDs: range(25).map(uuidOf).join('\n'),
  digits: numbers('digits', 120, 2 ** 32).join(''),
  numbers: numbers('numbers', 200, 10_000).join(' '),
  emoji: numbers('emoji', 200, EMOJI.length)
    .map((index) => EMOJI[index])
    .join(''),
  'emoji in text': range(30)
    .map(
      (index) =>
        `${['Thank you', 'Great news', 'See you soon', 'Well done'][index % 4]} ${EMOJI[index % EMOJI.length]}! `,
    )
    .join(''),
  'upper case':
    'PLEASE READ THE TERMS AND CONDITIONS BEFORE YOU SIGN THE CONTRACT. THE WARRANTY DOES NOT COVER DAMAGE THAT WAS CAUSED BY WATER, FIRE OR MISUSE. KEEP THE ORIGINAL PACKAGING AND THE RECEIPT; UNOPENED ITEMS CAN BE RETURNED WITHIN FOURTEEN DAYS. SHIPPING FEES ARE NOT REFUNDABLE.',
  identifiers: range(40)
    .map((index) => `get${NAMES[index % 8]}By${NAMES[(index * 3) % 8]}Id`)
    .join(' '),
  typography:
    'Press “Settings” → “Account” — then choose the plan… • Basic: €9 • Pro: €29 ✓ The customer’s data stays in the region; it isn’t copied – ever. '.repeat(
      2,
    ),
  mathematics:
    '∀ ε > 0 ∃ δ > 0: |x − a| < δ ⇒ |f(x) − f(a)| < ε. Let A ⊂ ℝ, ∑ xᵢ² ≤ 1, x ∈ A ∪ B; then ∫ f ≈ √π ± 0.1, so α ≠ β ∧ ¬γ. '.repeat(
      3,
    ),
  LaTeX:
    '\\frac{\\partial L}{\\partial w_{ij}} = \\sum_{k=1}^{n} \\delta_{k} x_{i}^{2} + \\lambda \\left\\| w \\right\\|_2, \\quad \\alpha \\in [0, 1]\n'.repeat(
      4,
    ),
  'regular expressions':
    '^(?:[A-Z]{2}\\d{6}|\\d{3}-\\d{2}-\\d{4})$ (?<year>\\d{4})[-/](?<month>0[1-9]|1[0-2]) [^\\s@]+@[^\\s@]+\\.[a-z]{2,} /\\b(?!un)\\w+?ed\\b/gi '.repeat(
      3,
    ),
  pronunciation: 'ˈɪnvɔɪs ˈweəhaʊs ˈkʌstəmə ˌdɛlɪˈvɛri ˈpeɪmənt rɪˈfʌnd ˈʃɪpɪŋ ˈkwɒntɪti ʌˈkaʊnt ˈɹiːdʒən '.repeat(3),
  'half-width kana': 'ｱﾘｶﾞﾄｳｺﾞｻﾞｲﾏｽ ｾｲｷｭｳｼｮ ｶｸﾆﾝ ｵﾈｶﾞｲｼﾏｽ ﾃﾞﾝﾜ ﾊﾞﾝｺﾞｳ '.repeat(4),
  punctuation: '==== ---- **** //// {{[(<>)]}} ;;:: ... !!! ??? ||| &&& ^^^ ~~~ ### @@@ $$$ %%% '.repeat(6),
};
