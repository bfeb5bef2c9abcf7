import type { Settings } from '../../lambda/inference/env';
import { readRequest } from '../../lambda/inference/request/request';
import { SETTINGS } from './inference-run';

/** Every problem that a request has, as `path: message` lines. */
export const issuesOf = (event: unknown, settings: Settings = SETTINGS): readonly string[] => {
  try {
    readRequest(event, settings);
    return [];
  } catch (error) {
    return (error as { issues: readonly { path: string; message: string }[] }).issues.map(
      ({ path, message }) => `${path}: ${message}`,
    );
  }
};

export const pathsOf = (event: unknown, settings: Settings = SETTINGS) =>
  issuesOf(event, settings).map((line) => line.split(':')[0]);
