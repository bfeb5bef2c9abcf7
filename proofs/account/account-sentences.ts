import type { AccountConfig } from '../../domain/account/account-config';
import type { Sentence } from '../decisions/sentence';
import { World } from '../decisions/world';
import type { AccountSubject } from './account-subject';
import { AccountCast } from './cast';
import { bucketSentences, promptPlaceSentences, trailSentences, trustSentences } from './place-sentences';
import { boundarySentences, loggingRoleSentences, readerSentences, settingSentences } from './role-sentences';

type Sentences = (cast: AccountCast) => readonly Sentence[];

/** Sentences that hold with the boundary and, by the roles' own policies, without it. */
const OF_ROLES: Readonly<Record<string, Sentences>> = {
  'prompts and audit events: who reads them': readerSentences,
  'settings: who changes them': settingSentences,
  'the logging role': loggingRoleSentences,
};

const OTHERS: Readonly<Record<string, Sentences>> = {
  'the boundary of account roles': boundarySentences,
  'trust: who becomes which role': trustSentences,
  'the place of prompts': promptPlaceSentences,
  'the files of the trail': trailSentences,
  'the buckets': bucketSentences,
};

/** Returns every claim about who can do what in an account deployment, by what it is about. */
export function accountSentences(subject: AccountSubject): Readonly<Record<string, readonly Sentence[]>> {
  const world = new World(subject);
  const of = (table: Readonly<Record<string, Sentences>>, here: World, config: AccountConfig) =>
    Object.entries(table).map(([about, sentences]) => [about, sentences(new AccountCast(here, config))] as const);
  return Object.fromEntries([
    ...of(OF_ROLES, world, subject.account),
    ...of(OF_ROLES, world.unbounded, subject.account).map(
      ([about, sentences]) => [`${about}, without boundary`, sentences] as const,
    ),
    ...of(OTHERS, world, subject.account),
  ]);
}
