"""Change sets of the type IMPORT, which `cdk import` makes: a stack takes over resources that exist.

moto would make a second stack and create the resources again. CloudFormation's rules, as its guide states them, hold here:
each resource exists, belongs to no stack, has a deletion policy and its identifier, and nothing else of the template
changes. An import changes no resource.
"""

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import Stack
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.kms.models import kms_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends

# Identifier of each type that can be imported here, and where moto keeps the resources.
IMPORTABLE = {
    "AWS::KMS::Key": ("KeyId", lambda account, region: kms_backends[account][region].keys),
    "AWS::Logs::LogGroup": ("LogGroupName", lambda account, region: logs_backends[account][region].groups),
    "AWS::S3::Bucket": ("BucketName", lambda account, region: s3_backends[account]["aws"].buckets),
}


def refused(message):
    return ValidationError(message=message)


def resource_to_import(backend, template, entry):
    """Returns the logical id and moto's resource of one entry of ResourcesToImport."""
    logical_id, resource_type = entry["LogicalResourceId"], entry["ResourceType"]
    definition = template["Resources"].get(logical_id)
    if definition is None or definition["Type"] != resource_type:
        raise refused(f"The template has no {resource_type} {logical_id} to import.")
    if "DeletionPolicy" not in definition:
        raise refused(f"Resources to import [{logical_id}] must have a DeletionPolicy in the template.")
    if resource_type not in IMPORTABLE:
        raise refused(f"The stand-in does not import {resource_type}.")
    key, resources = IMPORTABLE[resource_type]
    identifier = entry.get("ResourceIdentifier", {})
    if list(identifier) != [key]:
        raise refused(f"{resource_type} is identified by {key}, not by {', '.join(identifier) or 'nothing'}.")
    found = resources(backend.account_id, backend.region_name).get(identifier[key])
    if found is None:
        raise refused(f"{resource_type} {identifier[key]} does not exist.")
    for stack in backend.stacks.values():
        if any(found is one for one in stack.resource_map._parsed_resources.values()):
            raise refused(f"{resource_type} {identifier[key]} already exists in stack {stack.stack_id}.")
    found.type, found.logical_resource_id = resource_type, logical_id
    return logical_id, found


def assert_nothing_else_changes(before, template, imported):
    old, new = before.get("Resources", {}), template["Resources"]
    others = [one for one in {**old, **new} if one not in imported and old.get(one) != new.get(one)]
    if others:
        raise refused(f"An import changes no other resource of the template: {', '.join(others)}.")
    if (before.get("Outputs") or {}) != (template.get("Outputs") or {}):
        raise refused("An import neither adds nor changes Outputs.")


create_change_set = CloudFormationResponse.create_change_set


def create_change_set_or_import(response):
    if response._get_param("ChangeSetType") != "IMPORT":
        return create_change_set(response)
    backend = response.cloudformation_backend
    name, url = response._get_param("StackName"), response._get_param("TemplateURL")
    body = response._get_stack_from_s3_url(url) if url else response._get_param("TemplateBody")
    template = Stack.parse_template(body)
    known = next((stack for stack in backend.stacks.values() if stack.name == name), None)
    entries = response._get_param("ResourcesToImport", [])
    resources = dict(resource_to_import(backend, template, entry) for entry in entries)
    assert_nothing_else_changes(known.template_dict if known else {}, template, resources)
    change_set_id, stack_id = backend.create_change_set(
        stack_name=name,
        change_set_name=response._get_param("ChangeSetName"),
        template=body,
        parameters={},
        description=response._get_param("Description"),
        change_set_type="UPDATE" if known else "CREATE",
        tags={tag["Key"]: tag["Value"] for tag in response._get_param("Tags", [])},
        role_arn=response._get_param("RoleARN"),
    )
    change_set = backend.change_sets[change_set_id]
    change_set.change_set_type = "IMPORT"
    change_set.apply = lambda: take_over(backend, change_set.stack, template, resources)
    return ActionResult({"Id": change_set_id, "StackId": stack_id})


def take_over(backend, stack, template, resources):
    stack.template_dict = template
    # moto gives the exports of others only to a stack that CreateStack makes.
    stack.cross_stack_resources = stack.resource_map.cross_stack_resources = backend.exports
    stack.resource_map._template = template
    stack.resource_map._resource_json_map = template["Resources"]
    stack.resource_map._parsed_resources.update(resources)


CloudFormationResponse.create_change_set = create_change_set_or_import
