import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Faults of the stand-in, in its own words: what is deployed is then not what the templates say. */
export const FAULTS = `
before(Key, lambda p: {**p, "EnableKeyRotation": False})
before(Role, lambda p: {k: v for k, v in p.items() if k != "PermissionsBoundary"})
before(FakeBucket, lambda p: {k: v for k, v in p.items() if k != "PublicAccessBlockConfiguration"})
before(VPCEndPoint, lambda p: {**p, "PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}})
before(LogGroup, lambda p: {k: v for k, v in p.items() if k != "KmsKeyId"})

def open_group(group, properties, account_id, region_name):
    backend = ec2_backends[account_id][region_name]
    backend.authorize_security_group_ingress(group.id, "tcp", 443, 443, [{"CidrIp": "0.0.0.0/0"}])
    backend.authorize_security_group_egress(group.id, "-1", None, None, [{"CidrIpv6": "::/0"}])

def open_route(table, properties, account_id, region_name):
    backend = ec2_backends[account_id][region_name]
    backend.create_route(table.id, "0.0.0.0/0", gateway_id=backend.create_internet_gateway().id)

after(SecurityGroup, open_group)
after(RouteTable, open_route)
`;

/** A Python that runs the stand-in with these lines before its last block: the one that the sandbox has set up. */
export function pythonWith(faults: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const made = readdirSync('.sandbox').find((name) => name.startsWith('python-')) ?? '';
  const python = resolve('.sandbox', made, 'bin/python');
  writeFileSync(join(folder, 'faults.py'), faults);
  const insert = `main = 'if __name__ == "__main__":'; import sys; [source, faults, target] = sys.argv[1:]
open(target, 'w').write(open(source).read().replace(main, open(faults).read() + main))`;
  writeFileSync(join(folder, 'insert.py'), insert);
  const script = `#!/bin/sh
[ "$1" = -c ] && exec ${python} "$@"
${python} ${folder}/insert.py "$1" ${folder}/faults.py ${folder}/stand_in.py
PYTHONPATH=sandbox/stand-in exec ${python} ${folder}/stand_in.py "$2"
`;
  const path = join(folder, 'python');
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return path;
}
