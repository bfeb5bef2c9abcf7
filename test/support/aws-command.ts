import { spawnSync } from 'node:child_process';

/**
 * Calls an API by the arguments that the AWS CLI takes, which names operations and parameters after the models of botocore.
 * An operation or a parameter that does not exist fails.
 */
const PROGRAM = `
import boto3, json, sys
from botocore import xform_name
url, region, service, operation, *options = sys.argv[1:]
client = boto3.client(service, endpoint_url=url, region_name=region, aws_access_key_id="a", aws_secret_access_key="b")
method = operation.replace("-", "_")
members = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method]).input_shape.members
names = {xform_name(name, "-"): name for name in members}
values = dict(zip(options[::2], options[1::2]))
typed = {
    names[key[2:]]: int(value) if members[names[key[2:]]].type_name == "integer" else value
    for key, value in values.items()
}
getattr(client, method)(**typed)
`;

/** Runs a command of the AWS CLI, such as `aws kms delete-alias --alias-name alias/x`, against the stand-in. */
export function runAws(
  command: string,
  place: { readonly python: string; readonly url: string; readonly region: string },
): void {
  const [program, service = '', ...args] = command.split(' ');
  if (program !== 'aws') throw new Error(`${command} is not of the AWS CLI`);
  const api = service === 's3api' ? 's3' : service;
  const { status, stderr } = spawnSync(place.python, ['-c', PROGRAM, place.url, place.region, api, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command}\n${stderr}`);
}
