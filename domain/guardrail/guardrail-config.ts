/** Settings of the guardrail. */
export interface GuardrailConfig {
  /**
   * Message to the caller if the guardrail blocks a prompt or an answer.
   *
   * @limits 1 to 500 characters
   * @default - a neutral sentence
   * @example 'This request is not allowed.'
   */
  readonly blockedMessage?: string;

  /**
   * Topics that the guardrail blocks.
   *
   * @limits at most 30, each with its own name
   * @default - none
   * @example [{ name: 'Legal advice', definition: 'Advice on a legal case or contract.' }]
   */
  readonly deniedTopics?: readonly DeniedTopic[];

  /**
   * Types of personal data that are masked in prompts and answers.
   *
   * @limits a PII type of the API that is not always blocked
   * @default - the types in domain/guardrail/pii.ts
   * @example ['EMAIL', 'PHONE']
   */
  readonly maskedPii?: readonly string[];

  /**
   * Safeguard tier of content filters and denied topics. The standard tier judges more languages and resists attacks
   * better, but may judge a text in other Regions: those of its guardrail profile.
   *
   * @limits 'classic' or 'standard'; standard in the Regions of domain/guardrail/profiles.ts
   * @default 'classic' - judges in the Region of the row; English, French and Spanish only
   * @example 'standard'
   */
  readonly tier?: GuardrailTier;

  /**
   * Guardrail profile of the standard tier: the Regions in which AWS may judge a text.
   *
   * @limits a profile of the Region; only with the standard tier
   * @default - the profile of the Region with the fewest Regions
   * @example 'us.guardrail.v1:0'
   */
  readonly profile?: string;

  /**
   * Languages of prompts and answers, by the names in domain/guardrail/languages.ts. A guardrail is ineffective in any
   * other: a language that the tier does not judge is refused.
   *
   * @limits at least 1, judged by the tier
   * @default ['English']
   * @example ['English', 'Korean']
   */
  readonly languages?: readonly string[];

  /**
   * Content filters that are weaker than HIGH.
   *
   * @limits each type once
   * @default - every filter at HIGH, in prompts and answers
   * @example [{ type: 'INSULTS', input: 'MEDIUM' }]
   */
  readonly contentFilters?: readonly ContentFilter[];

  /**
   * Judges images as well as texts, with every content filter that the Region has for images.
   *
   * @limits only in the Regions of domain/guardrail/content-filters.ts
   * @default false - images pass unjudged
   * @example true
   */
  readonly images?: boolean;

  /**
   * Words and phrases that the guardrail blocks where they occur exactly so. AWS judges words in English, French and
   * Spanish; use `regexes` for others.
   *
   * @limits at most 10000, each of 1 to 3 words and 1 to 100 characters, in Latin letters
   * @default - none
   * @example ['Project Bluebird']
   */
  readonly blockedWords?: readonly string[];

  /**
   * Blocks the words of AWS's list of profanity. AWS keeps it for English, French and Spanish.
   *
   * @default false
   * @example true
   */
  readonly blockProfanity?: boolean;

  /**
   * Regular expressions that the guardrail masks or blocks, such as the form of a national identity number. Lookaround,
   * back-references and repeated repetitions are refused: AWS does not say which engine it has.
   *
   * @limits at most 10, each with its own name
   * @default - none
   * @example [{ name: 'Order number', pattern: 'NB-[0-9]{6}', action: 'mask' }]
   */
  readonly regexes?: readonly GuardrailRegex[];

  /**
   * Contextual grounding: blocks answers that score below a threshold. Only an invocation that marks a source and a
   * query is judged. The functions refuse such marks, so that this requires somebody who calls the models directly:
   * `invokerCallsModels` or `applications.callModels`.
   *
   * @limits English, French and Spanish
   * @default - answers are not compared with a source
   * @example { grounding: 0.8, relevance: 0.5 }
   */
  readonly grounding?: ContextualGrounding;
}

/** Safeguard tier of a guardrail. */
export type GuardrailTier = 'classic' | 'standard';

/** Strengths of one content filter. */
export interface ContentFilter {
  /**
   * Type of the filter.
   *
   * @limits HATE, INSULTS, MISCONDUCT, SEXUAL, VIOLENCE or PROMPT_ATTACK
   * @example 'INSULTS'
   */
  readonly type: string;

  /**
   * Strength in prompts.
   *
   * @limits NONE, LOW, MEDIUM or HIGH; not NONE for PROMPT_ATTACK
   * @default 'HIGH'
   * @example 'MEDIUM'
   */
  readonly input?: string;

  /**
   * Strength in answers. PROMPT_ATTACK has none.
   *
   * @limits NONE, LOW, MEDIUM or HIGH
   * @default 'HIGH'
   * @example 'HIGH'
   */
  readonly output?: string;
}

/** A regular expression of a guardrail. */
export interface GuardrailRegex {
  /**
   * Name of the expression: masked text is replaced by it.
   *
   * @limits 1 to 100 characters
   * @example 'Order number'
   */
  readonly name: string;

  /**
   * Pattern, without lookahead, lookbehind and backreferences.
   *
   * @limits 1 to 500 characters
   * @example 'NB-[0-9]{6}'
   */
  readonly pattern: string;

  /**
   * Action in prompts and answers.
   *
   * @limits 'block' or 'mask'
   * @example 'mask'
   */
  readonly action: 'block' | 'mask';

  /**
   * Description for people.
   *
   * @limits 1 to 1000 characters
   * @default - none
   * @example 'Number of an order.'
   */
  readonly description?: string;
}

/** Thresholds of contextual grounding. An answer with a lower score is blocked. */
export interface ContextualGrounding {
  /**
   * Least score of agreement with the source.
   *
   * @limits above 0, at most 0.99
   * @default - not judged
   * @example 0.8
   */
  readonly grounding?: number;

  /**
   * Least score of relevance to the query.
   *
   * @limits above 0, at most 0.99
   * @default - not judged
   * @example 0.5
   */
  readonly relevance?: number;
}

/** A topic that the guardrail blocks. */
export interface DeniedTopic {
  /**
   * Name of the topic.
   *
   * @limits 1 to 100 letters, digits, spaces or -_!?.
   * @example 'Legal advice'
   */
  readonly name: string;

  /**
   * Description of the topic.
   *
   * @limits 1 to 200 characters, or 1000 in the standard tier
   * @example 'Advice on a legal case or contract.'
   */
  readonly definition: string;

  /**
   * Examples of prompts on the topic.
   *
   * @limits at most 5, each 1 to 100 characters
   * @default - none
   * @example ['Can I sue my landlord?']
   */
  readonly examples?: readonly string[];
}
