import { parentPort, workerData } from 'node:worker_threads';
import type { Range } from './line-file';
import { RangeParts, type RangeWork } from './range-parts';

/** A thread that reads the ranges it is told, one after the other. */
const parts = new RangeParts(workerData as RangeWork);
parentPort?.on('message', (range: Range) => parentPort?.postMessage(parts.read(range)));
