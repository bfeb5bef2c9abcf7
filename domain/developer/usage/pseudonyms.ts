import { createHmac, randomBytes } from 'node:crypto';

/** Characters of a pseudonym: two of 100,000 users have the same one in about one of 200 reports. */
const LENGTH = 10;

/**
 * Returns a function from user ids to pseudonyms. With the same secret a user has the same pseudonym in each run; without
 * one, pseudonyms of two runs cannot be compared, not even by a person who knows all user ids.
 */
export function pseudonyms(secret: string | Buffer = randomBytes(32)): (user: string) => string {
  const known = new Map<string, string>();
  return (user) => {
    const name = known.get(user) ?? `user-${createHmac('sha256', secret).update(user).digest('hex').slice(0, LENGTH)}`;
    known.set(user, name);
    return name;
  };
}
