import { main } from '../cli/main';
import { endAs, processIo } from '../cli/process-io';

void endAs(main(process.argv.slice(2), processIo()));
