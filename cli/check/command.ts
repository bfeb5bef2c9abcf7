import { type Command, Option } from 'commander';
import { EXIT } from '../../domain/operator-error';
import { version } from '../../package.json';
import { hasAssembly, readDeployments } from '../app/assembly-folder';
import { warnIfStale } from '../app/stale-assembly';
import { command, type Subcommand } from '../command';
import { print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { checkFiles, type LocatedFinding, unreadTemplates } from './check-files';
import { checkReport } from './check-report';
import { readTemplates } from './read-templates';
import { sarif } from './sarif';

const FORMATS = ['text', 'json', 'sarif'] as const;
type Format = (typeof FORMATS)[number];

const program = (): Command =>
  command(
    'private-bedrock check',
    'Runs the rule pack PrivateBedrock over CloudFormation templates, whatever tool wrote them.\nReads files only: needs no credentials and no network. Terraform is not supported.',
  )
    .argument('<path...>', 'template in JSON or YAML, or folder of a cloud assembly')
    .addOption(
      new Option('--format <format>', 'format of the report (default: text)').choices(FORMATS).conflicts('json'),
    )
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      '\nAlso exit code 1: there are open findings. 2: a path is neither a template nor an assembly.\nWarns of nested stacks whose template is not among the files; a warning is no finding.',
    );

export const checkCommand: Subcommand = {
  program,
  run: (program, io) => {
    const { json, format = 'text' } = program.opts<{ readonly json?: true; readonly format?: Format }>();
    const files = readTemplates(program.args, io.cwd);
    for (const folder of program.args.filter((path) => hasAssembly(path, io.cwd)))
      warnIfStale(readDeployments(folder, io.cwd), folder, io);
    const findings = checkFiles(files);
    const unread = unreadTemplates(files);
    const formats = {
      text: () => checkReport(findings, unread, files.length, drawingFor(io.stdout)),
      json: () =>
        JSON.stringify({ templates: files.map(({ path }) => path), unread, findings: findings.map(asJson) }, null, 2),
      sarif: () => JSON.stringify(sarif(findings, unread, version), null, 2),
    };
    print(io, formats[json ? 'json' : format]());
    return findings.some(({ acknowledged }) => acknowledged === undefined) ? EXIT.failed : EXIT.ok;
  },
};

const asJson = ({ rule: { info, remedy }, ...finding }: LocatedFinding) => ({ ...finding, info, remedy });
