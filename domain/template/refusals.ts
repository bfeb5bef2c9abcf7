import type { Template } from './template';

/** Reads the rule of lib/checks/model-notices.ts: reasons why CloudFormation refuses to create or update the stack. */
export const refusalsIn = ({ Rules }: Template): readonly string[] =>
  (Rules?.ModelsCanBeInvoked?.Assertions ?? []).flatMap(({ AssertDescription }) => AssertDescription ?? []);
