import type { BaseModel } from '../../../models/base-models';
import type { Example } from './example';
import { isObject, isPresent, type Json } from './json';

/** Reads the uses and results of tools in a record. Sources: docs/fine-tuning.md. */
export class ToolReader {
  private readonly used = new Set<string>();
  private readonly answered = new Set<string>();
  /** Names in the toolConfig. @default - the record has no toolConfig, and no name is checked */
  private names: ReadonlySet<unknown> | undefined;

  constructor(
    private readonly model: BaseModel,
    private readonly example: Example,
  ) {}

  begin(toolConfig: unknown): void {
    // To clear an empty Set costs as much as a full one.
    if (this.used.size > 0) this.used.clear();
    if (this.answered.size > 0) this.answered.clear();
    this.names = isPresent(toolConfig) ? this.readDefinitions(toolConfig) : undefined;
  }

  /** @returns the names of the tools */
  private readDefinitions(toolConfig: unknown): ReadonlySet<unknown> {
    const tools = isObject(toolConfig) && Array.isArray(toolConfig.tools) ? toolConfig.tools : [];
    const names = new Set<unknown>();
    if (!this.model.tools) return names;
    if (tools.length === 0) this.find('toolConfig has no list of tools');
    for (const tool of tools) {
      const { name, description, inputSchema } = specOf(tool);
      const schema = isObject(inputSchema) ? inputSchema.json : undefined;
      if (!isText(name) || !isObject(schema) || schema.type === undefined) {
        this.find('a tool lacks toolSpec.name, or inputSchema.json with a type');
      } else if (names.has(name)) this.find('two tools have the same name');
      else if (!isText(description))
        this.example.find('sources-differ', 'a tool has no description; the API allows that');
      names.add(name);
    }
    return names;
  }

  readUse(value: unknown, index: number, isAnswer: boolean): void {
    if (!this.accepts(index)) return;
    const { toolUseId: id, name, input } = (isObject(value) ? value : {}) as Json;
    const where = `the toolUse of message ${index + 1}`;
    if (!isAnswer) this.find(`${where} is not from the assistant`);
    else if (!isText(id) || !isText(name) || !isObject(input)) this.find(`${where} lacks toolUseId, name or input`);
    else if (this.used.has(id)) this.find(`${where} repeats a toolUseId`);
    else if (this.names && !this.names.has(name)) this.find(`${where} names a tool that toolConfig does not define`);
    if (isText(id)) this.used.add(id);
    this.example.addData(value, where);
  }

  readResult(value: unknown, index: number, isAnswer: boolean): void {
    if (!this.accepts(index)) return;
    const { toolUseId: id, content } = (isObject(value) ? value : {}) as Json;
    const where = `the toolResult of message ${index + 1}`;
    if (isAnswer) this.find(`${where} is not from the user`);
    else if (!isText(id) || !Array.isArray(content) || content.length === 0 || !content.every(isResult)) {
      this.find(`${where} lacks toolUseId, or a content of texts or JSON`);
    } else if (!this.used.has(id)) this.find(`${where} has no toolUse before it`);
    else if (this.answered.has(id)) this.find(`${where} repeats the result of a toolUse`);
    if (isText(id)) this.answered.add(id);
    this.example.addData(value, where);
  }

  private accepts(index: number): boolean {
    const { model, example } = this;
    if (!model.tools) example.find('unknown-content', `${model.id} is not trained with tools (message ${index + 1})`);
    else example.find('sources-differ', `message ${index + 1} uses a tool, which one of AWS’s guides advises against`);
    return model.tools !== undefined;
  }

  private find(message: string): void {
    this.example.find('wrong-field', message);
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const isResult = (value: unknown): boolean =>
  isObject(value) && (typeof value.text === 'string') !== isObject(value.json);

const specOf = (tool: unknown): Json => (isObject(tool) && isObject(tool.toolSpec) ? tool.toolSpec : {}) as Json;
