/** Commands as a function: the entry `private-bedrock/cli` of the package. */

export type { ExitCode } from '../domain/operator-error';
export type { Input, Io, Output } from './io';
export { main } from './main';
export { processIo } from './process-io';
