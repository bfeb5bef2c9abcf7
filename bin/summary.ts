import { parseArgs, styleText } from 'node:util';
import { assemblyReport } from '../lib/operations/assembly-report';
import { NoAssemblyError, summarizeAssembly } from '../lib/operations/assembly-summary';

const HELP = `Says what \`cdk synth\` made: stacks, their size against CloudFormation's limits, findings of the rule packs.

Usage: node build/bin/summary.js [--app <folder>] [--json]

  --app <folder>  the cloud assembly (default: cdk.out)
  --json          the same as JSON
  --help          this text

Exit code: 0 nothing open, 1 an open finding or no checked assembly, 2 wrong usage.`;

function main(): number {
  let options: ReturnType<typeof parse>;
  try {
    options = parse();
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  try {
    const summary = summarizeAssembly(options.app);
    console.log(options.json ? JSON.stringify(summary, null, 2) : assemblyReport(summary, drawing()));
    return summary.packs?.every(({ open }) => open.length === 0) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof NoAssemblyError)) throw error;
    console.error(error.message);
    return 1;
  }
}

const parse = () =>
  parseArgs({
    options: {
      app: { type: 'string', default: 'cdk.out' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;

/** Colour is for a terminal that has it and whose owner did not refuse it (NO_COLOR): hasColors knows all of that. */
function drawing() {
  const { stdout } = process;
  const colour = stdout.isTTY && stdout.hasColors();
  return {
    width: stdout.columns ?? 100,
    paint: (style: Parameters<typeof styleText>[0], text: string) => (colour ? styleText(style, text) : text),
  };
}

process.exitCode = main();
