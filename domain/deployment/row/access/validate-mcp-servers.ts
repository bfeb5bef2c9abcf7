import type { McpServer } from '../../config/developer-config';
import {
  all,
  firstViolated,
  isList,
  isObject,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  type Validator,
} from '../../validation';

/** Name as the registry requires it. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

const name = text(
  'a name such as com.example/tickets',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-202',
      holds: (value) => NAME.test(value) && value.length >= 3 && value.length <= 200,
      message: 'is not a domain name backwards, a slash and a name, of 3 to 200 characters',
      remedy: "Write for example 'com.example/tickets'.",
    },
  ]),
);

const description = text(
  'a description',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-203',
      holds: (value) => value.trim() !== '' && [...value].length <= 100,
      message: (value) => `has ${[...value].length} characters, and takes 1 to 100`,
      remedy: 'Say in a few words what the server does.',
    },
  ]),
);

const version = text(
  'a version as text',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-204',
      holds: (value) => /^\d+(\.\d+){0,3}(-[0-9A-Za-z.-]+)?$/.test(value),
      message: 'is not one exact version',
      remedy: "Write for example '1.2.0': with a range, somebody else decides what developers run.",
    },
  ]),
);

const address = text(
  'the address of a server',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-205',
      holds: (value) => isAddress(value),
      message: 'is not an address with https, without user, query and fragment',
      remedy: "Write for example 'https://mcp.example.com/tickets'. Secrets belong to the settings of each developer.",
    },
  ]),
);

function isAddress(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const { protocol, username, password, search, hash } = url ?? { protocol: '' };
  return protocol === 'https:' && [username, password, search, hash].every((part) => part === '');
}

const identifier = text(
  'the name of a package',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-206',
      holds: (value) => /^[@A-Za-z0-9][\w@./:-]*$/.test(value),
      message: 'is not the name of a package or an image',
      remedy: "Write the name alone, such as '@example/tickets'; the version is a property of its own.",
    },
  ]),
);

/** Ways to reach a server: exactly one of them. */
const WAYS = ['url', 'sseUrl', 'npm', 'pypi', 'oci'] as const satisfies readonly (keyof McpServer)[];

const hasOneWay: Validator = (server, place) => {
  if (!isObject(server)) return [];
  const ways = WAYS.filter((way) => server[way] !== undefined);
  if (ways.length === 1) return [];
  return [
    problem('PB-CONFIG-207', place, {
      message: `has ${ways.length === 0 ? 'no way to reach it' : `${ways.length} ways to reach it: ${ways.join(', ')}`}`,
      remedy: `Give it exactly one of ${WAYS.join(', ')}.`,
    }),
  ];
};

const server = all(
  objectOf(
    {
      ...{ name, description, version },
      ...{ url: address, sseUrl: address, npm: identifier, pypi: identifier, oci: identifier },
    } satisfies Record<keyof McpServer, Validator>,
    ['name', 'description', 'version'],
  ),
  hasOneWay,
);

/** Validates `developer.mcpServers` of a row. */
export const validateMcpServers: Validator = all(listOf(server, { min: 1, what: 'servers' }), (servers, place) =>
  isList(servers)
    ? noDuplicates('Name each server once.', (one) => (isObject(one) ? one.name : one))(servers, place)
    : [],
);
